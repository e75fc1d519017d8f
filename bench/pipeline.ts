/** How fast invoices go through the whole app on this machine, beside what their storage operations alone would cost. */
import { availableParallelism, loadavg } from 'node:os'
import { Command, InvalidArgumentError } from 'commander'
import { buildApp } from '../local/build.ts'
import type { LoggedRequest } from '../local/lab/request-log.ts'
import { median } from '../local/quantile.ts'
import { type BatchTimes, runBatch } from './batch.ts'
import { invoiceMails } from './invoice-mails.ts'
import { openStage, type Stage } from './pipeline-stage.ts'
import { plainTable } from './reference.ts'
import { bareCost, type Bill, billOf, kindOf, operationsOf, times } from './storage-bill.ts'

const few = 50
const many = 500
const fewBoundMs = 5_000
const manyBoundMs = 60_000

const whole = (text: string): number => {
  const rounds = Number(text)
  if (!Number.isInteger(rounds) || rounds < 1) throw new InvalidArgumentError('A whole number, 1 or more.')
  return rounds
}
const { rounds } = new Command('npm run bench:pipeline --')
  .description(
    `Sends ${few} and then ${many} invoices through Azurite, lab and host, from the poll to the mail to accounts payable.`,
  )
  .option('--rounds <n>', `how often the ${few} go, each time through a freshly started app`, whole, 3)
  .addHelpText('after', '\nExit code 1 where a bound is missed.')
  .parse()
  .opts<{ rounds: number }>()

let nextInvoice = 0
async function batch(stage: Stage, count: number): Promise<BatchTimes> {
  const mails = await invoiceMails(nextInvoice, count, new Date())
  nextInvoice += count
  return runBatch(stage, mails)
}

interface Timed {
  readonly batch: BatchTimes
  readonly bareMs: number
}

const [sample] = await invoiceMails(0, 1, new Date())
const document = sample?.mail.attachments[0]?.bytes ?? new Uint8Array()

async function timed(stage: Stage, count: number, bill: Bill): Promise<Timed> {
  const done = await batch(stage, count)
  return { batch: done, bareMs: await bareCost(stage.connectionString, times(bill, count / few), document) }
}

async function withStage<T>(countStorage: boolean, work: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage({ countStorage })
  try {
    return await work(stage)
  } finally {
    await stage.close()
  }
}

/** A run through a proxy, for the count alone. */
const rehearse = () =>
  withStage(true, async (stage) => {
    const { lab, storageRequests } = stage
    lab.requests.clear()
    // The listeners' idle polls before the clock starts are no part of the work.
    const began = new Date(Date.now() + 10_000)
    const { mailedAt } = await batch(stage, few)
    const storage = (storageRequests?.all ?? []).filter(({ at }) => at >= began)
    return {
      calls: [...lab.requests.all, ...storage],
      bill: billOf(storage.filter(({ at }) => at <= mailedAt)),
    }
  })

const ms = (value: number): string => `${Math.round(value).toLocaleString('en')} ms`

function callTable(calls: readonly LoggedRequest[]): string {
  const table = plainTable(['dependency', 'calls an invoice', `of which, for ${few} invoices`])
  for (const service of ['graph', 'blob', 'queue', 'table', 'openai', 'teams']) {
    const own = calls.filter((call) => call.service === service)
    const byName = Map.groupBy(own, (call) => {
      const isStorage = service === 'blob' || service === 'queue' || service === 'table'
      return isStorage ? kindOf(call).replace(`${service} `, '') : call.operation
    })
    const detail = [...byName].map(([name, all]) => `${name} ${all.length}`).join(', ')
    table.push([service, (own.length / few).toFixed(1), detail])
  }
  return table.toString()
}

let isMissed = false
const table = plainTable(['', 'first mail', 'last mail', 'all told', 'bound', 'bare Azurite', 'ratio', ''])

/** Medians, where there are several. */
function row(what: string, all: readonly Timed[], boundMs: number | undefined): void {
  const middle = (pick: (one: Timed) => number): number => median(all.map(pick))
  const mailedMs = middle((one) => one.batch.mailedMs)
  const bareMs = middle((one) => one.bareMs)
  const holds = boundMs === undefined || mailedMs < boundMs
  if (!holds) isMissed = true
  table.push([
    what,
    ms(middle((one) => one.batch.firstMs)),
    ms(mailedMs),
    ms(middle((one) => one.batch.toldMs)),
    boundMs === undefined ? '' : `< ${ms(boundMs)}`,
    ms(bareMs),
    `${(mailedMs / bareMs).toFixed(2)}×`,
    boundMs === undefined ? '' : holds ? 'holds' : 'MISSED',
  ])
}

console.log('Building the app.')
await buildApp()
console.log(`A rehearsal of ${few} invoices counts the calls.`)
const { calls, bill } = await rehearse()
console.log(callTable(calls))

const fews: Timed[] = []
const manys: Timed[] = []
for (let round = 1; round <= rounds; round++) {
  console.log(`Round ${round} of ${rounds}${round === rounds ? `, with ${many} at its end` : ''}.`)
  await withStage(false, async (stage) => {
    fews.push(await timed(stage, few, bill))
    if (round === rounds) manys.push(await timed(stage, many, bill))
  })
}

for (const [i, one] of fews.entries()) row(`${few} invoices, round ${i + 1}`, [one], undefined)
row(`${few} invoices, median`, fews, fewBoundMs)
row(`${many} invoices`, manys, manyBoundMs)
console.log(
  [
    `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; Azurite in memory, lab and host beside it.`,
    'The clock starts at the poll, after listeners were idle for 10 s; the app was started for the round, and is the built one.',
    `Bare Azurite: the ${operationsOf(bill)} operations that ${few} invoices took until the last mail, one after another (${many}: ten times as many).`,
    'An idle queue is looked at once a second (host.json), and three queues lie on the way: up to 3 s are waiting.',
    table.toString(),
  ].join('\n'),
)
if (isMissed) process.exitCode = 1
