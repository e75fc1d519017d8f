/** What was read from an invoice, as it stands in the store: the reading, inserted once, under what persons corrected. */
import { corrected, type Correction } from '../domain/correction.ts'
import type { Entry, Extraction } from '../domain/entry.ts'
import type { Documents } from '../domain/ports/documents.ts'
import { takenForInvoice } from '../domain/taken-for-invoice.ts'

const extractionPath = (invoiceId: string): string => `${invoiceId}/extraction.json`
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

/** Our own writing, so that its shape is trusted. */
const load = async <T>(documents: Documents, path: string): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await documents.get(path))) as T

/** The extraction that was stored first, whoever stored it: a later reading may differ and must not count. */
export async function storeExtraction(documents: Documents, extraction: Extraction): Promise<Extraction> {
  const path = extractionPath(extraction.invoiceId)
  const stored = await documents.put(path, encode(extraction), 'application/json')
  return stored === 'stored' ? extraction : load(documents, path)
}

/** The reading with what persons said of it: that it is an invoice, and every correction. */
export async function readExtraction(documents: Documents, entry: Entry): Promise<Extraction> {
  const read = await load<Extraction>(documents, extractionPath(entry.invoiceId))
  const extraction = takenForInvoice(read, entry.decisions?.isInvoice)
  const correction = await readCorrection(documents, entry)
  return correction === undefined ? extraction : corrected(extraction, correction)
}

export async function readCorrection(documents: Documents, entry: Entry): Promise<Correction | undefined> {
  const path = entry.decisions?.correction
  return path === undefined ? undefined : load<Correction>(documents, path)
}

/** Named by its content: what a run that was cut short left behind stands in nobody's way. Gives the path. */
export async function storeCorrection(
  documents: Documents,
  correction: Correction,
  digest: (data: Uint8Array) => string,
): Promise<string> {
  const bytes = encode(correction)
  const path = `${correction.invoiceId}/correction-${digest(bytes).slice(0, 16)}.json`
  await documents.put(path, bytes, 'application/json')
  return path
}
