/** Puts an invoice back to where it was read but not judged yet: from there it claims like any other. */
import type { Clock } from '../domain/clock.ts'
import type { Decisions, Entry } from '../domain/entry.ts'
import type { Ledger } from '../domain/ports/ledger.ts'

export function judgeAnew(
  { ledger, clock }: { ledger: Ledger; clock: Clock },
  entry: Entry,
  note: { who: string; what: string; changeId?: string },
  decisions?: Decisions,
): Promise<Entry> {
  const { who, what, changeId = 'judged anew' } = note
  return ledger.change(entry, {
    status: { state: 'received', isRead: true },
    lock: undefined,
    ...(decisions === undefined ? {} : { decisions }),
    audit: { changeId, at: clock.now(), who, what },
  })
}
