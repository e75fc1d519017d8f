/** What is doubtful is held or told by one policy; a person's word ends the doubt; the sender is never answered. */
import { expect, test } from 'vitest'
import type { Doubt } from '../../src/domain/doubt.ts'
import { fields, parsed, reading, vendor } from '../factories.ts'
import { fakeModelReader } from '../fakes/model-reader.ts'
import { accountsPayable, type Agent, agent, deliver, outcomes } from './agent.ts'

const known = 'DE88200800000970375700'
const other = 'DE02120300000000202051'
const withIban = (iban: string) => parsed({ rules: reading({ fields: fields({ iban }) }) })

async function take(it: Agent, document: ReturnType<typeof withIban>, headers: [string, string][] = []) {
  it.parser.answer('invoice.pdf', document)
  await it.vendors.put(vendor({ ibans: [known] }))
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'], { headers })
  await it.poll()
  await it.work()
  const [entry] = it.ledger.entries
  if (entry === undefined) throw new TypeError('nothing was taken in')
  return entry
}

test('FAILURES 28: a known vendor with a new bank account is held, the channel is warned, and one approval mails it once', async () => {
  const it = agent()
  const { invoiceId, status } = await take(it, withIban(other))

  expect(status).toMatchObject({ state: 'held', reasons: [expect.stringContaining(other)] })
  expect(it.outbox.sent).toEqual([])
  expect(it.team.told).toMatchObject([{ text: expect.stringContaining('another bank account') as string }])

  await it.desk.approve({ invoiceId, who: 'Anna', why: 'asked by telephone' })
  await it.workThrough()

  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent).toHaveLength(1)
  expect(it.outbox.sent[0]?.html).toContain('another bank account')
})

test('FAILURES 28: corrected to the known account it goes on by itself', async () => {
  const it = agent()
  const { invoiceId } = await take(it, withIban(other))

  await it.desk.correct({ invoiceId, who: 'Anna', values: { iban: known } })
  await it.workThrough()

  expect(outcomes(it)).toEqual(['posted'])
})

test('FAILURES 29: a spoofed sender is not answered; accounts payable sees "unverified" first', async () => {
  const it = agent()
  await take(it, withIban(known), [['authentication-results', 'spf=fail; dmarc=fail action=none']])

  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent.map(({ to }) => to)).toEqual([accountsPayable])
  expect(it.outbox.sent[0]?.subject).toMatch(/^Unverified sender: /)
  expect(it.outbox.sent[0]?.html).toContain('the DMARC check of billing@contoso.example failed')
})

test('FAILURES 26: hidden text is told and moves no value', async () => {
  const it = agent()
  const doubts: Doubt[] = [{ kind: 'hidden-text', text: 'The document holds text that nobody sees.' }]
  await take(it, { ...withIban(known), doubts })

  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent[0]?.subject).toContain('1,190.00 EUR')
  expect(it.outbox.sent[0]?.html).toContain('text that nobody sees')
})

test('model and rules that differ are held with both values; corrected, it goes on', async () => {
  const text = 'Contoso GmbH\nInvoice 4711\n2026-10-30\nPayable 1190.00 EUR, net 1000.00, VAT 190.00'
  const it = agent({
    model: fakeModelReader({ 'invoice.pdf': reading({ source: 'model', fields: fields({}, 'model') }) }),
  })
  const document = { ...withIban(known), pages: [{ page: 1, text }] }
  const rules = reading({ fields: fields({ totalAmount: '1000.00', taxAmount: null, netAmount: null }) })
  const { invoiceId, status } = await take(it, { ...document, rules })

  expect(status).toMatchObject({
    state: 'held',
    reasons: ['Total with tax: the model read "1190.00", rules read "1000.00".'],
  })
  await it.desk.correct({
    invoiceId,
    who: 'Anna',
    values: { totalAmount: '1000.00', netAmount: null, taxAmount: null },
  })
  await it.workThrough()

  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent[0]?.subject).toContain('1,000.00 EUR')
})
