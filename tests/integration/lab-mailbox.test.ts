/** The lab's Graph, reading side, with the true Graph SDK. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client } from '@microsoft/microsoft-graph-client'
import { startLab, type Lab } from '../../local/lab/lab.ts'
import { aMail, at, graphClient, immutable, withoutBase } from './lab-graph-client.ts'

interface DeltaPage {
  value: { id: string; subject?: string }[]
  '@odata.nextLink'?: string
  '@odata.deltaLink'?: string
}

let lab: Lab
let graph: Client

beforeEach(async () => {
  lab = await startLab()
  graph = graphClient(lab)
})
afterEach(() => lab.stop())

const firstPage = (query = '') =>
  at(lab, `/mailFolders/Inbox/messages/delta?changeType=created&$select=subject${query}`)
const page = async (path: string, size = 2): Promise<DeltaPage> =>
  (await graph.api(path).header('Prefer', `${immutable}, odata.maxpagesize=${size}`).get()) as DeltaPage
const subjects = ({ value }: DeltaPage) => value.map(({ subject }) => subject)

test('delta pages through a folder, then tells only what came since', async () => {
  for (const subject of ['a', 'b', 'c']) lab.mailbox.put(aMail({ subject }))
  lab.mailbox.put(aMail({ subject: 'in junk', folder: 'JunkEmail' }))

  const first = await page(firstPage())
  const second = await page(withoutBase(first['@odata.nextLink'] ?? ''))
  lab.mailbox.put(aMail({ subject: 'd' }))
  const later = await page(withoutBase(second['@odata.deltaLink'] ?? ''))

  expect([first, second, later].map(subjects)).toEqual([['a', 'b'], ['c'], ['d']])
  expect(first['@odata.deltaLink']).toBeUndefined()
})

test('delta leaves out mail received before the filter', async () => {
  lab.mailbox.put(aMail({ subject: 'old', receivedAt: new Date('2026-10-31T23:59:59Z') }))
  lab.mailbox.put(aMail({ subject: 'new' }))

  const found = await page(firstPage('&$filter=receivedDateTime ge 2026-11-01T00:00:00Z'))

  expect(subjects(found)).toEqual(['new'])
})

test('with changeType=created our own read mark does not come back; without it, it does', async () => {
  const id = lab.mailbox.put(aMail())
  const created = await page(firstPage())
  const all = await page(at(lab, '/mailFolders/Inbox/messages/delta?$select=subject'))
  await graph.api(at(lab, `/messages/${id}`)).patch({ isRead: true, categories: ['Invoice Agent'] })

  expect((await page(withoutBase(created['@odata.deltaLink'] ?? ''))).value).toEqual([])
  expect((await page(withoutBase(all['@odata.deltaLink'] ?? ''))).value).toHaveLength(1)
  expect(lab.mailbox.messages('Inbox')).toMatchObject([{ isRead: true, categories: ['Invoice Agent'] }])
})

test('a stale delta token is answered with 410 SyncStateNotFound', async () => {
  const { '@odata.deltaLink': link = '' } = await page(firstPage())
  lab.mailbox.forgetDeltaTokens()

  await expect(page(withoutBase(link))).rejects.toMatchObject({ statusCode: 410, code: 'SyncStateNotFound' })
})

test('immutable ids outlive a move; the others change with it', async () => {
  const mail = lab.mailbox.put(aMail())
  const read = async (id: string, prefer: string) =>
    (
      (await graph
        .api(at(lab, `/messages/${id}`))
        .header('Prefer', prefer)
        .select('subject')
        .get()) as { id: string }
    ).id
  const changing = await read(mail, 'odata.maxpagesize=1')
  lab.mailbox.move(mail, 'JunkEmail')

  expect(changing).not.toBe(mail)
  expect(await read(mail, immutable)).toBe(mail)
  await expect(read(changing, immutable)).rejects.toMatchObject({
    statusCode: 404,
    code: 'ErrorItemNotFound',
  })
})

test('a mail shows what was selected, its attachments without bytes, and the bytes on request', async () => {
  const id = lab.mailbox.put(aMail({ headers: { 'Auto-Submitted': 'auto-replied' } }))

  const mail = (await graph
    .api(at(lab, `/messages/${id}`))
    .header('Prefer', immutable)
    .select('subject,internetMessageHeaders')
    .expand('attachments($select=id,name,size,isInline)')
    .get()) as { attachments: { id: string }[] }
  const bytes = (await graph
    .api(at(lab, `/messages/${id}/attachments/${mail.attachments[0]?.id}/$value`))
    .responseType('arraybuffer' as never)
    .get()) as ArrayBuffer

  expect(mail).toEqual({
    '@odata.etag': expect.any(String) as string,
    id,
    subject: 'Invoice 1',
    internetMessageHeaders: [{ name: 'Auto-Submitted', value: 'auto-replied' }],
    attachments: [
      {
        '@odata.type': '#microsoft.graph.fileAttachment',
        '@odata.mediaContentType': 'application/pdf',
        id: expect.any(String) as string,
        name: 'invoice.pdf',
        size: expect.any(Number) as number,
        isInline: false,
      },
    ],
  })
  expect(Buffer.from(bytes).toString()).toBe('%PDF-1.7 invoice')
})

test.each([
  ['a wrong token', 401, 'InvalidAuthenticationToken'],
  ['another mailbox', 404, 'ErrorInvalidUser'],
  ['a property that no mail has', 400, 'BadRequest'],
  ['a filter that Graph does not know', 400, 'BadRequest'],
])("%s is refused in Graph's form with %i", async (what, status, code) => {
  const path = {
    'a wrong token': at(lab, '/messages'),
    'another mailbox': '/users/somebody@else.example/messages',
    'a property that no mail has': at(lab, '/messages?$select=nonsense'),
    'a filter that Graph does not know': at(lab, "/messages?$filter=color eq 'red'"),
  }[what]
  lab.mailbox.put(aMail())
  const token = what === 'a wrong token' ? 'wrong' : lab.env().GRAPH_ACCESS_TOKEN
  const answer = await fetch(`${lab.graphUrl}/v1.0${path}`, { headers: { authorization: `Bearer ${token}` } })

  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ error: { code, message: expect.any(String) as string } })
})
