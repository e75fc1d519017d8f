/** What every store of documents does, in memory or in the cloud. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Documents } from '../../src/domain/ports/documents.ts'
import { hostileTexts } from './hostile-texts.ts'
import { freshInvoiceId } from './fresh-id.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

export function describeDocuments(name: string, make: () => Promise<Documents>): void {
  describe(`documents: ${name}`, () => {
    test.each([0, 1, 3_000_000])('gives back %i bytes as they came', async (size) => {
      const documents = await make()
      const path = `${freshInvoiceId()}/document-1`
      const content = new Uint8Array(randomBytes(size))
      expect(await documents.put(path, content, 'application/pdf')).toBe('stored')
      const found = await documents.get(path)
      expect(found.byteLength).toBe(size)
      expect(Buffer.from(found).equals(content)).toBe(true)
    })

    test('keeps a part of a larger buffer, not the buffer', async () => {
      const documents = await make()
      const path = `${freshInvoiceId()}/document-1`
      await documents.put(path, bytes('before INVOICE behind').subarray(7, 14), 'text/plain')
      expect(new TextDecoder().decode(await documents.get(path))).toBe('INVOICE')
    })

    test('a second put changes nothing and says so', async () => {
      const documents = await make()
      const path = `${freshInvoiceId()}/document-1`
      await documents.put(path, bytes('first'), 'text/plain')
      expect(await documents.put(path, bytes('second'), 'text/plain')).toBe('already-there')
      expect(new TextDecoder().decode(await documents.get(path))).toBe('first')
    })

    test.each([0, 1, 20_000_001])('a stream of %i bytes is given back as it came', async (size) => {
      const documents = await make()
      const path = `${freshInvoiceId()}/document-1`
      const content = new Uint8Array(randomBytes(size))
      expect(await documents.putStream(path, inPieces(content), 'application/pdf')).toBe('stored')
      expect(Buffer.from(await documents.get(path)).equals(content)).toBe(true)
    })

    test('a second stream changes nothing and says so, and neither does it replace what was put whole', async () => {
      const documents = await make()
      const path = `${freshInvoiceId()}/document-1`
      await documents.put(path, bytes('first'), 'text/plain')
      expect(await documents.putStream(path, inPieces(bytes('second')), 'text/plain')).toBe('already-there')
      expect(new TextDecoder().decode(await documents.get(path))).toBe('first')
    })

    test('a stream that breaks off stores nothing, and the next run stores it whole', async () => {
      const documents = await make()
      const path = `${freshInvoiceId()}/document-1`
      const content = new Uint8Array(randomBytes(9_000_000))
      const broken = new Error('the mailbox went away')
      await expect(documents.putStream(path, inPieces(content, broken), 'text/plain')).rejects.toBe(broken)
      await expect(documents.get(path)).rejects.toMatchObject({ answer: 'not-found' })
      expect(await documents.putStream(path, inPieces(content), 'text/plain')).toBe('stored')
      expect(Buffer.from(await documents.get(path)).equals(content)).toBe(true)
    })

    test('of several writers at once one stores, and his bytes stand', async () => {
      const documents = await make()
      const path = `${freshInvoiceId()}/document-1`
      const writers = ['a', 'b', 'c', 'd', 'e']
      const results = await Promise.all(writers.map((text) => documents.put(path, bytes(text), 'text/plain')))
      expect(results.filter((result) => result === 'stored')).toHaveLength(1)
      expect(new TextDecoder().decode(await documents.get(path))).toBe(writers[results.indexOf('stored')])
    })

    test('an unknown path is answered with not-found', async () => {
      const documents = await make()
      await expect(documents.get(`${freshInvoiceId()}/document-1`)).rejects.toMatchObject({
        kind: 'remote-answer',
        answer: 'not-found',
      })
    })

    test.each(hostileTexts)('keeps what a path holds apart from its neighbours: $name', async ({ text }) => {
      const documents = await make()
      // A blob's name has at most 1,024 characters.
      const path = `${freshInvoiceId()}/${text.slice(0, 900)}`
      await documents.put(path, bytes(text), 'text/plain')
      await documents.put(`${path}x`, bytes('neighbour'), 'text/plain')
      expect(new TextDecoder().decode(await documents.get(path))).toBe(text)
    })

    test('paths differ by case', async () => {
      const documents = await make()
      const id = freshInvoiceId()
      await documents.put(`${id}/A`, bytes('large'), 'text/plain')
      expect(await documents.put(`${id}/a`, bytes('small'), 'text/plain')).toBe('stored')
      expect(new TextDecoder().decode(await documents.get(`${id}/A`))).toBe('large')
    })

    test.each([
      '',
      'pdf',
      'text/html\r\nx-evil: 1',
      'application/pdf; name="Übersicht.pdf"',
      'x'.repeat(9_000),
    ])('a content type that is none stops no document: %j', async (contentType) => {
      const documents = await make()
      const path = `${freshInvoiceId()}/document-1`
      expect(await documents.put(path, bytes('content'), contentType)).toBe('stored')
      expect(new TextDecoder().decode(await documents.get(path))).toBe('content')
    })
  })
}

/** In pieces of no round size; with `breaksWith` it never comes to its end. */
async function* inPieces(content: Uint8Array, breaksWith?: Error): AsyncGenerator<Uint8Array, void, void> {
  const size = 777_777
  for (let from = 0; from < content.byteLength; from += size) {
    await Promise.resolve()
    yield content.subarray(from, from + size)
  }
  if (breaksWith !== undefined) throw breaksWith
}
