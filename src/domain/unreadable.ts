/** Why a document could not be read, in a clerk's words. */
import type { Extraction } from './entry.ts'
import { emptyFields, type ParsedDocument, type UnreadableReason } from './reading.ts'

const words: Readonly<Record<UnreadableReason, string>> = {
  empty: 'the file is empty',
  encrypted: 'the file is locked with a password',
  damaged: 'the file is damaged',
  'unknown-format': 'the file is no PDF, XML or picture',
  'too-large': 'the file is too large to be read',
  'too-many-pages': 'the file has too many pages to be read',
  'too-slow': 'the file took too long to read',
  'too-much-memory': 'the file needs too much memory to be read',
}

export function unreadableText(parsed: Extract<ParsedDocument, { kind: 'unreadable' }>): string {
  return words[parsed.why]
}

/** The reading of a document that gave none. */
export function couldNotBeRead(invoiceId: string, why: string): Extraction {
  return {
    schema: 'extraction-v1',
    invoiceId,
    verdict: 'could-not-be-read',
    documentType: 'invoice',
    fields: emptyFields(why),
    doubts: [{ kind: 'unreadable', text: why }],
  }
}
