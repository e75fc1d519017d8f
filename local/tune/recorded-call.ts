/** A guarded call as the telemetry holds it: what a trace is made of, and what a replay makes anew. */
import type { FailureKind } from '../../src/domain/errors.ts'

export interface RecordedCall {
  /** When it began; milliseconds since 1970. */
  readonly at: number
  /** From when the guard was asked until the caller knew; milliseconds. */
  readonly ms: number
  /** The process's instance: each has a breaker of its own. */
  readonly instance: string
  readonly operation: string
  /** What one mail sets off shares one; undefined where the trace does not say. */
  readonly transaction: string | undefined
  readonly end: CallEnd
}

/** `answered`, also with what was not wished for: the service is well. `refused`: by the guard, so that it says nothing of the service. */
export type CallEnd = 'answered' | 'refused' | FailureKind

export type FailedCall = RecordedCall & { readonly end: FailureKind }

export const hasFailed = (call: RecordedCall): call is FailedCall =>
  call.end !== 'answered' && call.end !== 'refused'

/** A second try of these may do harm, so that their adapters make one; all others are tried twice at once. */
export const triedOnce: ReadonlySet<string> = new Set([
  'createDraft',
  'addAttachment',
  'send',
  'streamAttachmentContent',
  'createUploadSession',
  'uploadChunk',
  'createSubscription',
  'readDocument',
  'postCard',
])
