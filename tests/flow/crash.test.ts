/** FAILURES 19, 34 in part: the process dies at any call to the outside, before it or after; the end is always the same. */
import { expect, test } from 'vitest'
import { attachment, mail } from '../factories.ts'
import { type Agent, agent, bytes, invoicePdf, Killed, outcomes } from './agent.ts'

const fakes = ['mailbox', 'documents', 'ledger', 'claims', 'queues', 'outbox', 'bookmarks', 'team'] as const

/** Delivers one mail and works until all is done; the host shows the message of a dead run again. */
async function live(prepare: (it: Agent) => void): Promise<Agent> {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  const invoice = attachment({ attachmentId: 'a1', name: 'invoice.pdf' })
  it.mailbox.deliver(mail({ mailId: 'm1', receivedAt: it.clock.now(), attachments: [invoice] }), {
    a1: bytes('one invoice'),
  })
  prepare(it)
  for (let n = 0; n < 3; n++) {
    // The next tick goes on where a dead one stopped.
    await it.mortal(it.poll).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
    await it.workThrough()
  }
  return it
}

const count = (calls: readonly string[], operation: string): number =>
  calls.filter((call) => call === operation).length

/** Every call of an undisturbed life, but those of the poll that comes before any mail. */
async function callsOfALife() {
  const first = new Map<string, number>()
  const it = await live((young) => {
    for (const fake of fakes)
      for (const operation of new Set<string>(young[fake].calls))
        first.set(`${fake}.${operation}`, count(young[fake].calls, operation))
  })
  return fakes.flatMap((fake) =>
    [...new Set<string>(it[fake].calls)].flatMap((operation) => {
      const from = first.get(`${fake}.${operation}`) ?? 0
      return Array.from({ length: count(it[fake].calls, operation) - from }, (_, place) => ({
        fake,
        operation,
        nth: from + place + 1,
      }))
    }),
  )
}

const points = (await callsOfALife()).flatMap((point) => [
  { ...point, when: 'before' as const },
  { ...point, when: 'after' as const },
])

test.each(points)('killed $when call $nth of $operation ($fake)', async ({ fake, operation, nth, when }) => {
  let died = false
  const it = await live((young) =>
    young[fake].dieAt(operation, nth, when, () => {
      died = true
      young.die()
    }),
  )

  const [invoiceId] = it.ledger.entries.map((entry) => entry.invoiceId)
  const audit = await it.ledger.audit(invoiceId ?? '')
  expect(died).toBe(true)
  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent).toHaveLength(1)
  expect(audit.filter(({ changeId }) => changeId === 'posted')).toHaveLength(1)
  expect(it.cases.parked).toEqual([])
  expect(it.failures.every((error) => error instanceof Killed)).toBe(true)
})
