/** What a guard costs beside bare cockatiel: closed, one refusal when open, 500 refusals at once. Interleaved rounds, medians. */
import { median, quantile } from '../local/quantile.ts'
import { DependencyFailed } from '../src/domain/errors.ts'
import { createGuard } from '../src/resilience/create-guard.ts'
import type { Guard } from '../src/resilience/guard.ts'
import { defaultBreakers } from '../src/resilience/settings.ts'
import { plainTable, rawCockatiel, timeOf } from './reference.ts'

const rounds = 31
const callsInRound = 2_000
const crowd = 500
const timeoutMs = 30_000

type Call = (work: () => Promise<unknown>) => Promise<unknown>

let callsMade = 0
const work = async (): Promise<number> => ++callsMade

function newGuard(): Guard {
  return createGuard({
    dependency: 'graph',
    settings: { ...defaultBreakers.graph, staysOpenMs: 3_600_000, timeoutMs },
    translate: (error) => (error instanceof Error ? error : new Error(String(error))),
    onEvent: () => undefined,
  })
}

async function opened(call: Call): Promise<Call> {
  const failure = new DependencyFailed('graph', 'network', { mayHaveActed: false })
  for (let i = 0; i < defaultBreakers.graph.opensAfter; i++)
    await call(() => Promise.reject(failure)).catch(() => undefined)
  return call
}

function throughGuard(): Call {
  const guard = newGuard()
  return (given) => guard.call('read', given)
}

function throughCockatiel(abortOnReturn = true): Call {
  const policy = rawCockatiel(defaultBreakers.graph.opensAfter, timeoutMs, abortOnReturn)
  return (given) => policy.execute(given)
}

/** Microseconds a call, one after another. */
async function costOfCalls(call: Call): Promise<number> {
  const ms = await timeOf(async () => {
    for (let i = 0; i < callsInRound; i++) await call(work).catch(() => undefined)
  })
  return (ms * 1_000) / callsInRound
}

/** Milliseconds until the whole crowd has been refused, as of the moment it calls. */
function costOfCrowd(call: Call): Promise<number> {
  return timeOf(() => Promise.allSettled(Array.from({ length: crowd }, () => call(work))))
}

/** Milliseconds of each single refusal. */
async function eachRefusal(call: Call): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < 10_000; i++) times.push(await timeOf(() => call(work).catch(() => undefined)))
  return times
}

/** Runs each candidate once a round, so that all meet the same machine; the first rounds warm up and are left out. */
async function interleaved(measure: (call: Call) => Promise<number>, calls: Call[]): Promise<number[]> {
  const results: number[][] = calls.map(() => [])
  for (let round = -5; round < rounds; round++)
    for (const [i, call] of calls.entries()) {
      const cost = await measure(call)
      if (round >= 0) results[i]?.push(cost)
    }
  return results.map(median)
}

const table = plainTable(['', 'cockatiel', 'guard', 'ratio', 'bound', ''])
let isMissed = false

function row(what: string, raw: string, guard: string, value: number, bound: number, unit: string): void {
  const holds = value <= bound
  if (!holds) isMissed = true
  table.push([
    what,
    raw,
    guard,
    `${value.toFixed(2)}${unit}`,
    `≤ ${bound}${unit}`,
    holds ? 'holds' : 'MISSED',
  ])
}

const [rawClosed = 0, leanClosed = 0, guardClosed = 0] = await interleaved(costOfCalls, [
  throughCockatiel(),
  throughCockatiel(false),
  throughGuard(),
])
const us = (value: number): string => `${value.toFixed(2)} µs`
const ms = (value: number): string => `${value.toFixed(3)} ms`
row('a call, closed', us(rawClosed), us(guardClosed), guardClosed / rawClosed, 1.5, '×')
row(
  'a call, closed; cockatiel without abort on return',
  us(leanClosed),
  us(guardClosed),
  guardClosed / leanClosed,
  1.5,
  '×',
)

const rawOpen = await opened(throughCockatiel())
const guardOpen = await opened(throughGuard())
callsMade = 0
const [rawRefusal = 0, guardRefusal = 0] = await interleaved(costOfCalls, [rawOpen, guardOpen])
row('one refusal', us(rawRefusal), us(guardRefusal), guardRefusal / rawRefusal, 3, '×')
const rawP99 = quantile(await eachRefusal(rawOpen), 0.99)
const guardP99 = quantile(await eachRefusal(guardOpen), 0.99)
row('one refusal, p99', ms(rawP99), ms(guardP99), guardP99, 1, ' ms')

const [rawCrowd = 0, guardCrowd = 0] = await interleaved(costOfCrowd, [rawOpen, guardOpen])
row(`${crowd} callers at once, all refused`, ms(rawCrowd), ms(guardCrowd), guardCrowd / rawCrowd, 3, '×')
row(`${crowd} callers at once, in all`, ms(rawCrowd), ms(guardCrowd), guardCrowd, 25, ' ms')
row('calls made while open', '', '', callsMade, 0, '')

console.log(`Node ${process.version}, medians of ${rounds} interleaved rounds of ${callsInRound} calls`)
console.log(table.toString())
if (isMissed) process.exitCode = 1
