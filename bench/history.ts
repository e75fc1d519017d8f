/** Whether an invoice costs more with many before it: the whole app on a storage with a history and on an empty one, in turns, in one run. */
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Command, InvalidArgumentError } from 'commander'
import { buildApp } from '../local/build.ts'
import { mailbox } from '../local/demo/stage.ts'
import { median } from '../local/quantile.ts'
import { type BatchTimes, runBatch } from './batch.ts'
import { type InvoiceMail, invoiceMails } from './invoice-mails.ts'
import { callsOnFakes } from './past-fakes.ts'
import { storePast } from './past-storage.ts'
import { openStage, type Stage } from './pipeline-stage.ts'
import { plainTable } from './reference.ts'
import { isByTheClock, kindOf } from './storage-bill.ts'

const pastOnFakes = 100_000
const fresh = 40
const warmUpRounds = 1
const ratioBound = 1.25
/** Long enough for every listener to have slowed down to one look a second. */
const idleMs = 3_000

const whole = (text: string): number => {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('A whole number, 1 or more.')
  return count
}
const { past, rounds } = new Command('npm run bench:history --')
  .description(
    `Brings ${fresh} invoices a round through the whole app, once with a history in storage and once without.`,
  )
  .option('--past <n>', 'how many invoices the history has', whole, 5_000)
  .option('--rounds <n>', 'how often', whole, 5)
  .addHelpText('after', '\nExit code 1 where a bound is missed.')
  .parse()
  .opts<{ past: number; rounds: number }>()

interface Side {
  readonly stage: Stage
  readonly times: BatchTimes[]
  /** By kind of operation, one for each round that counts. */
  readonly operations: Map<string, number>[]
}

await buildApp()
const empty = await openSide()
const full = await openSide()
try {
  const { connectionString } = full.stage
  console.log(`Storing ${past} past invoices.`)
  const history = { mailbox, today: new Date() }
  await storePast(connectionString, history, past, (done) => console.log(`  ${done} of ${past}`))
  for (let round = -warmUpRounds; round < rounds; round++) {
    console.log(round < 0 ? 'A round to warm up.' : `Round ${round + 1} of ${rounds}.`)
    const mails = await invoiceMails((round + warmUpRounds) * fresh, fresh, new Date())
    for (const side of round % 2 === 0 ? [empty, full] : [full, empty]) await play(side, mails, round >= 0)
    if (round >= 0) console.log(`  ${lastOf(empty)} with none before, ${lastOf(full)} with a history`)
  }
} finally {
  await Promise.all([empty.stage.close(), full.stage.close()])
}
console.log(`${fresh} invoices on the fakes, with none and with ${pastOnFakes} past ones.`)
const onFakes = [await callsOnFakes(0, fresh), await callsOnFakes(pastOnFakes, fresh)] as const
report()

function lastOf({ times }: Side): string {
  return ms(times.at(-1)?.toldMs ?? Number.NaN)
}

function ms(value: number): string {
  return `${Math.round(value).toLocaleString('en')} ms`
}

async function openSide(): Promise<Side> {
  return { stage: await openStage({ countStorage: true }), times: [], operations: [] }
}

/** What the app asks for in a round: how often listeners look into a queue depends on the moment alone. */
async function play(side: Side, mails: readonly InvoiceMail[], isCounted: boolean): Promise<void> {
  const { stage, times, operations } = side
  const requests = stage.storageRequests
  requests?.clear()
  const done = await runBatch(stage, mails, idleMs)
  // The last of an invoice: the host deletes its fourth message.
  const isOver = () => (requests?.count('queue', 'DELETE') ?? 0) >= 4 * mails.length
  for (let tries = 0; !isOver() && tries < 1_000; tries++) await sleep(10)
  if (!isCounted) return
  times.push(done)
  const counts = new Map<string, number>()
  operations.push(counts)
  for (const request of requests?.all ?? []) {
    const kind = kindOf(request)
    if (kind === 'queue receive' || isByTheClock(request)) continue
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
}

function report(): void {
  const table = plainTable(['', 'none before', 'with a history', 'ratio', 'bound', ''])
  const row = (
    what: string,
    values: readonly [number, number],
    bound: number,
    show: (n: number) => string,
  ) => {
    const [none, many] = values
    const ratio = many / none
    // As many means neither more nor fewer.
    const holds = bound === 1 ? ratio === 1 : ratio <= bound
    if (!holds) process.exitCode = 1
    const limit = bound === 1 ? '= 1×' : `≤ ${bound}×`
    table.push([what, show(none), show(many), `${ratio.toFixed(3)}×`, limit, holds ? 'holds' : 'MISSED'])
  }
  const both = <T>(of: (side: Side) => T): [T, T] => [of(empty), of(full)]
  const perInvoice = (count: number): string => (count / fresh).toFixed(3)
  // A call that failed on a busy machine is made again: the median leaves such a round out.
  const usual = (of: (counts: ReadonlyMap<string, number>) => number) =>
    both(({ operations }) => median(operations.map(of)))
  const kinds = new Set(both(({ operations }) => operations.flatMap((counts) => [...counts.keys()])).flat())
  for (const kind of [...kinds].toSorted())
    row(
      `${kind}, an invoice`,
      usual((counts) => counts.get(kind) ?? 0),
      1,
      perInvoice,
    )
  row('storage operations, an invoice', usual(total), 1, perInvoice)
  row(
    `until all ${fresh} are told of, median`,
    both(({ times }) => median(times.map(({ toldMs }) => toldMs))),
    ratioBound,
    ms,
  )
  const [few, many] = onFakes
  row(`calls on the fakes, ${pastOnFakes} before`, [total(few), total(many)], 1, (n) =>
    (n / fresh).toFixed(3),
  )
  console.log(
    [
      `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; two Azurites in memory, each behind a proxy that counts, with lab and host.`,
      `${past} past invoices in the one, half of them of today, none in the other; ${rounds} rounds of ${fresh} new invoices each, in turns, the same in both.`,
      'Operations, medians of the rounds: those of the app, its poll (one for all) among them, and the deletes of the host.',
      table.toString(),
    ].join('\n'),
  )
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}
