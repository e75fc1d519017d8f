/** What of a document goes to the model: its text, or the picture itself where it has none, within bounds of cost. */
import type { ResponseInputContent } from 'openai/resources/responses/responses'
import type { Doubt } from '../../domain/doubt.ts'
import { RemoteAnswer } from '../../domain/errors.ts'
import { pictureBytes, picturePages } from '../../domain/limits.ts'
import type { ParsedDocument, PictureMedia } from '../../domain/reading.ts'
import { bounded, documentText } from './prompt.ts'

export interface Input {
  /** Made when the request is: in base64 a picture is held once more, and for no longer than that. */
  readonly content: () => ResponseInputContent[]
  readonly doubts: readonly Doubt[]
}

/** RemoteAnswer 'rejected', without a call, for what is too large or nothing to look at. */
export function inputOf(
  document: { contentType: string; bytes: Uint8Array },
  parsed: ParsedDocument,
  mark: string,
): Input {
  switch (parsed.kind) {
    case 'unreadable':
      throw new RemoteAnswer('openai', 'rejected', { code: 'unreadable' })
    case 'image-only':
      if (document.bytes.byteLength > pictureBytes || parsed.pageCount > picturePages)
        throw new RemoteAnswer('openai', 'rejected', { code: 'picture-too-large' })
      return { content: () => [picture(document.bytes, parsed.mediaType)], doubts: [] }
    case 'parsed': {
      const { pages, omitted } = bounded(parsed.pages)
      if (pages.every(({ text }) => text.trim() === ''))
        throw new RemoteAnswer('openai', 'rejected', { code: 'no-text' })
      return {
        content: () => [{ type: 'input_text', text: documentText(pages, mark) }],
        doubts: omitted === undefined ? [] : [{ kind: 'way-of-reading', text: omitted }],
      }
    }
  }
}

function picture(bytes: Uint8Array, mediaType: PictureMedia): ResponseInputContent {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  const data = `data:${mediaType};base64,${base64}`
  // The name that a stranger gave the file stays out of the prompt.
  if (mediaType === 'application/pdf')
    return { type: 'input_file', filename: 'document.pdf', file_data: data }
  return { type: 'input_image', detail: 'high', image_url: data }
}
