/** The breakers of all processes, by dependency: what the app's one answer comes to. */
import type { Breakers } from './answers.ts'

type Own = Breakers['breakers'][number]

export interface BreakerRow {
  readonly own: Own
  /** In words: "open", "half-open", "isolated", "misconfigured", "closed". */
  readonly state: string
  readonly mood: 'good' | 'warn' | 'bad'
  /** Live processes, this one too, in which it is not well; and how many there are. */
  readonly unwell: number
  readonly processes: number
  /** The next moment at which somebody tries, ISO; null where calls are made now. */
  readonly retryAt: string | null
  readonly isolation: Breakers['levers'][number] | undefined
}

/** Instead of a time, where that is over. */
export const probing = 'now, by the next call'

/** The worst stands first. */
const ranks = ['isolated', 'open', 'half-open', 'misconfigured', 'closed']

const stateOf = ({ state, misconfigured }: { state: string; misconfigured: boolean }): string =>
  state === 'closed' && misconfigured ? 'misconfigured' : state

export function breakerRows({ breakers, fleet, levers }: Breakers): readonly BreakerRow[] {
  const live = fleet.processes.filter(({ standing }) => standing === 'live')
  return breakers.map((own) => {
    const elsewhere = live.flatMap((process) => process.breakers.filter(({ name }) => name === own.name))
    const all = [stateOf(own), ...elsewhere.map(stateOf)]
    const state = ranks.find((rank) => all.includes(rank)) ?? own.state
    const retries = [own.retryAt, ...elsewhere.map(({ retryAt }) => retryAt)].filter((at) => at !== null)
    return {
      own,
      state,
      mood: moodOf(state),
      unwell: all.filter((one) => one !== 'closed').length,
      processes: 1 + live.length,
      retryAt: retries.toSorted()[0] ?? null,
      isolation: levers.find(({ dependency }) => dependency === own.name),
    }
  })
}

export const moodOf = (state: string): BreakerRow['mood'] =>
  state === 'closed' ? 'good' : state === 'half-open' ? 'warn' : 'bad'

/** "graph open", "openai isolated". */
export const troubledBreakers = (answer: Breakers): string[] =>
  breakerRows(answer)
    .filter(({ state }) => state !== 'closed')
    .map(({ own, state }) => `${own.name} ${state}`)
