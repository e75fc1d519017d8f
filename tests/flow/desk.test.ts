/** What persons decide about held invoices and duplicates, and what follows for those that waited because of them. */
import { expect, test } from 'vitest'
import { minutes } from '../../src/domain/clock.ts'
import type { Entry } from '../../src/domain/entry.ts'
import { DependencyFailed } from '../../src/domain/errors.ts'
import { fields, parsed, reading, vendor } from '../factories.ts'
import { type Agent, agent, deliver, invoicePdf, Killed, outcomes } from './agent.ts'

const anna = { who: 'Anna Meyer', why: 'asked the vendor' }
const lost = new DependencyFailed('graph', 'server-error', { status: 504, mayHaveActed: true })

/** Net and tax are left out, so that any total fits. */
const invoice = (over: Parameters<typeof fields>[0]) =>
  parsed({ rules: reading({ fields: fields({ netAmount: null, taxAmount: null, ...over }) }) })

/** An agent that has polled once, so that what is delivered now is new. */
async function ready(): Promise<Agent> {
  const it = agent()
  await it.poll()
  return it
}

/** Delivers a mail with one file and works until nothing is visible; gives the entry's id. */
async function take(
  it: Agent,
  name: string,
  content = name,
  as: Parameters<Agent['parser']['answer']>[1] = invoicePdf,
): Promise<string> {
  const known = new Set(it.ledger.entries.map(({ invoiceId }) => invoiceId))
  it.parser.answer(name, as)
  it.clock.advance(1_000)
  deliver(it, `mail of ${name}`, [name], { content })
  await it.poll()
  await it.work()
  const [fresh] = it.ledger.entries.filter(({ invoiceId }) => !known.has(invoiceId))
  return fresh?.invoiceId ?? ''
}

/** An invoice that is held since its draft was deleted while nobody knew whether it had been sent. */
async function takeInDoubt(it: Agent, name: string, content = name): Promise<string> {
  it.outbox.failNext(lost, { on: 'send' })
  const id = await take(it, name, content)
  it.outbox.moveToDeleted(it.outbox.drafts[0]?.draftId ?? '')
  await it.workThrough()
  return id
}

const stateOf = (it: Agent, id: string) => it.ledger.entry(id).status.state
const auditOf = async (it: Agent, id: string) =>
  (await it.ledger.audit(id)).map(({ who, what }) => `${who}: ${what}`)

test('FAILURES 22: the same file tomorrow, from another sender, renamed: a duplicate that names the first', async () => {
  const it = await ready()
  const first = await take(it, 'invoice.pdf', 'same bytes')
  it.clock.advance(minutes(60 * 24))
  const second = await take(it, 'Rechnung (1).pdf', 'same bytes')

  expect(it.ledger.entry(second).status).toMatchObject({ state: 'duplicate', of: first, by: 'file' })
  expect(it.outbox.sent).toHaveLength(1)
  const { entries } = await it.ledger.list('duplicate', { limit: 10 })
  expect(entries.map(({ invoiceId }) => invoiceId)).toEqual([second])
})

test('the same number with another amount is held with both shown; approved, it is mailed and says by whom', async () => {
  const it = await ready()
  const first = await take(it, 'a.pdf')
  const second = await take(it, 'b.pdf', 'b', invoice({ totalAmount: '1290.00' }))
  expect(it.ledger.entry(second).status).toMatchObject({
    state: 'held',
    reasons: [
      `Invoice ${first} has the same vendor and number but another amount: 1190.00 EUR there, 1290.00 EUR here.`,
    ],
  })

  expect(await it.desk.approve({ invoiceId: second, ...anna })).toMatchObject({ done: 'now' })
  await it.work()

  expect(outcomes(it)).toEqual(['posted', 'posted'])
  const [sent] = it.sentAbout(second)
  expect(sent?.html).toMatch(/Approved by Anna Meyer on 2026-.* UTC: asked the vendor/)
  expect(await auditOf(it, second)).toContain('Anna Meyer: approved: asked the vendor')
  expect(it.team.told.at(-1)?.facts).toContainEqual({ name: 'Approved by', value: 'Anna Meyer' })
})

test('approved twice, also at once, it is mailed once', async () => {
  const it = await ready()
  await take(it, 'a.pdf')
  const id = await take(it, 'b.pdf', 'b', invoice({ totalAmount: '1290.00' }))

  const both = await Promise.all([
    it.desk.approve({ invoiceId: id, who: 'Anna' }),
    it.desk.approve({ invoiceId: id, who: 'Ben' }),
  ])
  await it.work()
  const later = await it.desk.approve({ invoiceId: id, who: 'Anna' })
  await it.work()

  expect(new Set(both.map((decided) => decided?.done))).toEqual(new Set(['before', 'now']))
  expect(later?.done).toBe('before')
  expect(it.sentAbout(id)).toHaveLength(1)
  expect((await auditOf(it, id)).filter((line) => line.includes('approved'))).toHaveLength(1)
})

test('approved by one while another rejects: one of them is told of the conflict, and by whom', async () => {
  const it = await ready()
  await take(it, 'a.pdf')
  const id = await take(it, 'b.pdf', 'b', invoice({ totalAmount: '1290.00' }))

  const [approval, rejection] = await Promise.allSettled([
    it.desk.approve({ invoiceId: id, who: 'Anna' }),
    it.desk.reject({ invoiceId: id, who: 'Ben', why: 'not ordered' }),
  ])
  await it.work()

  const lost = [approval, rejection].filter((each) => each.status === 'rejected')
  expect(lost).toHaveLength(1)
  expect(lost[0]?.reason).toMatchObject({
    kind: 'decision-conflict',
    message: expect.stringMatching(/rejected by Ben|approved by Anna/) as unknown,
  })
  const isRejected = rejection.status === 'fulfilled'
  expect(it.sentAbout(id)).toHaveLength(isRejected ? 0 : 1)
  await expect(
    isRejected
      ? it.desk.approve({ invoiceId: id, who: 'Anna' })
      : it.desk.reject({ invoiceId: id, who: 'Ben', why: 'not ordered' }),
  ).rejects.toMatchObject({ kind: 'decision-conflict' })
})

test('the owner of a claim is rejected: whom it turned away is judged again and mailed', async () => {
  const it = await ready()
  const first = await takeInDoubt(it, 'a.pdf', 'same bytes')
  const copy = await take(it, 'b.pdf', 'same bytes')
  const typed = await take(it, 'c.pdf')
  expect(stateOf(it, first)).toBe('held')
  expect(it.ledger.entry(copy).status).toMatchObject({ state: 'duplicate', of: first, by: 'file' })
  expect(it.ledger.entry(typed).status).toMatchObject({ state: 'duplicate', of: first, by: 'business key' })

  expect(await it.desk.reject({ invoiceId: first, ...anna })).toMatchObject({ done: 'now' })
  await it.workThrough()

  expect(it.outbox.sent).toHaveLength(1)
  const sent = it.outbox.sent[0]?.invoiceId ?? ''
  const other = sent === copy ? typed : copy
  expect([copy, typed]).toContain(sent)
  expect(it.ledger.entry(other).status).toMatchObject({ state: 'duplicate', of: sent })
  expect(stateOf(it, first)).toBe('rejected')
  expect(it.queues.all).toEqual([])
})

test('rejecting dies anywhere on its way: pressed again it is done, and who was turned away is mailed once', async () => {
  const points = ['find', 'waiting', 'release'].flatMap((operation) =>
    (['before', 'after'] as const).map((when) => ({ on: 'claims' as const, operation, when })),
  )
  const changes = (['before', 'after'] as const).map((when) => ({
    on: 'ledger' as const,
    operation: 'change',
    when,
  }))
  const puts = (['before', 'after'] as const).map((when) => ({
    on: 'queues' as const,
    operation: 'put',
    when,
  }))
  for (const { on, operation, when } of [...points, ...changes, ...puts]) {
    const it = await ready()
    const first = await takeInDoubt(it, 'a.pdf', 'same bytes')
    const copy = await take(it, 'b.pdf', 'same bytes')
    const nth = it[on].calls.filter((call: string) => call === operation).length + 1
    it[on].dieAt(operation, nth, when, () => it.die())
    const reject = () => it.desk.reject({ invoiceId: first, ...anna })

    await expect(it.mortal(reject)).rejects.toThrow(Killed)
    await it.workThrough()
    await reject()
    await it.workThrough()

    expect(stateOf(it, first), `${when} ${operation}`).toBe('rejected')
    expect(stateOf(it, copy), `${when} ${operation}`).toBe('notified')
    expect(it.outbox.sent, `${when} ${operation}`).toHaveLength(1)
  }
})

test('two that waited for the same claim are woken at once: one is mailed, the other is its duplicate', async () => {
  const it = await ready()
  const first = await takeInDoubt(it, 'a.pdf', 'same bytes')
  const ids = [await take(it, 'b.pdf', 'same bytes'), await take(it, 'c.pdf', 'same bytes')]
  await it.desk.reject({ invoiceId: first, ...anna })

  const woken = it.queues.of('invoice-stored')
  await Promise.all(woken.map((message) => it.run('invoice-stored', message)))
  await it.workThrough()

  expect(new Set(woken.map(({ invoiceId }) => invoiceId))).toEqual(new Set(ids))
  expect(it.outbox.sent).toHaveLength(1)
  const states = ids.map((id) => stateOf(it, id))
  expect(states.toSorted()).toEqual(['duplicate', 'notified'])
})

test('a duplicate that is none is taken on, once, whoever presses how often and whatever comes again', async () => {
  const it = await ready()
  const first = await take(it, 'a.pdf', 'same bytes')
  const second = await take(it, 'b.pdf', 'same bytes')

  expect(await it.desk.notDuplicate({ invoiceId: second, ...anna })).toMatchObject({ done: 'now' })
  await it.work()
  expect(await it.desk.notDuplicate({ invoiceId: second, who: 'Ben' })).toMatchObject({ done: 'before' })
  const message = { v: 1, since: it.clock.now().toISOString(), deferrals: 0 } as const
  await it.run('mail-received', { ...message, mailId: 'mail of b.pdf', source: 'poll' })
  await it.run('invoice-stored', { ...message, invoiceId: second })
  await it.workThrough()

  expect(outcomes(it)).toEqual(['posted', 'posted'])
  expect(it.sentAbout(second)).toHaveLength(1)
  expect(it.sentAbout(second)[0]?.html).toContain('No duplicate, says Anna Meyer')
  expect(
    it.claims.owner({ by: 'file', sha256: it.ledger.entry(first).arrival.documents[0]?.sha256 ?? '' }),
  ).toBe(first)
  const third = await take(it, 'c.pdf', 'same bytes')
  expect(it.ledger.entry(third).status).toMatchObject({ state: 'duplicate', of: first })
})

test('a duplicate may be rejected, and stays so when its first is gone', async () => {
  const it = await ready()
  const first = await takeInDoubt(it, 'a.pdf', 'same bytes')
  const copy = await take(it, 'b.pdf', 'same bytes')
  await it.desk.reject({ invoiceId: copy, ...anna })
  await it.desk.reject({ invoiceId: first, ...anna })
  await it.workThrough()

  expect(outcomes(it)).toEqual(['rejected', 'rejected'])
  expect(it.outbox.sent).toEqual([])
  expect(await it.desk.reject({ invoiceId: copy, ...anna })).toMatchObject({ done: 'before' })
})

test('in doubt whether it left, approved: a new draft with a new message id is sent, the old one never', async () => {
  const it = await ready()
  const id = await takeInDoubt(it, 'a.pdf')
  expect(it.ledger.entry(id).status).toMatchObject({ state: 'held', sending: { draftId: 'draft-1' } })

  await it.desk.approve({ invoiceId: id, ...anna })
  await it.work()

  expect(it.outbox.sent.map(({ draftId }) => draftId)).toEqual(['draft-2'])
  expect(it.sentAbout(id)[0]?.internetMessageId).toMatch(/-1@/)
  expect(await auditOf(it, id)).toContain('Anna Meyer: approved, to be sent anew: asked the vendor')
})

test('in doubt whether it left, approved, and the sent copy has come to light: no second mail', async () => {
  const it = await ready()
  it.outbox.hideSentCopies(true)
  it.outbox.failNext(lost, { on: 'send', replyLost: true })
  const id = await take(it, 'a.pdf')
  await it.workThrough()
  expect(stateOf(it, id)).toBe('held')
  it.outbox.hideSentCopies(false)

  await it.desk.approve({ invoiceId: id, ...anna })
  await it.workThrough()

  expect(it.outbox.sent).toHaveLength(1)
  expect(outcomes(it)).toEqual(['posted'])
})

test('in doubt whether it left, nothing but a person takes it on: neither a rerun nor another one that is rejected', async () => {
  const it = await ready()
  const id = await takeInDoubt(it, 'a.pdf')
  const message = { v: 1, since: it.clock.now().toISOString(), deferrals: 0, invoiceId: id } as const
  await it.run('invoice-stored', message)
  await it.run('invoice-ready', message)
  await it.workThrough()

  expect(stateOf(it, id)).toBe('held')
  expect(it.outbox.sent).toEqual([])
  await expect(
    it.desk.correct({ invoiceId: id, ...anna, values: { invoiceNumber: '1' } }),
  ).rejects.toMatchObject({
    kind: 'decision-conflict',
  })
})

test('a misread number is corrected: the duplicate goes on, with the person as evidence and the reading untouched', async () => {
  const it = await ready()
  await take(it, 'a.pdf')
  const id = await take(it, 'b.pdf')
  const path = `${id}/extraction.json`
  const before = it.documents.stored.get(path)?.bytes

  await it.desk.correct({ invoiceId: id, ...anna, values: { invoiceNumber: '4712', dueDate: '2026-12-01' } })
  await it.work()

  expect(outcomes(it)).toEqual(['posted', 'posted'])
  const [sent] = it.sentAbout(id)
  expect(sent?.subject).toContain('| 4712 |')
  expect(sent?.html).toContain('person, Anna Meyer')
  const json = JSON.parse(new TextDecoder().decode(sent?.files.at(-1)?.bytes)) as {
    fields: Record<string, unknown>
  }
  expect(json.fields.invoiceNumber).toEqual({
    value: '4712',
    evidence: { source: 'person', by: 'Anna Meyer', quote: '4712' },
  })
  expect(it.documents.stored.get(path)?.bytes).toEqual(before)
  expect(await auditOf(it, id)).toContain(
    'Anna Meyer: invoiceNumber: "4711" → "4712"; dueDate: nothing → "2026-12-01" (asked the vendor)',
  )
})

test('a correction that leaves the doubt leaves it held; a second one counts with the first; the same again is none', async () => {
  const it = await ready()
  await take(it, 'a.pdf')
  const id = await take(it, 'b.pdf', 'b', invoice({ totalAmount: '1290.00' }))

  await it.desk.correct({ invoiceId: id, ...anna, values: { purchaseOrder: 'PO-1' } })
  await it.work()
  expect(stateOf(it, id)).toBe('held')
  const again = await it.desk.correct({ invoiceId: id, ...anna, values: { purchaseOrder: 'PO-1' } })
  await it.desk.correct({ invoiceId: id, who: 'Ben', values: { totalAmount: '1190.00' } })
  await it.work()

  expect(again?.done).toBe('before')
  expect(stateOf(it, id)).toBe('duplicate')
  await it.desk.notDuplicate({ invoiceId: id, ...anna })
  await it.work()
  expect(it.sentAbout(id)[0]?.html).toMatch(/PO-1.*person, Anna Meyer/)
  expect(it.sentAbout(id)[0]?.html).toMatch(/1190\.00.*person, Ben/)
})

test('the owner of a number had misread it: corrected, it lets go, and the one it turned away is mailed', async () => {
  const it = await ready()
  const other = await take(it, 'x.pdf', 'x', invoice({ invoiceNumber: '9999', totalAmount: '1.00' }))
  const owner = await take(it, 'a.pdf', 'a', invoice({ invoiceNumber: '9999' }))
  expect(stateOf(it, owner)).toBe('held')
  await it.desk.correct({ invoiceId: owner, ...anna, values: { invoiceNumber: '4711', totalAmount: '2.00' } })
  await it.work()
  expect([stateOf(it, other), stateOf(it, owner)]).toEqual(['notified', 'notified'])

  const late = await take(it, 'b.pdf', 'b', invoice({ totalAmount: '2.00' }))
  expect(it.ledger.entry(late).status).toMatchObject({ state: 'duplicate', of: owner, by: 'business key' })
})

test.each([
  ['a posted invoice', async (it: Agent) => take(it, 'a.pdf'), 'it was mailed to accounts payable on 2026-'],
  [
    'a duplicate',
    async (it: Agent) => {
      await take(it, 'a.pdf', 'same')
      return take(it, 'b.pdf', 'same')
    },
    'it is a duplicate of ',
  ],
])('%s cannot be approved, and the answer says why', async (_, prepare, why) => {
  const it = await ready()
  const invoiceId = await prepare(it)
  const calls = it.outbox.calls.length

  await expect(it.desk.approve({ invoiceId, ...anna })).rejects.toThrow(why)
  expect(it.outbox.calls).toHaveLength(calls)
})

test('what is already mailed can be neither rejected nor corrected', async () => {
  const it = await ready()
  const invoiceId = await take(it, 'a.pdf')
  await expect(it.desk.reject({ invoiceId, ...anna })).rejects.toThrow('cannot be rejected')
  await expect(it.desk.correct({ invoiceId, ...anna, values: { currency: 'USD' } })).rejects.toThrow(
    'cannot be corrected',
  )
  await expect(it.desk.notDuplicate({ invoiceId, ...anna })).rejects.toThrow(
    'cannot be taken for no duplicate',
  )
})

test('a dry run changes nothing', async () => {
  const it = await ready()
  await take(it, 'a.pdf', 'same')
  const duplicate = await take(it, 'b.pdf', 'same')
  const held = await take(it, 'c.pdf', 'c', invoice({ totalAmount: '1290.00' }))
  const before = structuredClone(it.ledger.entries)
  const ask = { ...anna, dryRun: true }

  const done = [
    await it.desk.approve({ invoiceId: held, ...ask }),
    await it.desk.reject({ invoiceId: held, ...ask }),
    await it.desk.correct({ invoiceId: held, ...ask, values: { totalAmount: '1190.00' } }),
    await it.desk.notDuplicate({ invoiceId: duplicate, ...ask }),
  ]

  expect(done.map((decided) => decided?.done)).toEqual(Array.from({ length: 4 }, () => 'dry-run'))
  expect(it.ledger.entries).toEqual(before)
  expect(it.queues.all).toEqual([])
})

test('a vendor who is not checked for duplicates: the same number is mailed again, the same file is not', async () => {
  const it = await ready()
  await it.vendors.put(vendor({ checkDuplicates: false }))
  const first = await take(it, 'a.pdf')
  const second = await take(it, 'b.pdf')
  const copy = await take(it, 'c.pdf', 'b.pdf')

  expect([stateOf(it, first), stateOf(it, second)]).toEqual(['notified', 'notified'])
  expect(it.ledger.entry(copy).status).toMatchObject({ state: 'duplicate', of: second, by: 'file' })
})

test('an invoice that the ledger does not know is told as unknown', async () => {
  const it = await ready()
  const invoiceId = '01KB1N3XM0ABCDEFGHJKMNPQRS'
  expect(await it.desk.approve({ invoiceId, ...anna })).toBeUndefined()
  expect(await it.desk.reject({ invoiceId, ...anna })).toBeUndefined()
})

test('an ordinary invoice costs no more than its two claims; a duplicate a look at its first and a note', async () => {
  const it = await ready()
  await take(it, 'a.pdf', 'same')
  const claims = it.claims.calls.length
  const ledger = it.ledger.calls.length
  await take(it, 'b.pdf', 'same')

  expect(it.claims.calls.slice(0, claims)).toEqual(['claim', 'claim'])
  expect(it.claims.calls.slice(claims)).toEqual(['claim', 'wait', 'find'])
  const entries = (calls: readonly string[]) => calls.filter((call) => call === 'find').length
  expect(entries(it.ledger.calls.slice(ledger))).toBe(2)
})

const isDuplicate = ({ status }: Entry): boolean => status.state === 'duplicate'
test('however often a duplicate comes again, it stays one, at the same cost and without a line', async () => {
  const it = await ready()
  await take(it, 'a.pdf', 'same')
  const invoiceId = await take(it, 'b.pdf', 'same')
  const lines = await auditOf(it, invoiceId)
  const message = { v: 1, since: it.clock.now().toISOString(), deferrals: 0, invoiceId } as const

  for (let n = 0; n < 3; n++) await it.run('invoice-stored', message)
  await it.workThrough()

  expect(isDuplicate(it.ledger.entry(invoiceId))).toBe(true)
  expect(await auditOf(it, invoiceId)).toEqual(lines)
})
