/** Cases: messages that did not come through by themselves. */
import type { Case, Failure } from '../case.ts'

export interface CasePage {
  readonly cases: readonly Case[]
  /** The id behind which the next page goes on; undefined on the last. */
  readonly next: string | undefined
}

/** Messages that did not come through by themselves. Open ones lie together, so that listing them costs nothing of the others. */
export interface Cases {
  find(caseId: string): Promise<Case | undefined>
  /** The open ones behind `after`, up to some hundred a page, in order of their ids. */
  open(after?: string): Promise<CasePage>
  /**
   * Stores the case as changed and gives it with its new version. RemoteAnswer 'conflict' where it has changed since it
   * was read, or where it is new and one stands there.
   */
  save(changed: Case): Promise<Case>
  /** Keeps the last error of a message that failed; the newest stands. */
  noteFailure(caseId: string, failure: Failure): Promise<void>
  lastFailure(caseId: string): Promise<Failure | undefined>
}
