/** Takes in what came since a day, also from before the start of intake, because a person asked for it; a page a call. */
import type { Clock } from '../domain/clock.ts'
import type { ListedMail } from '../domain/mail.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Mailbox, Since } from '../domain/ports/mailbox.ts'
import type { Queues } from '../domain/ports/queues.ts'
import { withoutOutcome } from './received-mails.ts'

export interface TakeInSince {
  mailbox: Mailbox
  ledger: Ledger
  queues: Queues
  clock: Clock
  folders: readonly string[]
}

/** Where the next call goes on: in which of the folders, and where in it. */
export interface Place extends Since {
  readonly folder: number
}

/** A day (UTC) of the page: mails in it, those of them that have an outcome already, those that were queued. */
export interface DayCount {
  readonly day: string
  readonly mails: number
  readonly known: number
  readonly queued: number
}

export interface TakenIn {
  readonly days: readonly DayCount[]
  readonly next: Place | undefined
}

/** `dryRun` counts and queues nothing. Asked again, it queues only what has come to no outcome yet. */
export type AskForMail = (ask: {
  readonly since: Date
  readonly at?: Place | undefined
  readonly dryRun: boolean
}) => Promise<TakenIn>

export function makeTakeInSince(deps: TakeInSince): AskForMail {
  return async ({ since, at = { folder: 0, from: since, skip: 0 }, dryRun }) => {
    const folder = deps.folders[at.folder]
    if (folder === undefined) return { days: [], next: undefined }
    const page = await deps.mailbox.received(folder, at)
    const fresh = await withoutOutcome(deps.ledger, page.mails)
    if (!dryRun) await queueAll(deps, fresh)
    const further = at.folder + 1
    const nextFolder = further < deps.folders.length ? { folder: further, from: since, skip: 0 } : undefined
    return {
      days: counted(page.mails, fresh, dryRun),
      next: page.next === undefined ? nextFolder : { folder: at.folder, ...page.next },
    }
  }
}

async function queueAll({ queues, clock }: TakeInSince, mails: readonly ListedMail[]): Promise<void> {
  const since = clock.now().toISOString()
  await Promise.all(
    mails.map(({ mailId }) =>
      queues.put('mail-received', { v: 1, since, deferrals: 0, mailId, source: 'request' }),
    ),
  )
}

function counted(
  mails: readonly ListedMail[],
  fresh: readonly ListedMail[],
  dryRun: boolean,
): readonly DayCount[] {
  const dayOf = ({ receivedAt }: ListedMail) => receivedAt.toISOString().slice(0, 10)
  const [all, unknown] = [Map.groupBy(mails, dayOf), Map.groupBy(fresh, dayOf)]
  return [...all].map(([day, these]) => {
    const missing = unknown.get(day)?.length ?? 0
    return { day, mails: these.length, known: these.length - missing, queued: dryRun ? 0 : missing }
  })
}
