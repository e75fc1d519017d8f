/** A model that reads what the test wrote down for a document's name. */
import type { ModelReader } from '../../src/domain/ports/readers.ts'
import type { Reading } from '../../src/domain/reading.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeModelReader extends ModelReader, Faults<keyof ModelReader> {
  answer(name: string, reading: Reading): void
}

/** A document that nothing was written down for is a fault of the test. */
export function fakeModelReader(answers: Readonly<Record<string, Reading>> = {}): FakeModelReader {
  const { faults, run } = faultPoint<keyof ModelReader>()
  const script = new Map(Object.entries(answers))
  return {
    ...faults,
    answer(name, reading) {
      script.set(name, reading)
    },
    read: ({ name }) =>
      run('read', () => {
        const reading = script.get(name)
        if (reading === undefined) throw new Error(`no reading was written down for ${name}`)
        return reading
      }),
  }
}
