/** Replays one trace against several settings. */
import type { Dependency } from '../../src/domain/dependency.ts'
import type { BreakerSettings } from '../../src/resilience/settings.ts'
import { chanceOf } from '../eval/synthetic/random.ts'
import { quantile } from '../quantile.ts'
import { type Cost, costOf } from './cost.ts'
import { type Ends, type Outage, outagesIn, serviceWith } from './outages.ts'
import type { RecordedCall } from './recorded-call.ts'
import { replay } from './replay.ts'
import { settingsAround } from './tried-settings.ts'
import { workIn } from './work.ts'

export interface Question {
  readonly dependency: Dependency
  /** In the order of their time. */
  readonly calls: readonly RecordedCall[]
  /** undefined: the default one and some around it. */
  readonly settings: readonly BreakerSettings[] | undefined
  readonly ends: Ends
  /** Seconds of delay that a wasted try outweighs. */
  readonly wastedTry: number
  readonly seed: number
}

export interface Comparison {
  readonly outages: readonly Outage[]
  readonly work: number
  readonly rows: readonly { readonly settings: BreakerSettings; readonly cost: Cost }[]
}

/** Milliseconds in which that share of the outages was over. */
export const recoveredIn = (outages: readonly Outage[], share: number): number =>
  quantile(
    outages.map(({ from, until }) => until - from),
    share,
  )

/** No rows where nothing failed: there is nothing to compare. */
export async function compare(question: Question): Promise<Comparison> {
  const { dependency, calls, ends, wastedTry, seed } = question
  const outages = outagesIn(calls, ends)
  const work = workIn(calls)
  if (outages.length === 0) return { outages, work: work.length, rows: [] }
  const service = serviceWith(outages, calls)
  const rows = []
  // One after the other: each takes the place of the timers.
  for (const settings of question.settings ?? settingsAround(dependency, recoveredIn(outages, 0.75)))
    rows.push({
      settings,
      cost: costOf(
        await replay({ dependency, settings, work, service, random: chanceOf(seed).next }),
        service,
        wastedTry,
      ),
    })
  return { outages, work: work.length, rows }
}
