/** What intake remembers between its runs. */
import type { KeptSubscription } from '../subscription.ts'

export interface Bookmarks {
  /** The moment that intake starts at: the first call stores its argument for ever. */
  intakeFrom(firstStart: Date): Promise<Date>
  cursor(folder: string): Promise<string | undefined>
  saveCursor(folder: string, cursor: string): Promise<void>
  subscription(folder: string): Promise<KeptSubscription | undefined>
  saveSubscription(folder: string, kept: KeptSubscription): Promise<void>
  /** When the last run of this work that came to its end began: whoever wished for one before has had it. */
  lastRun(work: string): Promise<Date | undefined>
  saveRun(work: string, began: Date): Promise<void>
  /** False while somebody else is at this work; a turn whose owner died ends by itself `until` then. */
  takeTurn(
    work: string,
    turn: { readonly by: string; readonly now: Date; readonly until: Date },
  ): Promise<boolean>
  /** Frees the turn if it is still this owner's. */
  endTurn(work: string, by: string): Promise<void>
}
