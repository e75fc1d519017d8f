/** The record of the last digest. */
import type { DigestRecord } from '../digest.ts'

export interface Digests {
  /** The record of the last digest. */
  last(): Promise<DigestRecord | undefined>
  /** Stores the record in place of the one that was read; RemoteAnswer 'conflict' where that has changed since. */
  save(record: DigestRecord): Promise<DigestRecord>
}
