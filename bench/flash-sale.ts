/** The flash sale: a crowd and then a stream of callers meet a dependency that hangs for two minutes and is well again. */
import { CallRefused, type AgentError } from '../src/domain/errors.ts'
import { createGuard } from '../src/resilience/create-guard.ts'
import type { GuardEvent } from '../src/resilience/guard-event.ts'
import type { Work } from '../src/resilience/guard.ts'
import { defaultBreakers } from '../src/resilience/settings.ts'
import { startVirtualTime, type VirtualTime } from '../local/virtual-time.ts'

export const sale = {
  crowd: 500,
  callersEachSecond: 2,
  hangsForSeconds: 120,
  callersUntilSeconds: 180,
  replyMs: 50,
  opensAfter: 3,
  staysOpenSeconds: 30,
  guardTimeoutSeconds: 5,
  bareTimeoutSeconds: 30,
  atOnce: defaultBreakers.openai.atOnce,
} as const

/** How one caller fared; times in seconds since the start. */
export interface Caller {
  readonly cameAt: number
  readonly wentAt: number
  readonly outcome: 'served' | 'failed' | 'refused'
  /** What the answer took in real time, in milliseconds; tells only where no virtual time has passed. */
  readonly realMs: number
}

export interface Fate {
  readonly callers: readonly Caller[]
  /** Calls that reached the dependency. */
  readonly reached: number
  readonly reachedWhileHanging: number
  /** Who called the other dependency, behind a guard of its own, ten times a second throughout. */
  readonly neighbours: readonly Caller[]
  readonly events: readonly GuardEvent[]
}

type Protect = (work: Work<string>) => Promise<string>

/** `atOnce` calls at once through a guard, or no guard at all but a longer time limit. */
export async function play(guarded: { atOnce: number } | undefined): Promise<Fate> {
  const time = startVirtualTime()
  const events: GuardEvent[] = []
  let reached = 0
  let reachedWhileHanging = 0

  const reply = (): Promise<string> =>
    new Promise((resolve) => setTimeout(() => resolve('served'), sale.replyMs))
  const dependency: Work<string> = () => {
    reached++
    if (time.seconds() >= sale.hangsForSeconds) return reply()
    reachedWhileHanging++
    return new Promise(() => undefined)
  }

  const protect = guarded === undefined ? timeLimit : guardOf('openai', guarded.atOnce)
  const protectNeighbour = guardOf('teams', defaultBreakers.teams.atOnce)

  function guardOf(name: 'openai' | 'teams', atOnce: number): Protect {
    const guard = createGuard({
      dependency: name,
      settings: {
        opensAfter: sale.opensAfter,
        staysOpenMs: sale.staysOpenSeconds * 1_000,
        timeoutMs: sale.guardTimeoutSeconds * 1_000,
        atOnce,
      },
      translate: (error) => (error instanceof Error ? error : new Error(String(error))),
      clock: time.clock,
      onEvent: (event) => events.push(event),
    })
    return (work) => guard.call('buy', work)
  }

  const callers: Caller[] = []
  const neighbours: Caller[] = []
  for (let i = 0; i < sale.crowd; i++) time.at(0, () => void come(time, callers, () => protect(dependency)))
  // The stream begins half a step late, so that nobody comes at the very moment of a change.
  for (let at = 0.25; at < sale.callersUntilSeconds; at += 1 / sale.callersEachSecond)
    time.at(at, () => void come(time, callers, () => protect(dependency)))
  for (let at = 0; at < sale.callersUntilSeconds; at += 0.1)
    time.at(at, () => void come(time, neighbours, () => protectNeighbour(reply)))

  await time.runUntil(sale.callersUntilSeconds + sale.bareTimeoutSeconds)
  return { callers, reached, reachedWhileHanging, neighbours, events }
}

/** All that stands between caller and dependency where there is no guard. */
function timeLimit(work: Work<string>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const timer = setTimeout(() => reject(new Error('timed out')), sale.bareTimeoutSeconds * 1_000)
  work(new AbortController().signal)
    .then(resolve, reject)
    .finally(() => clearTimeout(timer))
  return promise
}

async function come(time: VirtualTime, book: Caller[], call: () => Promise<string>): Promise<void> {
  const cameAt = time.seconds()
  const start = performance.now()
  const outcome = await call().then(
    () => 'served' as const,
    (error: AgentError) => (error instanceof CallRefused ? ('refused' as const) : ('failed' as const)),
  )
  book.push({ cameAt, wentAt: time.seconds(), outcome, realMs: performance.now() - start })
}
