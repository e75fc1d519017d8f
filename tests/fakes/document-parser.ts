/** A parser that answers what the test wrote down for a document's name. */
import type { DocumentParser } from '../../src/domain/ports/readers.ts'
import type { ParsedDocument } from '../../src/domain/reading.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeDocumentParser extends DocumentParser, Faults<keyof DocumentParser> {
  answer(name: string, parsed: ParsedDocument): void
}

/** A document that nothing was written down for is of unknown format. */
export function fakeDocumentParser(
  answers: Readonly<Record<string, ParsedDocument>> = {},
): FakeDocumentParser {
  const { faults, run } = faultPoint<keyof DocumentParser>()
  const script = new Map(Object.entries(answers))
  return {
    ...faults,
    answer(name, parsed) {
      script.set(name, parsed)
    },
    parse: ({ name }) =>
      run(
        'parse',
        () => script.get(name) ?? { kind: 'unreadable', why: 'unknown-format', detail: 'nothing scripted' },
      ),
  }
}
