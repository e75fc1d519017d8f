/** Reads a set of documents that has a truth.json, by the very step that the agent reads with, without a model. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createDocumentParser } from '../../src/adapters/documents/parser.ts'
import { systemClock } from '../../src/domain/clock.ts'
import type { Extraction } from '../../src/domain/entry.ts'
import type { ParsedDocument } from '../../src/domain/reading.ts'
import { makeReadDocument } from '../../src/pipeline/read-document.ts'
import type { Truth } from './truth.ts'

export type Outcome = 'extracted' | 'needs-ocr' | 'unreadable' | 'not-invoice'

export interface ReadDocument {
  readonly truth: Truth
  readonly path: string
  readonly outcome: Outcome
  readonly parsed: ParsedDocument
  readonly extraction: Extraction
}

const ownCompany = { names: [], taxIds: [], ibans: [] }

export async function readSet(folder: string): Promise<ReadDocument[]> {
  const truths = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as Truth[]
  const parser = createDocumentParser()
  try {
    return await Promise.all(
      truths.map(async (truth) => {
        const path = join(folder, truth.file)
        const document = { name: truth.file, contentType: '', bytes: new Uint8Array(await readFile(path)) }
        const parsed = await parser.parse(document)
        const read = makeReadDocument({
          parser: { parse: () => Promise.resolve(parsed) },
          model: undefined,
          clock: systemClock,
          ownCompany,
          modelWaitMs: 0,
        })
        const extraction = await read(truth.file, document, systemClock.now())
        return { truth, path, parsed, extraction, outcome: outcomeOf(parsed, extraction) }
      }),
    )
  } finally {
    await parser.close()
  }
}

function outcomeOf(parsed: ParsedDocument, { verdict }: Extraction): Outcome {
  if (verdict === 'not-an-invoice') return 'not-invoice'
  if (parsed.kind === 'unreadable') return 'unreadable'
  return parsed.kind === 'image-only' && verdict !== 'read' ? 'needs-ocr' : 'extracted'
}
