/** A cold start of the package beside one of the same code unbundled that loads telemetry up front: a fresh process each time, in turns. */
import { execFile } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { buildApp, projectRoot } from '../local/build.ts'
import { median } from '../local/quantile.ts'
import { makePackage } from '../scripts/package/make-package.ts'
import type { ColdStart } from './cold/probe.ts'
import { plainTable } from './reference.ts'

const rounds = 7
const registeredBound = 0.15
const readyBound = 0.4

const run = promisify(execFile)
/** Nothing listens there: a cold start as measured here calls nobody. */
const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  InvoiceStorage: 'UseDevelopmentStorage=true',
  INVOICE_MAILBOX: 'invoices@contoso.example',
  AP_EMAIL_ADDRESS: 'ap@contoso.example',
  APPLICATIONINSIGHTS_CONNECTION_STRING:
    'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://127.0.0.1:9',
  // The library would tell its maker of itself.
  APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
}

const out = join(projectRoot, 'dist/bench/package')
await buildApp()
await makePackage({ root: projectRoot, out, maps: `${out}-maps` })
const unbundled = [import.meta.resolve('applicationinsights'), urlOf('dist/src/main.js')]
const packaged = [urlOf('dist/bench/package/main.js')]
report(await measure(unbundled, packaged))

/** Who goes first changes from round to round; the first round fills the disk's cache and is left out. */
async function measure(...apps: [string[], string[]]): Promise<[ColdStart[], ColdStart[]]> {
  const [first, second] = apps.map((modules) => ({ modules, starts: [] as ColdStart[] }))
  if (first === undefined || second === undefined) throw new Error('Two apps are measured.')
  for (let round = -1; round < rounds; round++)
    for (const { modules, starts } of round % 2 === 0 ? [first, second] : [second, first]) {
      const start = await coldStart(modules)
      if (round >= 0) starts.push(start)
    }
  return [first.starts, second.starts]
}

async function coldStart(modules: readonly string[]): Promise<ColdStart> {
  const probe = join(import.meta.dirname, 'cold/probe.ts')
  const { stdout } = await run(process.execPath, [probe, ...modules], { env, timeout: 60_000 })
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as ColdStart
}

function report([reference, ours]: [ColdStart[], ColdStart[]]): void {
  const counts = new Set([...reference, ...ours].map(({ functions }) => functions))
  if (counts.size !== 1) throw new Error('The two register different functions.')
  const table = plainTable(['', 'unbundled, telemetry first', 'package', 'ratio', 'bound', ''])
  const row = (what: string, of: (start: ColdStart) => number, bound?: number): void => {
    const [before, now] = [median(reference.map(of)), median(ours.map(of))]
    const holds = bound === undefined || now / before <= bound
    if (!holds) process.exitCode = 1
    const verdict = bound === undefined ? ['', ''] : [`≤ ${bound}×`, holds ? 'holds' : 'MISSED']
    table.push([what, ms(before), ms(now), `${(now / before).toFixed(3)}×`, ...verdict])
  }
  row(`all ${[...counts].join()} functions registered`, ({ registered }) => registered, registeredBound)
  row('GET /health, asked at once, answered', ({ answered }) => answered)
  row('that, and telemetry ready', ({ ready }) => ready, readyBound)
  const cores = availableParallelism()
  console.log(
    [
      `Node ${process.version}, ${cores} cores, load ${loadavg()[0]?.toFixed(1)}; medians of ${rounds} fresh processes each, in turns, from before the first import.`,
      table.toString(),
    ].join('\n'),
  )
}

function urlOf(path: string): string {
  return pathToFileURL(join(projectRoot, path)).href
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}
