/** All that a person needs to decide about one invoice. */
import type { AuditLine, Entry, Extraction } from '../domain/entry.ts'
import { isAnswer } from '../domain/errors.ts'
import type { Documents } from '../domain/ports/documents.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import { readExtraction } from './stored-extraction.ts'

export interface Shown {
  readonly entry: Entry
  /** With every correction on it; undefined where nothing was read yet. */
  readonly extraction: Extraction | undefined
  readonly audit: readonly AuditLine[]
}

export function makeShowInvoice(deps: {
  ledger: Ledger
  documents: Documents
}): (invoiceId: string) => Promise<Shown | undefined> {
  return async (invoiceId) => {
    const entry = await deps.ledger.find(invoiceId)
    if (entry === undefined) return undefined
    const [extraction, audit] = await Promise.all([
      extractionOf(deps.documents, entry),
      deps.ledger.audit(invoiceId),
    ])
    return { entry, extraction, audit }
  }
}

async function extractionOf(documents: Documents, entry: Entry): Promise<Extraction | undefined> {
  try {
    return await readExtraction(documents, entry)
  } catch (error) {
    if (isAnswer(error, 'not-found')) return undefined
    throw error
  }
}
