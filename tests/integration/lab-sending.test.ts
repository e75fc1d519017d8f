/** The lab's Graph, sending side: draft, attach, send, find; and what faults leave behind. */
import type { Client } from '@microsoft/microsoft-graph-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startLab, type Lab } from '../../local/lab/lab.ts'
import { at, graphClient, immutable } from './lab-graph-client.ts'

const invoiceProperty = 'String {7a9b6a3c-5d3f-4b57-9a3e-2f0c3c1d9e11} Name InvoiceId'
const messageId = '<01JBTEST@invoice-agent.example>'

let lab: Lab
let graph: Client

beforeEach(async () => {
  lab = await startLab()
  graph = graphClient(lab)
})
afterEach(() => lab.stop())

const draft = (change: Record<string, unknown> = {}) => ({
  subject: 'Contoso INV-1 120.00 EUR',
  body: { contentType: 'HTML', content: '<p>Invoice</p>' },
  toRecipients: [{ emailAddress: { address: lab.env().AP_EMAIL_ADDRESS } }],
  internetMessageId: messageId,
  singleValueExtendedProperties: [{ id: invoiceProperty, value: '01JBTEST' }],
  attachments: [file('invoice.json', Buffer.from('{}'))],
  ...change,
})
const file = (name: string, bytes: Buffer) => ({
  '@odata.type': '#microsoft.graph.fileAttachment',
  name,
  contentType: 'application/octet-stream',
  contentBytes: bytes.toString('base64'),
})
const api = (path: string, prefer = immutable) => graph.api(at(lab, path)).header('Prefer', prefer)
const create = async (change?: Record<string, unknown>) =>
  ((await api('/messages').post(draft(change))) as { id: string }).id
const found = async (folder: string, filter: string) =>
  (
    (await api(`/mailFolders/${folder}/messages`).filter(filter).select('isDraft').get()) as {
      value: { id: string }[]
    }
  ).value
const byMessageId = `internetMessageId eq '${messageId}'`
const byProperty = `singleValueExtendedProperties/Any(ep: ep/id eq '${invoiceProperty}' and ep/value eq '01JBTEST')`

test('a draft with its files is sent once and found in Sent Items by id, message id and property', async () => {
  const id = await create()
  await api(`/messages/${id}/attachments`).post(file('invoice.pdf', Buffer.from('%PDF')))
  expect(await found('Drafts', byProperty)).toHaveLength(1)
  await api(`/messages/${id}/send`).post({})

  expect(await api(`/messages/${id}`).select('isDraft').get()).toMatchObject({ id, isDraft: false })
  expect(await found('SentItems', byMessageId)).toMatchObject([{ id }])
  expect(await found('SentItems', byProperty)).toMatchObject([{ id }])
  expect(await found('Drafts', byProperty)).toEqual([])
  expect(lab.apMails()).toMatchObject([
    {
      subject: 'Contoso INV-1 120.00 EUR',
      html: '<p>Invoice</p>',
      internetMessageId: messageId,
      invoiceId: '01JBTEST',
      attachments: [{ name: 'invoice.json' }, { name: 'invoice.pdf', bytes: Buffer.from('%PDF') }],
    },
  ])
})

test('the sent copy may bear another id and still be found by message id', async () => {
  await lab.stop()
  lab = await startLab({ idsSurviveSending: false })
  graph = graphClient(lab)
  const id = await create()
  await api(`/messages/${id}/send`).post({})

  await expect(api(`/messages/${id}`).get()).rejects.toMatchObject({ statusCode: 404 })
  expect(await found('SentItems', byMessageId)).toHaveLength(1)
})

test('the sent copy may appear late; until then there is neither draft nor copy', async () => {
  let now = new Date('2026-11-02T08:00:00Z')
  await lab.stop()
  lab = await startLab({ sentCopyDelayMs: 60_000, clock: { now: () => now } })
  graph = graphClient(lab)
  const id = await create()
  await api(`/messages/${id}/send`).post({})
  expect([await found('Drafts', byMessageId), await found('SentItems', byMessageId)]).toEqual([[], []])

  now = new Date('2026-11-02T08:01:00Z')

  expect(await found('SentItems', byMessageId)).toMatchObject([{ id }])
})

test('a file of 8 MB goes up in chunks, in order, without a token', async () => {
  const id = await create()
  const bytes = Buffer.alloc(8 * 1024 * 1024, 'invoice ')
  const { uploadUrl } = (await api(`/messages/${id}/attachments/createUploadSession`).post({
    AttachmentItem: {
      attachmentType: 'file',
      name: 'scan.pdf',
      size: bytes.length,
      contentType: 'application/pdf',
    },
  })) as { uploadUrl: string }
  const chunk = 3_276_800
  const put = (from: number, headers: Record<string, string> = {}) => {
    const part = bytes.subarray(from, from + chunk)
    const range = `bytes ${from}-${from + part.length - 1}/${bytes.length}`
    return fetch(uploadUrl, { method: 'PUT', body: part, headers: { 'content-range': range, ...headers } })
  }

  expect((await put(0, { authorization: 'Bearer lab-token' })).status).toBe(401)
  expect((await put(chunk)).status).toBe(416)
  expect(await (await put(0)).json()).toMatchObject({ nextExpectedRanges: [`${chunk}-`] })
  expect((await put(chunk)).status).toBe(200)
  expect((await put(2 * chunk)).status).toBe(201)
  await api(`/messages/${id}/send`).post({})
  expect(lab.sent[0]?.attachments.find(({ name }) => name === 'scan.pdf')?.bytes.equals(bytes)).toBe(true)
})

test('what is too large for one request is refused with 413', async () => {
  const id = await create()
  const attach = (size: number) => api(`/messages/${id}/attachments`).post(file('x.pdf', Buffer.alloc(size)))

  await expect(attach(3 * 1024 * 1024)).rejects.toMatchObject({ statusCode: 413 })
  await expect(attach(4 * 1024 * 1024)).rejects.toMatchObject({ statusCode: 413 })
})

test('a reply lost after sending leaves the mail sent though the client saw a failure', async () => {
  const id = await create()
  lab.faults.set('graph', 'send', { kind: 'lostReply', times: 1 })

  await expect(api(`/messages/${id}/send`).post({})).rejects.toMatchObject({ statusCode: -1 })
  expect(lab.sent).toHaveLength(1)
  expect(await found('SentItems', byMessageId)).toMatchObject([{ id }])
})

test('a gateway may answer 504 after the mail has left', async () => {
  const id = await create()
  lab.faults.set('graph', 'send', { kind: 'lostReplyStatus', status: 504, times: 1 })

  await expect(api(`/messages/${id}/send`).post({})).rejects.toMatchObject({ statusCode: 504 })
  expect(lab.sent).toHaveLength(1)
})

test('a service that is down does no work', async () => {
  const id = await create()
  lab.faults.set('graph', '*', { kind: 'down', times: 1 })

  await expect(api(`/messages/${id}/send`).post({})).rejects.toMatchObject({ statusCode: -1 })
  expect(lab.sent).toEqual([])
  expect(lab.requests.all.at(-1)).toMatchObject({ service: 'graph', operation: 'send', status: undefined })
})

test('a deleted draft lies in Deleted Items', async () => {
  const id = await create()
  await api(`/messages/${id}`).delete()

  expect(await found('Drafts', byProperty)).toEqual([])
  expect(await found('DeletedItems', byProperty)).toMatchObject([{ id }])
})

test.each([
  ['a header that does not begin with x-', { internetMessageHeaders: [{ name: 'Reply-To', value: 'a' }] }],
  ['a member that no mail has', { subjekt: 'x' }],
  ['an attachment without its type', { attachments: [{ name: 'a', contentBytes: '' }] }],
])('a draft with %s is refused and not kept', async (_what, change) => {
  await expect(create(change)).rejects.toMatchObject({ statusCode: 400 })
  expect(lab.mailbox.messages('Drafts')).toEqual([])
})

test('a sent mail refuses the changes that only a draft takes', async () => {
  const id = await create()
  await api(`/messages/${id}/send`).post({})

  await expect(
    api(`/messages/${id}`).patch({ internetMessageId: '<other@x.example>' }),
  ).rejects.toMatchObject({
    statusCode: 400,
  })
})
