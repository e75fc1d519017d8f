/** What a crash run needs: Azurite on disk, the lab, and a host that can be started again and again. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAzurite } from '../azurite.ts'
import { type Host, spawnHost } from '../host/spawn.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { pointEnv, readRecord, recordFile, type Met } from './point-settings.ts'
import type { Point } from './points.ts'

export const mailbox = 'invoices@fabrikam.example'
const accountsPayable = 'accounts-payable@fabrikam.example'

/** What a killed process leaves behind is waited for in seconds instead of minutes; every rule of the agent stays as it is. */
const quickly = {
  LOCAL_QUEUE_LEASE_SECONDS: '4',
  // A lock on an invoice outlives it by 3 s.
  AzureFunctionsJobHost__functionTimeout: '00:00:12',
  SEND_DOUBT: '2s',
  POLL_SCHEDULE: '*/2 * * * * *',
  INTAKE_FROM: '2026-01-01',
  BREAKER_GRAPH: '5/3s',
  BREAKER_OPENAI: '3/3s',
  BREAKER_STORAGE: '5/3s',
  BREAKER_TEAMS: '3/3s',
}

export interface Life {
  /** undefined where it was killed before it listened. */
  readonly host: Host | undefined
  /** How long it took to listen: a measure of how fast this machine is now. */
  readonly startMs: number
  /** What it met until now. */
  met(): Met
}

export interface Stage {
  readonly lab: Lab
  readonly connectionString: string
  readonly dir: string
  /** Another life of the agent, which ends at the point. */
  readonly start: (kill?: { point: Point; nth: number }) => Promise<Life>
  close(): Promise<void>
}

export async function openStage({ keep }: { keep: boolean }): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'crash-'))
  const ends: (() => Promise<void> | void)[] = []
  if (!keep) ends.push(() => rmSync(dir, { recursive: true, force: true }))
  let isClosed = false
  let current: Host | undefined
  const close = async (): Promise<void> => {
    isClosed = true
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const azurite = await startAzurite({ dir })
    ends.push(() => azurite.stop())
    const lab = await startLab({ mailbox, apAddress: accountsPayable })
    ends.push(
      () => lab.stop(),
      () => current?.kill(),
    )
    const { connectionString } = azurite
    let lives = 0
    return {
      lab,
      connectionString,
      dir,
      close,
      async start(kill) {
        if (isClosed) throw new Error('The stage is closed.')
        const record = recordFile(dir, ++lives)
        const met = () => readRecord(record)
        const began = Date.now()
        try {
          current = await spawnHost({
            entry: join(import.meta.dirname, 'app.ts'),
            env: {
              ...quickly,
              ...lab.env(),
              ...pointEnv({ record, point: kill?.point, nth: kill?.nth ?? 1 }),
              InvoiceStorage: connectionString,
              AzureWebJobsStorage: connectionString,
            },
            onLine: (line) => appendFileSync(join(dir, 'host.log'), `${line}\n`),
          })
        } catch (error) {
          if (met().killed === undefined) throw error
          return { host: undefined, startMs: 0, met }
        }
        if (isClosed) await current.kill()
        return { host: current, startMs: Date.now() - began, met }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Runs a timer of the host now; a host that is killed meanwhile has no answer to give. */
export async function runTimer(host: Host, name: 'pollMailbox' | 'drainPoison'): Promise<void> {
  const answer = await Promise.race([
    fetch(`${host.url}/admin/functions/${name}`, {
      method: 'POST',
      headers: { 'x-functions-key': host.functionKey },
      signal: AbortSignal.timeout(10_000),
    }).catch((error: unknown) => error),
    host.ended,
  ])
  if (answer instanceof Response && answer.status !== 202)
    throw new Error(`${name} could not be run: ${answer.status}`)
}
