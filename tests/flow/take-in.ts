/** One mail with one document, as it is parsed by then, worked through to its end. */
import { type Agent, deliver } from './agent.ts'

/** Gives the id of the invoice that came of it; mails of the same `content` bring the same file. */
export async function takeIn(
  it: Agent,
  name: string,
  as: Parameters<Agent['parser']['answer']>[1],
  content = name,
) {
  const known = new Set(it.ledger.entries.map(({ invoiceId }) => invoiceId))
  it.parser.answer(name, as)
  it.clock.advance(1_000)
  deliver(it, `mail of ${name}`, [name], { content })
  await it.poll()
  await it.work()
  return it.ledger.entries.find(({ invoiceId }) => !known.has(invoiceId))?.invoiceId ?? ''
}
