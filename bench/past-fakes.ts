/** The calls that new invoices make on the fakes of the flow tests, with so many invoices before them. */
import { agent, deliver, invoicePdf, mailboxAddress } from '../tests/flow/agent.ts'
import { parsed, reading, fields } from '../tests/factories.ts'
import { pastInvoice } from './past-invoices.ts'

const ports = [
  'documents',
  'queues',
  'ledger',
  'claims',
  'vendors',
  'bookmarks',
  'cases',
  'mailbox',
  'outbox',
  'team',
] as const

/** By port and operation: "ledger.find" → 60. Throws where one of the new ones is not mailed. */
export async function callsOnFakes(past: number, fresh: number): Promise<ReadonlyMap<string, number>> {
  const it = agent()
  const history = { mailbox: mailboxAddress, today: it.clock.now() }
  for (let place = 0; place < past; place++) {
    const { entry, record, claims, blobs } = pastInvoice(history, place)
    it.ledger.seed(entry)
    await it.ledger.recordMail(record)
    for (const { key, mine } of claims) await it.claims.claim(key, mine)
    for (const { path, bytes, type } of blobs) await it.documents.put(path, bytes, type)
  }
  const before = new Map(ports.map((port) => [port, it[port].calls.length]))
  for (let place = 0; place < fresh; place++) {
    const number = `NEW-${place}`
    it.parser.answer(
      `${number}.pdf`,
      parsed({ ...invoicePdf, rules: reading({ fields: fields({ invoiceNumber: number }) }) }),
    )
    deliver(it, `new-mail-${place}`, [`${number}.pdf`])
  }
  await it.poll()
  await it.work()
  if (it.outbox.sent.length !== fresh) throw new Error(`${it.outbox.sent.length} of ${fresh} were mailed`)
  const counts = new Map<string, number>()
  for (const port of ports)
    for (const operation of it[port].calls.slice(before.get(port))) {
      const name = `${port}.${operation}`
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  return counts
}
