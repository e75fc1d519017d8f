/** The ladder of reading and what happens when its middle rung is away or says no. */
import { expect, test } from 'vitest'
import { packed } from '../../src/domain/box.ts'
import { after, hours, minutes, seconds } from '../../src/domain/clock.ts'
import { CallRefused, DependencyFailed, Misconfigured, RemoteAnswer } from '../../src/domain/errors.ts'
import type { ParsedDocument } from '../../src/domain/reading.ts'
import { fields, parsed, reading } from '../factories.ts'
import { fakeModelReader } from '../fakes/model-reader.ts'
import { type Agent, agent, bytes, deliver, outcomes } from './agent.ts'

const text = 'Contoso GmbH\nDE123456788\nInvoice 4711\n2026-10-30\n1000.00 net 190.00 VAT\nTotal 1190.00 EUR'
const pages = [{ page: 1, text }]
const byModel = reading({ source: 'model', by: 'invoice-v2' })
const lacking = reading({ fields: fields({ invoiceNumber: null }) })

async function one(document: ParsedDocument, model = fakeModelReader({ 'a.pdf': byModel })) {
  const it = agent({ model })
  it.parser.answer('a.pdf', document)
  await it.poll()
  deliver(it, 'm1', ['a.pdf'])
  await it.poll()
  return { it, model }
}

const stored = async (it: Agent) =>
  JSON.parse(
    new TextDecoder().decode(await it.documents.get(`${it.ledger.entries[0]?.invoiceId}/extraction.json`)),
  ) as { source: string; by?: string; fields: Record<string, { value: string | null; reason?: string }> }

test('structured data is taken as it is: no model is asked', async () => {
  const { it, model } = await one(parsed({ pages, eInvoice: reading({ source: 'e-invoice', by: 'CII' }) }))

  await it.work()

  expect(model.calls).toEqual([])
  expect(await stored(it)).toMatchObject({ source: 'e-invoice', by: 'CII' })
})

test('without structured data the model reads, and says by which prompt', async () => {
  const { it } = await one(parsed({ pages, rules: reading() }))

  await it.work()

  expect(await stored(it)).toMatchObject({ source: 'model', by: 'invoice-v2' })
})

const auditOf = async (it: Agent) =>
  (await it.ledger.audit(it.ledger.entries.at(-1)?.invoiceId ?? '')).map(({ what }) => what)

test('the audit trail says by which prompt and schema the invoice was read', async () => {
  const { it } = await one(parsed({ pages, rules: reading() }))

  await it.work()

  expect(await auditOf(it)).toContain('read by model (invoice-v2); coded to 6815 (tax id)')
})

test('the audit trail says so of an invoice that is held too, and of the second of its kind', async () => {
  const other = reading({
    source: 'model',
    by: 'invoice-v2',
    fields: fields({ iban: 'DE89370400440532013000' }, 'model'),
  })
  const { it } = await one(
    parsed({ pages, rules: reading({ fields: fields({ totalAmount: '1.00' }) }) }),
    fakeModelReader({ 'a.pdf': other }),
  )
  await it.work()
  expect(await auditOf(it)).toContainEqual(expect.stringMatching(/^read by model \(invoice-v2\); .*1\.00/))

  deliver(it, 'm2', ['a.pdf'], { content: 'm1 a.pdf' })
  await it.poll()
  await it.work()

  expect(outcomes(it)).toEqual(['held', 'duplicate'])
  expect(await auditOf(it)).toContainEqual(
    expect.stringMatching(/^read by model \(invoice-v2\); duplicate of .* by file$/),
  )
})

test('FAILURES 25: a total that is not on the page is refused, and a person looks at it', async () => {
  const invented = reading({ source: 'model', fields: fields({ totalAmount: '9999.99' }, 'model') })
  const { it } = await one(
    parsed({ pages, rules: reading({ fields: fields({ totalAmount: null }) }) }),
    fakeModelReader({ 'a.pdf': invented }),
  )

  await it.work()

  expect((await stored(it)).fields.totalAmount?.value).toBeNull()
  expect(it.ledger.entries[0]?.status).toMatchObject({
    state: 'held',
    reasons: [expect.stringContaining('"9999.99" was refused')],
  })
  expect(it.outbox.sent).toEqual([])
})

test('what the model left empty is taken from rules, with their evidence; its own values stand', async () => {
  const gaps = reading({
    source: 'model',
    fields: fields({ invoiceNumber: null, netAmount: '1000.00' }, 'model'),
  })
  const { it } = await one(
    parsed({ pages, rules: reading({ fields: fields({ taxAmount: '1.00' }) }) }),
    fakeModelReader({ 'a.pdf': gaps }),
  )

  await it.work()

  expect((await stored(it)).fields).toMatchObject({
    invoiceNumber: { value: '4711', evidence: { source: 'rules' } },
    taxAmount: { value: '190.00', evidence: { source: 'model' } },
    totalAmount: { value: '1190.00', evidence: { source: 'model', strength: 'strong' } },
  })
})

test('the model quotes words; where they stand on the page comes from the document, and goes on to accounts payable', async () => {
  const places = text.split(/\s+/).map((_, word) => ({ x: word / 100, y: 0, width: 0.01, height: 0.01 }))
  const { it } = await one(parsed({ pages: [{ page: 1, text, words: packed(places) }] }))

  await it.work()

  const number = {
    value: '4711',
    evidence: { source: 'model', page: 1, box: { x: 0.04, y: 0, width: 0.01, height: 0.01 } },
  }
  expect((await stored(it)).fields.invoiceNumber).toMatchObject(number)
  const json = it.outbox.sent[0]?.files.find(({ name }) => name === 'invoice.json')
  expect(JSON.parse(new TextDecoder().decode(json?.bytes))).toMatchObject({
    fields: { invoiceNumber: number },
  })
})

test('what is odd about the document itself is told, whoever reads it', async () => {
  const { it } = await one(
    parsed({ pages, doubts: [{ kind: 'hidden-text', text: 'It holds text that nobody sees.' }] }),
  )

  await it.work()

  expect(it.outbox.sent[0]?.html).toContain('It holds text that nobody sees.')
})

test('a model that is away is waited for where rules leave a required field empty', async () => {
  const { it, model } = await one(parsed({ pages, rules: lacking }))
  const retryAt = after(it.clock.now(), seconds(30))
  model.failNext(new CallRefused('openai', 'open', retryAt))

  await it.work()

  expect(it.queues.all.map(({ queue, visibleAt }) => [queue, visibleAt])).toEqual([
    ['invoice-stored', retryAt],
  ])
  await it.workThrough()
  expect(await stored(it)).toMatchObject({ source: 'model' })
})

test('after four hours without the model the invoice goes on with what rules read', async () => {
  const { it, model } = await one(parsed({ pages, rules: lacking }))
  const start = it.clock.now()
  model.failNext(new DependencyFailed('openai', 'server-error', { status: 500, mayHaveActed: false }), {
    times: 100_000,
  })

  await it.workThrough()

  expect(it.outbox.sent).toHaveLength(1)
  expect(it.clock.now().getTime() - start.getTime()).toBeGreaterThanOrEqual(hours(4))
  expect(it.clock.now().getTime() - start.getTime()).toBeLessThan(hours(4) + minutes(6))
  expect(it.outbox.sent[0]?.html).toContain('the model was away: read by rules')
})

test.each([
  ['content filter', new RemoteAnswer('openai', 'content-filter', { status: 400, code: 'content_filter' })],
  ['refusal, empty or cut-off answer', new RemoteAnswer('openai', 'rejected', { code: 'refusal' })],
  ['wrong key', new Misconfigured('openai', { status: 401 })],
])('FAILURES 24: %s: rules read, nothing is tried again', async (_, error) => {
  const { it, model } = await one(parsed({ pages, rules: lacking }))
  model.failNext(error, { times: 10 })

  await it.work()

  expect(model.calls).toEqual(['read'])
  expect(await stored(it)).toMatchObject({ source: 'rules' })
  expect(it.outbox.sent[0]?.html).toContain('the model gave no answer: read by rules')
})

test('a picture goes to the model, and the clerk is told to compare', async () => {
  const { it } = await one({ kind: 'image-only', pageCount: 1, mediaType: 'application/pdf' })

  await it.work()

  expect(it.outbox.sent[0]?.html).toContain('read from a picture by the model')
})

test('a picture without any model goes to accounts payable as could not be read', async () => {
  const it = agent()
  it.parser.answer('a.pdf', { kind: 'image-only', pageCount: 1, mediaType: 'image/png' })
  await it.poll()
  deliver(it, 'm1', ['a.pdf'])
  await it.poll()

  await it.work()

  expect(outcomes(it)).toEqual(['could not be read'])
  expect(it.outbox.sent[0]?.files[0]?.bytes).toEqual(bytes('m1 a.pdf'))
})

test('the reading that was stored first stands, whatever a later run would read', async () => {
  const { it, model } = await one(parsed({ pages }))
  await it.run('mail-received', it.queues.take('mail-received'))
  const message = it.queues.take('invoice-stored')
  it.ledger.failNext(new DependencyFailed('storage-table', 'network', { mayHaveActed: false }), {
    on: 'change',
  })
  await it.run('invoice-stored', message)
  model.answer('a.pdf', reading({ source: 'model', fields: fields({ invoiceNumber: '1190' }, 'model') }))

  await it.workThrough()

  expect(it.outbox.sent.map(({ subject }) => subject.split(' | ')[1])).toEqual(['4711'])
})
