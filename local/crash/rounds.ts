/** The killing: mails come in while one life of the agent after the other is ended by SIGKILL. */
import { setTimeout as sleep } from 'node:timers/promises'
import { chanceOf } from './chance.ts'
import type { Host } from '../host/spawn.ts'
import type { Books } from './books.ts'
import type { Kind, Load } from './load.ts'
import { callOf, isOfDrain, type Plan, type Round } from './plan.ts'
import type { Point } from './points.ts'
import { runTimer, type Stage } from './stage.ts'

export interface RoundsOptions {
  readonly seed: number
  readonly kills: number
  readonly mails: number
  readonly stopped: AbortSignal
  readonly tell: (done: number, what: string) => void
}

export interface Killed {
  /** Kills at each point. */
  readonly at: ReadonlyMap<Point, number>
  readonly met: ReadonlySet<Point>
  /** Kills at a moment, also where a point was waited for in vain. */
  readonly moments: number
  /** Lives without a kill in between, since much work had piled up. */
  readonly breaths: number
  /** Lives that ended by themselves, such as by functionTimeout. */
  readonly byThemselves: number
  /** Replies of Graph that were lost on purpose. */
  readonly lostReplies: number
  /** Messages that we put into a poison queue. */
  readonly givenUp: number
  readonly mailIds: readonly string[]
}

/** So long a point is waited for, and so long is the longest life that ends at a moment; in start-up times where those are more. */
const patience = { ms: 7_000, starts: 4 }
const longest = { ms: 3_500, starts: 2 }
const span = ({ ms, starts }: typeof patience, startMs: number): number => Math.max(ms, starts * startMs)

/** More is no accident. */
const mostByThemselves = 5
/** In this share of the rounds Graph does what it is asked for and the answer is lost. */
const lostReplyShare = 0.2

/** The kind of mail that leads to a call which not every mail leads to. */
const brings: Readonly<Record<string, Kind>> = {
  'outbox.attach': 'large',
  'outbox.attached': 'large',
  'claims.wait': 'same file again',
  'claims.find': 'same file again',
  'claims.waiting': 'drawn anew',
  'claims.release': 'drawn anew',
  'mailOpener.open': 'forwarded mail',
}

/** Beyond it the agent lives undisturbed for once: a message that dies five times in a row proves nothing more. */
const mostQueued = 40
const breathMs = 30_000

export async function killAll(
  { lab, start }: Stage,
  { plan, load, books }: { plan: Plan; load: Load; books: Books },
  { seed, kills, mails, stopped, tell }: RoundsOptions,
): Promise<Killed> {
  const chance = chanceOf(seed, 'lab')
  const at = new Map<Point, number>()
  const met = new Set<Point>()
  const mailIds: string[] = []
  const done = { breaths: 0, moments: 0, byThemselves: 0, lostReplies: 0, givenUp: 0 }

  async function prepare(round: Round, place: number): Promise<void> {
    const call = round.kind === 'point' ? callOf(round.point) : ''
    for (let due = Math.floor(((place + 1) * mails) / kills) - mailIds.length; due > 0; due--)
      mailIds.push(lab.mailbox.put(await load.next(new Date(), due === 1 ? brings[call] : undefined)))
    const lost = chance.next() < lostReplyShare
    const operation = chance.oneOf(['send', 'createDraft'] as const)
    const isDoubt = call === 'outbox.find'
    if (isDoubt || lost) {
      lab.faults.set('graph', isDoubt ? 'send' : operation, { kind: 'lostReply', times: 1 })
      done.lostReplies++
    }
    const known = mailIds[done.givenUp]
    if (round.kind === 'point' && isOfDrain(round.point) && known !== undefined) {
      await books.giveUp(known)
      done.givenUp++
    }
  }

  /** Gives how it ended: killed at its point, killed at a moment, or by itself. */
  async function live(round: Round): Promise<Point | 'moment' | 'itself'> {
    const life = await start(round.kind === 'point' ? round : undefined)
    const isOver =
      life.host === undefined ||
      (await endsOrIsKilled(life.host, round, timeOf(round, life.startMs), stopped))
    const record = life.met()
    for (const point of record.met) met.add(point)
    if (record.killed !== undefined) return record.killed
    return isOver ? 'itself' : 'moment'
  }

  /** A life without a kill, until most of the work is done. */
  async function breathe(): Promise<void> {
    done.breaths++
    const { host } = await start()
    for (const end = Date.now() + breathMs; Date.now() < end && (await books.queued()) > mostQueued / 4; )
      await sleep(500, undefined, { signal: stopped })
    await host?.kill()
  }

  for (let place = 0; place < kills; ) {
    stopped.throwIfAborted()
    if (place > 0 && (await books.queued()) > mostQueued) await breathe()
    const round = plan.next()
    await prepare(round, place)
    const end = await live(round)
    if (end === 'itself') {
      done.byThemselves++
      if (done.byThemselves > mostByThemselves) throw new Error('The host keeps ending by itself: see --keep')
      continue
    }
    place++
    if (end === 'moment') done.moments++
    else at.set(end, (at.get(end) ?? 0) + 1)
    if (end === 'moment' && round.kind === 'point') plan.missed(round.point)
    tell(place, `${at.size} step boundaries so far, now ${end === 'moment' ? 'at a moment' : end}`)
  }
  lab.faults.clear()
  return { at, met, mailIds, ...done }
}

const timeOf = (round: Round, startMs: number): number =>
  round.kind === 'moment' ? round.share * span(longest, startMs) : span(patience, startMs)

/** Whether it was over before it was killed from here. */
async function endsOrIsKilled(host: Host, round: Round, ms: number, stopped: AbortSignal): Promise<boolean> {
  await runTimer(host, 'pollMailbox')
  if (round.kind === 'point' && isOfDrain(round.point)) await runTimer(host, 'drainPoison')
  const waiting = new AbortController()
  const pause = sleep(ms, 'time', {
    signal: AbortSignal.any([waiting.signal, stopped]),
  }).catch(() => 'time')
  const first = await Promise.race([host.ended, pause])
  waiting.abort()
  await host.kill()
  return first !== 'time'
}
