/** A crash run from the first mail to the count: what `npm run crash` does, and the tests in small. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Books, type Ends, openCrashBooks, type Trail } from './books.ts'
import { countMails, type MailCount } from './count.ts'
import { type Kind, makeLoad } from './load.ts'
import { makePlan } from './plan.ts'
import type { Point } from './points.ts'
import { type Killed, killAll } from './rounds.ts'
import { mailbox, openStage, runTimer, type Stage } from './stage.ts'

export interface CrashOptions {
  readonly seed: number
  readonly kills: number
  readonly mails: number
  /** Kills at step boundaries alone. */
  readonly onlyPoints?: boolean
  /** Instead of all of them. */
  readonly points?: readonly Point[]
  /** The data folder stays. */
  readonly keep?: boolean
  readonly stopped?: AbortSignal
  readonly tell?: (done: number, what: string) => void
}

export interface CrashResult {
  readonly killed: Killed
  readonly kinds: ReadonlyMap<Kind, number>
  readonly counted: MailCount
  readonly ends: Ends
  readonly poison: number
  readonly cases: { readonly open: number; readonly redrives: number }
  readonly trail: Trail
  /** In the mailbox's Drafts: of create calls whose reply was lost. */
  readonly drafts: number
  readonly seconds: { readonly killing: number; readonly settling: number }
  readonly dir: string
}

/** A drain that was killed hides what it took for five minutes; all else is shorter. */
const settleWithinMs = 6 * 60_000

export async function crash(options: CrashOptions): Promise<CrashResult> {
  const { seed, kills, mails, onlyPoints = false, points, keep = false, tell = () => {} } = options
  const { stopped = new AbortController().signal } = options
  const stage = await openStage({ keep })
  const close = () => void stage.close()
  stopped.addEventListener('abort', close)
  try {
    const began = Date.now()
    const books = openCrashBooks(stage.connectionString)
    const load = makeLoad(seed, mailbox)
    const plan = makePlan({ seed, onlyPoints, points })
    const killed = await killAll(stage, { plan, load, books }, { seed, kills, mails, stopped, tell })
    const lastKill = Date.now()
    tell(kills, 'all done; waiting for the rest of the work')
    await settle(stage, books, killed.mailIds, stopped)
    const ends = await books.ends(killed.mailIds)
    return {
      killed,
      kinds: load.kinds,
      counted: countMails(load.due, stage.lab.apMails(), ends.inDoubt),
      ends,
      poison: await books.poisoned(),
      cases: await books.cases(),
      trail: await books.trail(),
      drafts: stage.lab.mailbox.messages('Drafts').length,
      seconds: { killing: (lastKill - began) / 1_000, settling: (Date.now() - lastKill) / 1_000 },
      dir: stage.dir,
    }
  } finally {
    stopped.removeEventListener('abort', close)
    await stage.close()
  }
}

/** Lets the agent live until nothing is left to do, or until it had its time: the count tells what is missing then. */
async function settle(
  { start }: Stage,
  books: Books,
  mailIds: readonly string[],
  stopped: AbortSignal,
): Promise<void> {
  const isDone = async () =>
    (await books.queued()) === 0 &&
    (await books.cases()).open === 0 &&
    (await books.ends(mailIds)).missing.length === 0
  const end = Date.now() + settleWithinMs
  while (Date.now() < end) {
    const { host } = await start()
    if (host === undefined) continue
    let isUp = true
    // As the platform does, another life follows where this one ends by itself.
    void host.ended.then(() => (isUp = false))
    while (isUp && Date.now() < end) {
      stopped.throwIfAborted()
      if (await isDone()) return host.stop()
      await runTimer(host, 'drainPoison')
      await sleep(1_000)
    }
  }
}

/** What is not as it should be; empty where the promises held. */
export function faultsOf(
  { killed, counted, ends, poison, cases, trail }: CrashResult,
  kills: number,
): string[] {
  const done = killed.moments + [...killed.at.values()].reduce((sum, times) => sum + times, 0)
  const named = (what: string, all: readonly string[]) =>
    all.length === 0 ? [] : [`${all.length} ${what}: ${all.join(', ')}`]
  return [
    ...(done === kills ? [] : [`${done} kills instead of ${kills}`]),
    ...named('invoices lost', counted.lost),
    ...named('invoices mailed twice', counted.doubles),
    ...named('mails about nothing that came in', counted.strangers),
    ...named('invoices held in doubt', counted.inDoubt),
    ...named('mails without an end', ends.missing),
    ...(trail.posted === counted.mails ? [] : [`${trail.posted} audit rows for ${counted.mails} mails`]),
    ...(poison === 0 ? [] : [`${poison} messages in poison queues`]),
    ...(cases.open === 0 ? [] : [`${cases.open} cases open`]),
  ]
}
