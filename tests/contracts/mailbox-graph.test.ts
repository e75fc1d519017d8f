/** What is Graph's own about the mailbox: ids, categories, kinds of attachment, links, and its faults. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { NewMail } from '../../local/lab/graph/stored-mail.ts'
import { startLab, type Lab } from '../../local/lab/lab.ts'
import { graphOn, type GraphWorld } from './mailbox-lab.ts'

const aMail = (over: Partial<NewMail> = {}): NewMail => ({
  from: { name: 'Contoso', address: 'billing@contoso.example' },
  subject: 'Invoice 1',
  receivedAt: new Date('2026-11-02T08:00:00Z'),
  attachments: [{ name: 'invoice.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') }],
  ...over,
})

let lab: Lab
const servers: Server[] = []

beforeAll(async () => {
  lab = await startLab()
})
afterEach(() => {
  lab.faults.clear()
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})
afterAll(() => lab.stop())

/** A server for what the lab would never say. */
async function answering(body: (url: string, path: string) => unknown): Promise<string> {
  let url = ''
  const server = createServer((request, response) => {
    const answer = JSON.stringify(body(url, request.url ?? ''))
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return url
}

const stateOf = ({ guard }: GraphWorld) => {
  const { state, consecutiveFailures } = guard.snapshot()
  return { state, consecutiveFailures }
}

describe('a mail', () => {
  test('keeps its id when somebody moves it', async () => {
    const { mailbox } = graphOn(lab)
    const mailId = lab.mailbox.put(aMail())
    lab.mailbox.move(mailId, 'Junk Email')
    expect((await mailbox.read(mailId)).mailId).toBe(mailId)
  })

  test('is marked read, and our category is added to those that it has', async () => {
    const { graph, mailbox } = graphOn(lab)
    const mailId = lab.mailbox.put(aMail({ subject: 'marked' }))
    await graph.call('patch', (api) => api(`/messages/${mailId}`).patch({ categories: ['Red'] }))
    await mailbox.markProcessed(await mailbox.read(mailId))
    await mailbox.markProcessed(await mailbox.read(mailId))
    const seen = lab.mailbox.messages('Inbox').find(({ id }) => id === mailId)
    expect(seen).toMatchObject({ isRead: true, categories: ['Red', 'Invoice Agent'] })
  })

  test('is read with sender, headers and every kind of attachment, without a byte of their content', async () => {
    const { mailbox } = graphOn(lab)
    const bytes = Buffer.from('From: a@b.example\r\n\r\nforwarded')
    const mailId = lab.mailbox.put(
      aMail({
        headers: { 'Auto-Submitted': 'auto-replied' },
        attachments: [
          { name: 'forwarded', contentType: 'message/rfc822', bytes, kind: 'item' },
          { name: 'link', contentType: '', bytes: Buffer.alloc(0), kind: 'reference' },
          { name: 'logo.png', contentType: 'image/png', bytes: Buffer.from('png'), isInline: true },
        ],
      }),
    )
    const mail = await mailbox.read(mailId)
    expect(mail.from).toEqual({ name: 'Contoso', address: 'billing@contoso.example' })
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied')
    expect(mail.attachments.map(({ kind, isInline }) => ({ kind, isInline }))).toEqual([
      { kind: 'item', isInline: false },
      { kind: 'reference', isInline: false },
      { kind: 'file', isInline: true },
    ])
    const content = await mailbox.content(mailId, mail.attachments[0]?.attachmentId ?? '', 1_000)
    expect(Buffer.from(content).equals(bytes)).toBe(true)
  })

  test('is found in a folder by the name that people see', async () => {
    const { mailbox } = graphOn(lab)
    const mailId = lab.mailbox.put(aMail({ folder: 'Junk Email' }))
    const { mails } = await mailbox.page('Junk Email', { from: new Date('2026-11-01') })
    expect(mails.map((mail) => mail.mailId)).toContain(mailId)
  })
})

describe('links', () => {
  test('a link to another host is refused, so that no token goes there', async () => {
    const elsewhere = await answering(() => ({ value: [], '@odata.nextLink': 'https://evil.example/v1.0/x' }))
    const { mailbox } = graphOn(lab, { baseUrl: elsewhere })
    const page = mailbox.page('Inbox', { from: new Date() })
    await expect(page).rejects.toMatchObject({ answer: 'rejected', code: 'LinkToAnotherHost' })
  })

  test('a cursor that leads to another host is refused without a request', async () => {
    const { guard, mailbox } = graphOn(lab)
    const cursor = '/users/x/messages/delta?$skiptoken=https://evil.example/'
    await expect(mailbox.page('Inbox', { cursor })).rejects.toMatchObject({ code: 'LinkToAnotherHost' })
    expect(guard.snapshot().counters.calls).toBe(0)
  })

  test('attachments that come in pages are followed to the last', async () => {
    const file = (id: string) => ({ id, name: `${id}.pdf`, contentType: 'application/pdf', size: 1 })
    const url = await answering((base, path) => {
      if (path.includes('mailFolders')) return { id: 'deleted items' }
      if (path.includes('$skip')) return { value: [file('b')] }
      return {
        id: 'mail-1',
        receivedDateTime: '2026-11-02T08:00:00Z',
        from: null,
        attachments: [file('a')],
        'attachments@odata.nextLink': `${base}/v1.0/users/x/messages/mail-1/attachments?$skip=1`,
      }
    })
    const mail = await graphOn(lab, { baseUrl: url }).mailbox.read('mail-1')
    expect(mail.attachments.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf'])
    expect(mail.from).toEqual({ name: '', address: '' })
  })

  test('an item that was removed is passed over, and a mail without a date counts as new', async () => {
    const url = await answering((base) => ({
      value: [{ id: 'gone', '@removed': { reason: 'deleted' } }, { id: 'undated' }],
      '@odata.deltaLink': `${base}/v1.0/users/x/delta?$deltatoken=1`,
    }))
    const { mailbox } = graphOn(lab, { baseUrl: url })
    const page = await mailbox.page('Inbox', { from: new Date('2026-11-01') })
    expect(page.mails.map(({ mailId }) => mailId)).toEqual(['undated'])
    expect(page).toMatchObject({ cursor: '/users/x/delta?$deltatoken=1', more: false })
  })

  test('Graph is spoken to by https alone, except on this machine', () => {
    expect(() => graphOn(lab, { baseUrl: 'http://graph.example' })).toThrow(TypeError)
  })
})

describe('failures', () => {
  test('FAILURES 8: a mail deleted before it was read is an answer: the breaker stays as it is', async () => {
    const world = graphOn(lab)
    for (let n = 0; n < 6; n++)
      await expect(world.mailbox.read('AAMkNobody=')).rejects.toMatchObject({ answer: 'not-found' })
    expect(stateOf(world)).toEqual({ state: 'closed', consecutiveFailures: 0 })
  })

  test('FAILURES 10: a Retry-After of 120 s lets no second call through', async () => {
    const world = graphOn(lab)
    const mailId = lab.mailbox.put(aMail())
    lab.faults.set('graph', '*', { kind: 'status', status: 429, headers: { 'retry-after': '120' }, times: 1 })
    lab.requests.clear()
    await expect(world.mailbox.read(mailId)).rejects.toMatchObject({
      failure: 'throttled',
      retryAfterMs: 120_000,
      mayHaveActed: false,
    })
    await expect(world.mailbox.read(mailId)).rejects.toMatchObject({ because: 'throttled' })
    expect(lab.requests.count('graph')).toBe(1)
  })

  test('a rate limit without Retry-After still keeps callers away for a while', async () => {
    const { mailbox } = graphOn(lab)
    lab.faults.set('graph', '*', { kind: 'status', status: 429, times: 1 })
    await expect(mailbox.read('AAMk=')).rejects.toMatchObject({ retryAfterMs: 10_000 })
  })

  test('one try is one request, with one quick retry where a second does no harm', async () => {
    const { mailbox } = graphOn(lab)
    lab.faults.set('graph', '*', { kind: 'status', status: 503 })
    lab.requests.clear()
    await expect(mailbox.read('AAMk=')).rejects.toMatchObject({ failure: 'server-error', status: 503 })
    expect(lab.requests.count('graph')).toBe(2)
  })

  test.each([
    ['down', { kind: 'down' }, 'network'],
    ['hangs', { kind: 'hang' }, 'timeout'],
  ] as const)('a Graph that %s is a failure of the dependency', async (_, fault, failure) => {
    const { mailbox } = graphOn(lab, { settings: { timeoutMs: 150 } })
    lab.faults.set('graph', '*', fault)
    await expect(mailbox.read('AAMk=')).rejects.toMatchObject({ name: 'DependencyFailed', failure })
  })

  test.each([401, 403])('%s is a matter of settings and no outage', async (status) => {
    const world = graphOn(lab)
    lab.faults.set('graph', '*', { kind: 'status', status })
    await expect(world.mailbox.read('AAMk=')).rejects.toMatchObject({ name: 'Misconfigured', status })
    expect(stateOf(world)).toEqual({ state: 'closed', consecutiveFailures: 0 })
  })

  test('an answer of another shape, such as that of a proxy, is a failure', async () => {
    const { mailbox } = graphOn(lab)
    lab.faults.set('graph', '*', { kind: 'status', status: 200, body: 'sign in first' })
    await expect(mailbox.read('AAMk=')).rejects.toMatchObject({ failure: 'server-error' })
  })

  test('no error tells the token or an address', async () => {
    const { mailbox } = graphOn(lab)
    lab.faults.set('graph', '*', { kind: 'status', status: 500 })
    const error: unknown = await mailbox.read('AAMk-secret-id=').catch((thrown: unknown) => thrown)
    const told = `${String(error)} ${String((error as Error).cause)}`
    expect(told).not.toMatch(/lab-token|secret-id|lab\.example/)
  })
})
