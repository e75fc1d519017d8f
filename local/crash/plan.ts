/** Which round kills how: at every step boundary in turn, and at random moments in between. */
import { chanceOf } from './chance.ts'
import { killedAt, type Point } from './points.ts'

export type Round =
  /** At this share of the time that a life has at most. */
  | { readonly kind: 'moment'; readonly share: number }
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

/** How often a call is made in one life at least, once mails come: a kill at a later one leaves work that was done. */
const often: Readonly<Record<string, number>> = {
  'ledger.find': 12,
  'ledger.change': 10,
  'queues.put': 8,
  'documents.get': 6,
  'documents.put': 4,
  'ledger.open': 3,
  'ledger.findMail': 3,
  'ledger.recordMail': 3,
  'mailbox.read': 3,
  'mailbox.content': 3,
  'mailbox.markProcessed': 3,
  'vendors.all': 3,
  'claims.claim': 3,
  'model.read': 3,
  'outbox.createDraft': 3,
  'outbox.send': 3,
  'team.tell': 3,
}
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
      const share = chance.next()
      const drawn = chance.next()
      if (!onlyPoints && rounds % momentEvery === 0) return { kind: 'moment', share }
      const point = nextPoint()
      const most = isAgain ? 1 : (often[callOf(point)] ?? 1)
      return { kind: 'point', point, nth: 1 + Math.floor(drawn * most) }
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
