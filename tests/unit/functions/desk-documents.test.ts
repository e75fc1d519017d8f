/** HTTP /desk/invoices/ID/documents/N: a stranger's bytes under headers that let nothing of them run. */
import { HttpRequest } from '@azure/functions'
import { expect, test } from 'vitest'
import { makeDeskInvoices } from '../../../src/functions/desk-invoices.ts'
import { makeFetchDocument } from '../../../src/pipeline/fetch-document.ts'
import { megabyte } from '../../../src/domain/limits.ts'
import { anInvoiceId, arrival, entry, storedDocument } from '../../factories.ts'
import { systemClock } from '../../../src/domain/clock.ts'
import { fakeDocuments } from '../../fakes/documents.ts'
import { fakeLedger } from '../../fakes/ledger.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const unused = () => {
  throw new Error('a document was asked for, nothing else')
}

async function documentsApi(name: string, bytes: Uint8Array, over = {}) {
  const ledger = fakeLedger()
  const documents = fakeDocuments()
  const document = storedDocument({
    path: `${anInvoiceId}/document-1`,
    name,
    contentType: 'text/html',
    ...over,
  })
  await documents.put(document.path, bytes, document.contentType)
  await documents.put(`${anInvoiceId}/extraction.json`, bytesOf('{}'), 'application/json')
  ledger.seed(entry({ arrival: arrival({ documents: [document] }) }))
  const handle = makeDeskInvoices({
    ledger,
    fetchDocument: makeFetchDocument({ ledger, documents }),
    show: unused,
    approve: unused,
    correct: unused,
    reject: unused,
    notDuplicate: unused,
    isInvoice: unused,
    isSignedIn: false,
    clock: systemClock,
    report: { deferred: unused, parked: unused, tickSkipped: unused, stepFailed: unused },
  })
  const ask = (path: string, method = 'GET' as 'GET' | 'POST') =>
    handle(
      new HttpRequest({
        method,
        url: 'http://127.0.0.1/desk/invoices',
        params: { path },
      }),
    )
  return { ask, documents, get: () => ask(`${anInvoiceId}/documents/1`) }
}

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])

test.each([
  ['a PDF', bytesOf('%PDF-1.7\n'), 'application/pdf'],
  ['a PNG', png, 'image/png'],
  ['a JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  ['HTML', bytesOf('<script>alert(1)</script>'), 'application/octet-stream'],
  ['SVG', bytesOf('<svg onload="alert(1)"/>'), 'application/octet-stream'],
  ['HTML with a PDF in it', bytesOf('<p>%PDF-1.7'), 'application/octet-stream'],
  ['XML', bytesOf('<?xml version="1.0"?>'), 'application/octet-stream'],
  ['nothing', new Uint8Array(), 'application/octet-stream'],
])('%s comes byte for byte, as its bytes say whatever the mail said', async (_, bytes, type) => {
  const answer = await (await documentsApi('invoice.pdf', bytes)).get()
  expect(answer.body).toEqual(bytes)
  expect(answer.headers).toMatchObject({
    'content-type': type,
    'content-disposition': 'attachment; filename="invoice.pdf"; filename*=UTF-8\'\'invoice.pdf',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  })
})

test.each([
  ['a"; filename="b.exe', 'a_ filename_b.exe', 'a%22%3B%20filename%3D%22b.exe'],
  ['x\r\nset-cookie: a=b.pdf', 'xset-cookie_ a_b.pdf', 'xset-cookie%3A%20a%3Db.pdf'],
  ['\u202Efdp.exe', 'fdp.exe', 'fdp.exe'],
  ['../../etc/passwd', '.._.._etc_passwd', '..%2F..%2Fetc%2Fpasswd'],
  ['Rechnung für Öl (2).pdf', 'Rechnung fu_r O_l (2).pdf', 'Rechnung%20f%C3%BCr%20%C3%96l%20%282%29.pdf'],
  ['\uD800.pdf', '.pdf', '.pdf'],
  ['', 'document', ''],
])('a hostile name %j stays within its header', async (name, plain, exact) => {
  const { headers } = await (await documentsApi(name, png)).get()
  expect((headers as Record<string, string>)['content-disposition']).toBe(
    `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
  )
})

test.each([
  '/documents/2',
  '/documents/0',
  '/documents/-1',
  '/documents/01',
  '/documents/1e0',
  '/documents/extraction.json',
  '/documents/..',
  '/documents/__proto__',
  '/documents/length',
  '/documents/1/2',
  '/documents',
  '/toString',
  '/constructor/1',
])('only what the ledger names is there: not %s', async (path) => {
  const { ask, documents } = await documentsApi('invoice.pdf', png)
  expect(await ask(anInvoiceId + path)).toMatchObject({ status: 404 })
  expect(documents.calls).not.toContain('get')
})

test('another invoice, a deleted document, one too large for an answer, another method', async () => {
  const { ask } = await documentsApi('invoice.pdf', png)
  expect(await ask('01KB1N3XM0ABCDEFGHJKMNPQRT/documents/1')).toMatchObject({ status: 404 })
  expect(await ask(`${anInvoiceId}/documents/1`, 'POST')).toMatchObject({ status: 405 })
  const large = await documentsApi('invoice.pdf', png, { size: 26 * megabyte })
  expect(await large.get()).toMatchObject({ status: 413 })
  expect(large.documents.calls).not.toContain('get')
  const deleted = await documentsApi('invoice.pdf', png, { path: 'gone' })
  ;(deleted.documents.stored as Map<string, unknown>).delete('gone')
  expect(await deleted.get()).toMatchObject({ status: 410 })
})
