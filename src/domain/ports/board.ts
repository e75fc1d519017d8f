/** Where the processes of the fleet tell each other how they stand. */
import type { Post } from '../board.ts'
import type { PulledLever } from '../lever.ts'

/** Where the processes of the fleet tell each other how they stand, and where levers lie for all of them. */
export interface Board {
  /** Writes the row of a process over its last one. */
  post(post: Post): Promise<void>
  /** The rows of all processes, in no order. */
  posts(): Promise<readonly Post[]>
  /** Takes away the rows that were written before then. */
  sweep(before: Date): Promise<void>
  /** Takes the place of the last isolation or release, or of the last probe, of that dependency; its line of the audit stays. */
  pull(lever: PulledLever): Promise<void>
  /** For each dependency its last isolation or release, and its last probe. */
  levers(): Promise<readonly PulledLever[]>
  /** Every lever that was ever pulled, the newest first; at most `limit` (100). */
  history(limit: number): Promise<readonly PulledLever[]>
}
