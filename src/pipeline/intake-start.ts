/** From when on mail is taken in; what is older is never touched unless somebody asks for it. */
import type { Clock } from '../domain/clock.ts'
import type { Bookmarks } from '../domain/ports/bookmarks.ts'

export interface IntakeStart {
  bookmarks: Bookmarks
  clock: Clock
  /** Start of intake from the settings; without it the first start of all, stored once. */
  intakeFrom: Date | undefined
}

export async function intakeStart({ bookmarks, clock, intakeFrom }: IntakeStart): Promise<Date> {
  return intakeFrom ?? (await bookmarks.intakeFrom(clock.now()))
}
