/** A document that was taken for no invoice, and the person who knows better. */
import { expect, test } from 'vitest'
import { fields, parsed, reading } from '../factories.ts'
import { type Agent, agent, invoicePdf, outcomes } from './agent.ts'
import { takeIn } from './take-in.ts'

const anna = { who: 'Anna Meyer', why: 'it is our rent' }
const noInvoice = (over: Parameters<typeof fields>[0] = {}) =>
  parsed({ rules: reading({ documentType: 'not-an-invoice', fields: fields(over) }) })
const nothing = { invoiceNumber: null, totalAmount: null, currency: null, vendorName: null, netAmount: null }

async function ready(): Promise<Agent> {
  const it = agent()
  await it.poll()
  return it
}

test('it goes on with what was read, is mailed once however often it is said, and the mail says by whom', async () => {
  const it = await ready()
  const invoiceId = await takeIn(it, 'rent.pdf', noInvoice())
  expect(outcomes(it)).toEqual(['not-an-invoice'])

  const done = [
    await it.desk.isInvoice({ invoiceId, ...anna }),
    await it.desk.isInvoice({ invoiceId, who: 'Ben' }),
  ]
  await it.workThrough()
  done.push(await it.desk.isInvoice({ invoiceId, who: 'Ben' }))
  await it.workThrough()

  expect(done.map((decided) => decided?.done)).toEqual(['now', 'before', 'before'])
  expect(outcomes(it)).toEqual(['posted'])
  const [sent, ...more] = it.sentAbout(invoiceId)
  expect(more).toEqual([])
  expect(sent?.subject).toContain('| 4711 | 1,190.00 EUR |')
  expect(sent?.html).toContain('An invoice, says Anna Meyer')
  expect((await it.ledger.audit(invoiceId)).map(({ who, what }) => `${who}: ${what}`)).toContain(
    'Anna Meyer: is an invoice: it is our rent',
  )
})

test('what nobody read in it is not made up: it goes as one that could not be read', async () => {
  const it = await ready()
  const invoiceId = await takeIn(it, 'rent.pdf', noInvoice(nothing))
  await it.desk.isInvoice({ invoiceId, ...anna })
  await it.work()

  expect(outcomes(it)).toEqual(['could not be read'])
  const json = JSON.parse(
    new TextDecoder().decode(it.sentAbout(invoiceId)[0]?.files.at(-1)?.bytes),
  ) as unknown
  expect(json).toMatchObject({
    verdict: 'could-not-be-read',
    documentType: 'invoice',
    fields: { totalAmount: { value: null } },
  })
})

test('its values are checked like any other: a wrong IBAN is refused', async () => {
  const it = await ready()
  const invoiceId = await takeIn(it, 'rent.pdf', noInvoice({ iban: 'DE00370400440532013000' }))
  await it.desk.isInvoice({ invoiceId, ...anna })
  await it.work()

  expect(it.sentAbout(invoiceId)[0]?.html).toContain('was refused: its check digits are wrong')
})

test('FAILURES 22: it claims like any other: the second of its kind is a duplicate', async () => {
  const it = await ready()
  const first = await takeIn(it, 'a.pdf', invoicePdf)
  const second = await takeIn(it, 'b.pdf', noInvoice())
  await it.desk.isInvoice({ invoiceId: second, ...anna })
  await it.work()

  expect(it.ledger.entry(second).status).toMatchObject({ state: 'duplicate', of: first })
  expect(it.outbox.sent).toHaveLength(1)
})

test('a dry run changes nothing; of what is an invoice already nobody can say it', async () => {
  const it = await ready()
  const invoiceId = await takeIn(it, 'rent.pdf', noInvoice())
  const posted = await takeIn(it, 'a.pdf', invoicePdf)
  const before = structuredClone(it.ledger.entries)

  expect(await it.desk.isInvoice({ invoiceId, ...anna, dryRun: true })).toMatchObject({ done: 'dry-run' })
  await expect(it.desk.isInvoice({ invoiceId: posted, ...anna })).rejects.toThrow(
    'cannot be taken for an invoice',
  )

  expect(it.ledger.entries).toEqual(before)
  expect(it.queues.all).toEqual([])
})
