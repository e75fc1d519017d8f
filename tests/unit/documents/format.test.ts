/** What a document is, by its first bytes. */
import { expect, test } from 'vitest'
import { formatOf } from '../../../src/adapters/documents/format.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

test.each([
  ['a PDF', '%PDF-1.4', { kind: 'pdf' }],
  ['a PDF with a mail header before it', `${'x'.repeat(900)}%PDF-1.4`, { kind: 'pdf' }],
  ['a word that stands too late', `${'x'.repeat(2000)}%PDF-1.4`, { kind: 'unknown' }],
  ['XML', '<?xml version="1.0"?><a/>', { kind: 'xml' }],
  ['XML with a byte order mark', '\xef\xbb\xbf<a/>', { kind: 'xml' }],
  ['XML in UTF-16', '\xff\xfe<\0a\0/\0>\0', { kind: 'xml' }],
  ['HTML', '<!DOCTYPE html><html>', { kind: 'unknown' }],
  ['HTML without its type', '<html><body>', { kind: 'unknown' }],
  ['a JPEG', '\xff\xd8\xff\xe0', { kind: 'image', mediaType: 'image/jpeg' }],
  ['a PNG', '\x89PNG\r\n\x1a\n', { kind: 'image', mediaType: 'image/png' }],
  ['a TIFF', 'II*\0', { kind: 'image', mediaType: 'image/tiff' }],
  ['a HEIC', '\0\0\0\x18ftypheic', { kind: 'image', mediaType: 'image/heic' }],
  ['a GIF', 'GIF89a', { kind: 'image', mediaType: 'image/gif' }],
  ['a BMP', 'BM\x01\x02\0\0\0\0\0\0', { kind: 'image', mediaType: 'image/bmp' }],
  ['a text that begins like a BMP', 'BMW Leasing', { kind: 'unknown' }],
  ['a WebP', 'RIFF\0\0\0\0WEBPVP8 ', { kind: 'image', mediaType: 'image/webp' }],
  ['a video', '\0\0\0\x18ftypmp42', { kind: 'unknown' }],
  ['a ZIP', 'PK\x03\x04', { kind: 'unknown' }],
  ['plain text', 'Dear customer', { kind: 'unknown' }],
  ['nothing', '', { kind: 'unknown' }],
])('%s', (_name, text, format) => {
  expect(formatOf(bytes(text))).toEqual(format)
})
