/** FAILURES 20: what no single request and no mailbox takes still reaches accounts payable, attached or as a link. */
import { afterEach, expect, test } from 'vitest'
import { startLab, type Lab } from '../../local/lab/lab.ts'
import { days } from '../../src/domain/clock.ts'
import { megabyte } from '../../src/domain/limits.ts'
import { makePostInvoice } from '../../src/pipeline/post-invoice.ts'
import { attachment, mail } from '../factories.ts'
import { graphOn } from '../contracts/mailbox-lab.ts'
import { type Agent, accountsPayable, agent, invoicePdf, mailboxAddress, outcomes } from './agent.ts'

const labs: Lab[] = []
afterEach(() => Promise.all(labs.splice(0).map((lab) => lab.stop())))

/** Bytes that differ from place to place, so that a piece out of order shows. */
function scan(size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE(at, at)
  return bytes
}

/** An agent with one mail in its mailbox that holds a document of that size. */
async function withDocument(size: number): Promise<{ it: Agent; bytes: Buffer }> {
  const it = agent()
  it.parser.answer('scan.pdf', invoicePdf)
  await it.poll()
  const bytes = scan(size)
  const attachments = [attachment({ attachmentId: 'a1', name: 'scan.pdf', size })]
  it.mailbox.deliver(mail({ mailId: 'm1', receivedAt: it.clock.now(), attachments }), { a1: bytes })
  await it.poll()
  return { it, bytes }
}

test('FAILURES 20: a document of 8 MB goes by an upload session of Graph, and arrives byte for byte', async () => {
  const { it, bytes } = await withDocument(8 * megabyte)
  await it.run('mail-received', it.queues.take('mail-received'))
  await it.run('invoice-stored', it.queues.take('invoice-stored'))
  const lab = await startLab()
  labs.push(lab)
  const { outbox } = graphOn(lab)
  const route = { from: mailboxAddress, to: accountsPayable }
  const message = it.queues.take('invoice-ready')
  if (message === undefined) throw new Error('nothing is ready')

  await makePostInvoice({ ...it, outbox, route, sendDoubtMs: 0 })(message, 'run')

  expect(outcomes(it)).toEqual(['posted'])
  expect(lab.requests.count('graph', 'createUploadSession')).toBe(1)
  expect(lab.sent).toHaveLength(1)
  const files = lab.sent[0]?.attachments ?? []
  expect(files.map(({ name }) => name).toSorted()).toEqual(['invoice.json', 'scan.pdf'])
  expect(files.find(({ name }) => name === 'scan.pdf')?.bytes.equals(bytes)).toBe(true)
})

test('FAILURES 20: a document of 40 MB goes as a link that ends within a week, with a note; it is kept byte for byte', async () => {
  const { it, bytes } = await withDocument(40 * megabyte)

  await it.workThrough()

  const [sent] = it.outbox.sent
  expect(it.outbox.sent).toHaveLength(1)
  expect(sent?.files.map(({ name }) => name)).toEqual(['invoice.json'])
  const [link] = it.documents.links
  expect(link?.name).toBe('scan.pdf')
  expect((link?.until.getTime() ?? 0) - it.clock.now().getTime()).toBeLessThanOrEqual(days(7))
  expect(sent?.html).toContain(`https://storage.example/invoices/${link?.path}`)
  expect(sent?.html).toContain('Too large to be attached')
  expect(sent?.html).toContain('scan.pdf (40 MB)')
  expect(Buffer.from(it.documents.stored.get(link?.path ?? '')?.bytes ?? []).equals(bytes)).toBe(true)
  // It was never held in memory as a whole.
  expect(it.mailbox.calls).toContain('stream')
  expect(it.mailbox.calls).not.toContain('content')
})
