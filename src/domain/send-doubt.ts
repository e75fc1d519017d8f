/** What is known of a mail after `send`: whether an error leaves a doubt, and what a look into the mailbox settles. */
import { after } from './clock.ts'
import type { Sending } from './entry.ts'
import { CallRefused, DependencyFailed, Misconfigured, RemoteAnswer } from './errors.ts'
import type { Whereabouts } from './ports/outbox.ts'

/** Only what never reached the mailbox, or was turned down by it, is surely not sent. */
export function surelyNotSent(error: unknown): boolean {
  if (error instanceof DependencyFailed) return !error.mayHaveActed
  return error instanceof CallRefused || error instanceof Misconfigured || error instanceof RemoteAnswer
}

/** In DESIGN's measure of 10 minutes of doubt: two looks 2 minutes apart, a person after an hour. */
const lookAgain = 1 / 5
const giveUp = 6

export type Settled =
  /** `unsent`: seen waiting on two looks, free to be sent once more. `lost`: nobody can tell any more. */
  | { readonly is: 'sent' | 'deleted' | 'lost' | 'unsent' }
  /** `seen-unsent`: the first look at it, to be kept. */
  | { readonly is: 'open' | 'seen-unsent'; readonly why: string; readonly until: Date }

/** `doubtMs` is SEND_DOUBT; it has passed since `sendingSince`. */
export function settle(
  where: Whereabouts,
  { sendingSince, seenUnsentAt }: { sendingSince: Date } & Pick<Sending, 'seenUnsentAt'>,
  now: Date,
  doubtMs: number,
): Settled {
  switch (where) {
    case 'sent':
    case 'deleted':
      return { is: where }
    case 'nowhere':
      return now >= after(sendingSince, giveUp * doubtMs)
        ? { is: 'lost' }
        : { is: 'open', why: 'the mail is nowhere to be seen yet', until: after(now, doubtMs) }
    case 'draft': {
      const pause = lookAgain * doubtMs
      if (seenUnsentAt === undefined)
        return {
          is: 'seen-unsent',
          why: 'the mail is still a draft: a second look first',
          until: after(now, pause),
        }
      const until = after(seenUnsentAt, pause)
      return now < until ? { is: 'open', why: 'a second look first', until } : { is: 'unsent' }
    }
  }
}
