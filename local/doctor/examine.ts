/** Runs the checks in their order, each bounded in time; what needs a check that did not end well is skipped. */
import { BadConfig, type Config } from '../../src/config.ts'
import { after, seconds, systemClock } from '../../src/domain/clock.ts'
import { OutOfTime } from '../../src/domain/errors.ts'
import { withDeadline } from '../../src/resilience/deadline.ts'
import { checks } from './checks.ts'
import { failed, ok, skipped, type Check, type Finding } from './check.ts'
import { type Installation, openInstallation, type Wishes } from './installation.ts'
import { judge } from './judge.ts'

export type Row = Finding & { readonly name: string }

export interface Examination {
  /** Throws BadConfig. */
  readonly settings: () => Config
  readonly wishes: Wishes
  /** Names what is made for a moment: letters and digits, another at each run. */
  readonly mark: string
  /** Milliseconds for each check but the model's. */
  readonly limitMs?: number
  /** Told of each check before it runs. */
  readonly onCheck?: (name: string) => void
}

export async function examine(examination: Examination): Promise<readonly Row[]> {
  const { limitMs = seconds(10), onCheck } = examination
  const opened = openedFrom(examination, limitMs)
  if (!('guards' in opened)) return opened
  const rows: Row[] = [{ name: 'settings', ...ok('all of them can be used') }]
  /** Of each check that was not run, the one for want of which. */
  const wanted = new Map<string, string>()
  for (const check of checks) {
    const missing = rows.find(({ name, state }) => name === check.needs && state !== 'ok')
    if (missing === undefined) {
      onCheck?.(check.name)
      rows.push({ name: check.name, ...(await findingOf(check, opened, check.limitMs ?? limitMs)) })
      continue
    }
    const root = wanted.get(missing.name) ?? missing.name
    wanted.set(check.name, root)
    rows.push({ name: check.name, ...skipped(`for want of "${root}"`) })
  }
  return rows
}

/** The installation, or why there is none to look at. */
function openedFrom({ settings, wishes, mark }: Examination, limitMs: number): Installation | Row[] {
  const rest: Row = { name: 'the rest', ...skipped('nothing is called with settings that cannot be used') }
  const fault = (said: string): Row => ({ name: 'settings', ...failed(said, settingsAdvice) })
  let config: Config
  try {
    config = settings()
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    return [...error.faults.map(fault), rest]
  }
  try {
    return openInstallation(config, wishes, mark, limitMs)
  } catch (error) {
    if (config.storage.kind !== 'connection-string') throw error
    // The storage SDK's own words may quote the key.
    return [fault('InvoiceStorage: is no connection string of a storage account'), rest]
  }
}

const settingsAdvice =
  'Set it in local.settings.json or in the environment, which wins; for the app in Azure with "azd env set" and "azd provision" (infra/README.md). README.md, "Settings", says what each is.'

async function findingOf(check: Check, installation: Installation, limitMs: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(judge(new OutOfTime(check.name), check.advice)), limitMs)
  })
  const found = withDeadline(after(systemClock.now(), limitMs), () => check.run(installation)).catch(
    (error: unknown) => judge(error, check.advice),
  )
  try {
    return await Promise.race([found, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
