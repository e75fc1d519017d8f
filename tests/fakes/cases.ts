/** Cases in memory. */
import type { Case, Failure } from '../../src/domain/case.ts'
import { RemoteAnswer } from '../../src/domain/errors.ts'
import type { Cases } from '../../src/domain/ports/cases.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeCases extends Cases, Faults<keyof Cases> {
  /** Every case, whatever became of it, in the order in which they first came up. */
  readonly all: readonly Case[]
  /** Those that wait for somebody. */
  readonly parked: readonly Case[]
}

export function fakeCases({ pageSize = 100 } = {}): FakeCases {
  const { faults, run } = faultPoint<keyof Cases>()
  const cases = new Map<string, Case>()
  const failures = new Map<string, Failure>()
  let versions = 0

  const openOnes = () => [...cases.values()].filter(({ state }) => state === 'open')

  return {
    ...faults,
    get all() {
      return [...cases.values()]
    },
    get parked() {
      return openOnes()
    },
    find: (caseId) => run('find', () => structuredClone(cases.get(caseId))),
    open: (after = '') =>
      run('open', () => {
        const rest = openOnes()
          .filter(({ caseId }) => caseId > after)
          .toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1))
        const page = rest.slice(0, pageSize)
        return {
          cases: structuredClone(page),
          next: rest.length > pageSize ? page.at(-1)?.caseId : undefined,
        }
      }),
    save: (changed) =>
      run('save', () => {
        if (cases.get(changed.caseId)?.version !== changed.version)
          throw new RemoteAnswer('storage-table', 'conflict', {
            status: 412,
            code: 'UpdateConditionNotSatisfied',
          })
        const written = structuredClone({ ...changed, version: `v${++versions}` })
        cases.set(changed.caseId, written)
        return structuredClone(written)
      }),
    noteFailure: (caseId, failure) => run('noteFailure', () => void failures.set(caseId, { ...failure })),
    lastFailure: (caseId) => run('lastFailure', () => failures.get(caseId)),
  }
}
