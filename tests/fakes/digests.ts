/** The record of the last digest in memory. */
import type { DigestRecord } from '../../src/domain/digest.ts'
import { RemoteAnswer } from '../../src/domain/errors.ts'
import type { Digests } from '../../src/domain/ports/digests.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeDigests extends Digests, Faults<keyof Digests> {
  /** What stands there now, without a call being counted. */
  readonly record: DigestRecord | undefined
}

export function fakeDigests(): FakeDigests {
  const { faults, run } = faultPoint<keyof Digests>()
  let record: DigestRecord | undefined
  let versions = 0
  return {
    ...faults,
    get record() {
      return structuredClone(record)
    },
    last: () => run('last', () => structuredClone(record)),
    save: (changed) =>
      run('save', () => {
        if (record?.version !== changed.version)
          throw new RemoteAnswer('storage-table', 'conflict', {
            status: 412,
            code: 'UpdateConditionNotSatisfied',
          })
        record = structuredClone({ ...changed, version: `v${++versions}` })
        return structuredClone(record)
      }),
  }
}
