/** A link to a document, as accounts payable opens it in a browser: that document alone, for a while, and never shown. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDocuments } from '../../src/adapters/storage/documents.ts'
import { after, hours, seconds } from '../../src/domain/clock.ts'
import type { Documents } from '../../src/domain/ports/documents.ts'
import { freshInvoiceId } from './fresh-id.ts'
import { startStorageWorld, type StorageWorld } from './storage-world.ts'

let world: StorageWorld
let documents: Documents

beforeAll(async () => {
  world = await startStorageWorld()
  documents = makeDocuments(world.clients.blobs, world.guards['storage-blob'])
})
afterAll(() => world.stop())

const page = new TextEncoder().encode('<script>alert(1)</script>')

async function linkedDocument(options: { name?: string; until?: Date } = {}) {
  const { name = 'invoice.html', until = after(new Date(), hours(1)) } = options
  const path = `${freshInvoiceId()}/document-1`
  await documents.put(path, page, 'text/html')
  const url = await documents.link(path, name, until)
  if (url === undefined) throw new Error('no link was made')
  return { path, url }
}

test('FAILURES 20: the link opens the document without any key, byte for byte', async () => {
  const { url } = await linkedDocument()

  const answer = await fetch(url)

  expect(answer.status).toBe(200)
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(page)
})

test('FAILURES 20: the document is saved, never shown: it was a stranger who wrote it', async () => {
  const { headers } = await fetch((await linkedDocument()).url)

  expect(headers.get('content-disposition')).toBe('attachment; filename="invoice.html"')
  expect(headers.get('content-type')).toBe('application/octet-stream')
})

test.each([
  ['Rechnung "März"\r\nSet-Cookie: a=b.pdf', /^attachment; filename="Rechnung _Ma_rz_Set-Cookie_ a_b\.pdf"$/],
  ['漢字', /^attachment; filename="_"$/],
  [`${'long '.repeat(100)}.pdf`, /^attachment; filename="[long ]{96}\.pdf"$/],
])('FAILURES 31: a name that a stranger wrote is fit for a header: %j', async (name, header) => {
  const answer = await fetch((await linkedDocument({ name })).url)

  expect(answer.headers.get('content-disposition')).toMatch(header)
  expect(answer.headers.get('set-cookie')).toBeNull()
})

test.each<[string, (url: URL, other: string) => RequestInit | undefined]>([
  [
    'another document',
    (url, other) => void (url.pathname = url.pathname.replace(/[^/]+\/document-1$/, other)),
  ],
  [
    'the list of all',
    (url) => {
      url.pathname = url.pathname.replace(/\/[^/]+\/document-1$/, '')
      url.searchParams.set('restype', 'container')
      url.searchParams.set('comp', 'list')
    },
  ],
  ['the same for longer', (url) => url.searchParams.set('se', '2099-01-01T00:00:00Z') as undefined],
  ['the same to be shown', (url) => url.searchParams.set('rscd', 'inline') as undefined],
  ['writing', () => ({ method: 'PUT', body: 'x', headers: { 'x-ms-blob-type': 'BlockBlob' } })],
  ['deleting', () => ({ method: 'DELETE' })],
])('FAILURES 20: the link opens nothing else: %s', async (_, change) => {
  const other = await linkedDocument()
  const { path, url } = await linkedDocument()
  const changed = new URL(url)
  const request = change(changed, other.path)

  const answer = await fetch(changed, request)

  expect(answer.status).toBe(403)
  expect(new Uint8Array(await documents.get(path))).toEqual(page)
})

test('FAILURES 20: a link whose time is over opens nothing', async () => {
  const { url } = await linkedDocument({ until: after(new Date(), -seconds(5)) })

  expect((await fetch(url)).status).toBe(403)
})
