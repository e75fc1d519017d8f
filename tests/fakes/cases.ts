/** Parked cases in memory. */
import type { Cases, ParkedCase } from '../../src/domain/ports.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeCases extends Cases, Faults<keyof Cases> {
  readonly parked: readonly ParkedCase[]
}

export function fakeCases(): FakeCases {
  const { faults, run } = faultPoint<keyof Cases>()
  const cases = new Map<string, ParkedCase>()
  return {
    ...faults,
    get parked() {
      return [...cases.values()]
    },
    park: (parked) =>
      run('park', () => {
        cases.set(JSON.stringify([parked.step, parked.message]), { ...parked })
      }),
  }
}
