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
  tiff: 'TIFF pictures cannot be read; ask for a PDF',
  heic: 'HEIC pictures cannot be read; ask for a PDF or a JPEG',
  'other-picture': 'of pictures only JPEG and PNG can be read; ask for a PDF',
  'large-picture': 'the picture is too large to be read; ask for a PDF',
}

export function unreadableText(parsed: Extract<ParsedDocument, { kind: 'unreadable' }>): string {
  return words[parsed.why]
}

/** Why a document without text, which only a model can read, was not read. */
export type PictureUnread = 'no-model' | 'model-away' | 'no-answer' | 'too-large'

const pictureWords: Readonly<Record<PictureUnread, string>> = {
  'no-model': 'the document has no text, only a picture',
  'model-away': 'the document has no text, only a picture, and the model was away',
  'no-answer': 'the document has no text, only a picture, and the model gave no answer',
  'too-large': 'the document has no text, only pictures, which are too many or too large to be read',
}

export const pictureUnreadText = (why: PictureUnread): string => pictureWords[why]

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
