/** When the service was away, inferred from its calls: nothing else is known, since nobody asked in between. */
import { median } from '../quantile.ts'
import { type FailedCall, hasFailed, type RecordedCall } from './recorded-call.ts'

/** How a try fails, and after how many milliseconds. */
export type Failure = Pick<FailedCall, 'end' | 'ms'>

/** Times in milliseconds since 1970. */
export interface Outage {
  /** The first failure of a run began. */
  readonly from: number
  /** From then on the service counts as well. */
  readonly until: number
  /** Nobody knows of this part of it: after the last failure's begin, before the next answer's. */
  readonly unseenMs: number
  readonly failures: number
  /** Of the quickest failure: others waited in line, or were tried twice. */
  readonly failure: Failure
}

/** Where an outage counts as over: at the next answer, right behind the last failure, or half-way. */
export const ends = ['late', 'middle', 'early'] as const
export type Ends = (typeof ends)[number]

const shares: Readonly<Record<Ends, number>> = { late: 1, middle: 0.5, early: 0 }

/** The calls of all processes, in the order of their time: they call one service. */
export function outagesIn(calls: readonly RecordedCall[], end: Ends): readonly Outage[] {
  const outages: Outage[] = []
  let run: FailedCall[] = []
  for (const call of calls) {
    if (hasFailed(call)) run.push(call)
    else if (call.end === 'answered') {
      outages.push(...outageOf(run, call.at, end))
      run = []
    }
  }
  // No answer came any more: what lies behind the last failure is not part of the trace.
  return [...outages, ...outageOf(run, run.at(-1)?.at ?? 0, end)]
}

function outageOf(run: readonly FailedCall[], nextAnswer: number, end: Ends): readonly Outage[] {
  const [first] = run
  const last = run.at(-1)
  if (first === undefined || last === undefined) return []
  const unseenMs = nextAnswer - last.at
  return [
    {
      from: first.at,
      // The last failure itself lies in it.
      until: Math.max(last.at + 1, last.at + Math.round(unseenMs * shares[end])),
      unseenMs,
      failures: run.length,
      failure: run.reduce((quickest, call) => (call.ms < quickest.ms ? call : quickest), first),
    },
  ]
}

/** The service as a replay meets it. */
export interface Service {
  /** A try that begins at that moment fails as this says; undefined where it is answered. */
  outageAt(at: number): Pick<Outage, 'from' | 'until' | 'failure'> | undefined
  /** Milliseconds that an answer takes where none was recorded. */
  readonly usualMs: number
}

export function serviceWith(outages: readonly Outage[], calls: readonly RecordedCall[]): Service {
  const answers = calls.filter(({ end }) => end === 'answered').map(({ ms }) => ms)
  return {
    outageAt: (at) => {
      const last = outages[lastBegunBy(outages, at)]
      return last !== undefined && at < last.until ? last : undefined
    },
    usualMs: answers.length === 0 ? 0 : median(answers),
  }
}

/** The place of the last outage that began by then; -1 where there is none. They lie one behind the other. */
function lastBegunBy(outages: readonly Outage[], at: number): number {
  let [low, high] = [0, outages.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((outages[middle]?.from ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
