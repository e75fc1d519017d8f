/** An example to try settings on: a bad hour of Graph with an outage of 15 to 45 seconds about every five minutes, the same for a seed. */
import { minutes, seconds } from '../../src/domain/clock.ts'
import type { Dependency } from '../../src/domain/dependency.ts'
import type { BreakerSettings } from '../../src/resilience/settings.ts'
import { chanceOf } from '../eval/synthetic/random.ts'
import type { Failure, Outage, Service } from './outages.ts'
import { type RecordedCall, triedOnce } from './recorded-call.ts'
import { replay } from './replay.ts'
import type { Work } from './work.ts'

const start = Date.parse('2026-11-02T09:00:00.000Z')
const lasts = minutes(60)
const everyMs = minutes(5)
/** Between two calls, in the mean. */
const betweenCallsMs = seconds(4)
const answerMs = 150
const operations = ['getMessage', 'getAttachmentContent', 'createDraft', 'send', 'patchMessage'] as const
const instances = ['a', 'b'] as const
/** A gateway gives up after some seconds, as in the figures of `npm run bench:outage`. */
const failure: Failure = { ms: seconds(2.5), end: 'server-error' }

/** What really happened; a trace never holds that. */
export interface Happened {
  readonly outages: readonly Pick<Outage, 'from' | 'until' | 'failure'>[]
  readonly work: readonly Work[]
}

export function exampleWith(seed: number): Happened {
  const { between, pick } = chanceOf(seed)
  const outages = []
  for (let at = start; at < start + lasts; at += everyMs) {
    const from = at + between(minutes(1), minutes(3))
    outages.push({ from, until: from + between(seconds(15), seconds(45)), failure })
  }
  const work: Work[] = []
  for (let at = start; at < start + lasts; at += between(1, 2 * betweenCallsMs)) {
    const operation = pick(operations)
    const isTriedTwice = !triedOnce.has(operation)
    const transaction = String(work.length)
    work.push({ at, instance: pick(instances), operation, transaction, isTriedTwice, answerMs })
  }
  return { outages, work }
}

/** The calls that the app would have told of with these settings; the same for each dependency. */
export async function exampleCalls(
  settings: BreakerSettings,
  dependency: Dependency,
  seed: number,
): Promise<readonly RecordedCall[]> {
  const { outages, work } = exampleWith(seed)
  const service: Service = {
    outageAt: (at) => outages.find(({ from, until }) => from <= at && at < until),
    usualMs: answerMs,
  }
  const { calls } = await replay({ dependency, settings, work, service, random: chanceOf(seed).next })
  return calls.toSorted((a, b) => a.at - b.at)
}
