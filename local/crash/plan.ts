/** Which round kills how: at every step boundary in turn, and at random moments in between. */
import { chanceOf } from './chance.ts'
import { killedAt, type Point } from './points.ts'

export type Round =
  /** Milliseconds after the host listens. */
  | { readonly kind: 'moment'; readonly afterMs: number }
  /** `nth`: at which call of the process, from 1. */
  | { readonly kind: 'point'; readonly point: Point; readonly nth: number }

export interface Plan {
  next(): Round
  /** The point was not met in its round: it comes once more when all others have had theirs. */
  missed(point: Point): void
}

export interface PlanOptions {
  readonly seed: number
  /** No random moments. */
  readonly onlyPoints: boolean
  /** Instead of all. */
  readonly points?: readonly Point[] | undefined
}

/** Called for every mail, so that a second and a third call come soon. */
const busy = new Set(['ledger.find', 'ledger.change', 'queues.put', 'documents.get'])
/** Most of an invoice's way lies within. */
const longestMs = 3_500
const momentEvery = 5
/** The drain of the poison queues: its points are met only where something lies there, and come in time to be sat out. */
export const isOfDrain = (point: Point): boolean => point.startsWith('poison.') || point.startsWith('cases.')

export function makePlan({ seed, onlyPoints, points = killedAt }: PlanOptions): Plan {
  const chance = chanceOf(seed, 'kills')
  const missed = new Set<Point>()
  let waiting: Point[] = []
  let isAgain = true
  let rounds = 0

  function nextPoint(): Point {
    if (waiting.length === 0) {
      isAgain = !isAgain && missed.size > 0
      waiting = isAgain ? [...missed] : mixed(chance.shuffled(points))
      missed.clear()
    }
    const point = waiting.shift()
    if (point === undefined) throw new RangeError('no point to kill at')
    return point
  }

  return {
    next() {
      rounds++
      // Always drawn, so that one option changes nothing of what the seed gives to another.
      const afterMs = Math.round(chance.next() * longestMs)
      const nth = chance.oneOf([1, 1, 2, 3])
      if (!onlyPoints && rounds % momentEvery === 0) return { kind: 'moment', afterMs }
      const point = nextPoint()
      return { kind: 'point', point, nth: isAgain || !busy.has(callOf(point)) ? 1 : nth }
    },
    missed: (point) => void missed.add(point),
  }
}

/** `ledger.change` of `ledger.change:after`. */
export const callOf = (point: Point): string => point.slice(0, point.indexOf(':'))

/** The drain's points early, every second one, since each may hide a message for five minutes. */
function mixed(points: readonly Point[]): Point[] {
  const drain = points.filter(isOfDrain)
  const others = points.filter((point) => !isOfDrain(point))
  return others
    .flatMap((point, place) => [point, ...drain.slice(place, place + 1)])
    .concat(drain.slice(others.length))
}
