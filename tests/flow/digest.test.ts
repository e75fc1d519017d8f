/** The digest of the working day: what it says, and that it is sent once, whatever happens on its way. */
import { expect, test } from 'vitest'
import { days, minutes } from '../../src/domain/clock.ts'
import { CallRefused, DependencyFailed } from '../../src/domain/errors.ts'
import { isOwnMail } from '../../src/domain/mail-kind.ts'
import { arrival, attachment, fields, findings, mail, parsed, reading } from '../factories.ts'
import { freshInvoiceId } from '../contracts/fresh-id.ts'
import { type Agent, agent, invoicePdf, Killed } from './agent.ts'
import { takeIn } from './take-in.ts'

const lost = new DependencyFailed('graph', 'server-error', { status: 504, mayHaveActed: true })
const otherAmount = parsed({ rules: reading({ fields: fields({ totalAmount: '1290.00' }) }) })

/** Monday: one invoice was mailed, one is held. */
async function withHeld() {
  const it = agent()
  it.clock.set('2026-11-02T06:00:00.000Z')
  await it.poll()
  await takeIn(it, 'a.pdf', invoicePdf)
  const held = await takeIn(it, 'b.pdf', otherAmount)
  it.clock.set('2026-11-02T07:00:00.000Z')
  return { it, held }
}

const digests = (it: Agent) => it.outbox.sent.filter(({ invoiceId }) => invoiceId.startsWith('digest-'))

/** The ticks of the day's schedule, every ten minutes. */
async function restOfDay(it: Agent): Promise<void> {
  for (let tick = 0; tick < 29; tick++) {
    it.clock.advance(minutes(10))
    await it.sendDigest().catch((error: unknown) => {
      if (!(error instanceof Error && 'kind' in error)) throw error
    })
  }
}

test('says what is held, duplicate and parked, how old and why, and is sent once however often the day ticks', async () => {
  const { it, held } = await withHeld()
  const duplicate = await takeIn(it, 'c.pdf', invoicePdf, 'a.pdf')
  await it.run('mail-received', { v: 9 })
  it.clock.set('2026-11-04T07:00:00.000Z')

  expect(await it.sendDigest()).toBe('sent')
  await restOfDay(it)

  const [mail, ...more] = digests(it)
  expect(more).toEqual([])
  expect(mail).toMatchObject({
    to: 'ap@fabrikam.example',
    subject: 'Invoice Agent, 2026-11-04: 1 held, 1 duplicate, 1 message that did not come through',
    internetMessageId: '<digest-2026-11-04@fabrikam.example>',
  })
  const text = mail?.html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') ?? ''
  expect(text).toContain('Held: 1')
  expect(text).toMatch(new RegExp(`2 days Contoso \\w+ 4711 1,290.00 EUR Invoice .* another amount.*${held}`))
  expect(text).toMatch(
    new RegExp(`1 day Contoso \\w+ 4711 1,190.00 EUR the same file as \\w{26} ${duplicate}`),
  )
  expect(text).toMatch(/1 day mail-received bad-message it waits for a person/)
})

test('what was refused is told once, with why, beside the notice that accounts payable got', async () => {
  const { it } = await withHeld()
  const huge = attachment({ name: 'huge.pdf', size: 151 * 1024 * 1024 })
  it.mailbox.deliver(mail({ mailId: 'huge', receivedAt: it.clock.now(), attachments: [huge] }))
  await it.poll()
  await it.work()
  await it.sendDigest()
  it.clock.advance(days(1))
  await it.sendDigest()

  expect(digests(it).map(({ subject }) => subject)).toEqual([
    'Invoice Agent, 2026-11-02: 1 held, 1 refused',
    'Invoice Agent, 2026-11-03: 1 held',
  ])
  expect(digests(it)[0]?.html).toMatch(/Refused: 1[^]*larger than/)
})

test('there is none when there is nothing, however often one looks', async () => {
  const it = agent()
  await it.poll()
  await takeIn(it, 'a.pdf', invoicePdf)

  expect(await it.sendDigest()).toBe('nothing')
  await takeIn(it, 'b.pdf', otherAmount)
  await restOfDay(it)

  expect(digests(it)).toEqual([])
  expect(it.outbox.drafts).toEqual([])
})

test('what is held comes each day until it is decided; a duplicate comes once', async () => {
  const { it, held } = await withHeld()
  const first = await takeIn(it, 'c.pdf', invoicePdf, 'a.pdf')
  await it.sendDigest()
  it.clock.advance(days(1))
  const second = await takeIn(it, 'd.pdf', invoicePdf, 'a.pdf')
  await it.sendDigest()
  it.clock.advance(days(1))
  await it.sendDigest()
  await it.desk.reject({ invoiceId: held, who: 'Anna', why: 'not ours' })
  it.clock.advance(days(1))

  expect(await it.sendDigest()).toBe('nothing')
  const told = digests(it).map(({ html }) => [held, first, second].map((id) => html.includes(id)))
  expect(told).toEqual([
    [true, true, false],
    [true, false, true],
    [true, false, false],
  ])
})

test('a duplicate that was not told, since its digest was lost, comes in the next', async () => {
  const { it } = await withHeld()
  const duplicate = await takeIn(it, 'c.pdf', invoicePdf, 'a.pdf')
  it.outbox.failNext(lost, { on: 'send' })
  await expect(it.sendDigest()).rejects.toMatchObject({ kind: 'not-yet' })
  it.outbox.moveToDeleted(it.outbox.drafts[0]?.draftId ?? '')
  await restOfDay(it)
  expect(it.digests.record).toMatchObject({ end: 'lost' })
  expect(digests(it)).toEqual([])

  it.clock.set('2026-11-03T07:00:00.000Z')
  await it.sendDigest()
  expect(digests(it)[0]?.html).toContain(duplicate)
})

test('FAILURES 18: sent, but the reply was lost: the sent copy is found, no second mail', async () => {
  const { it } = await withHeld()
  it.outbox.failNext(lost, { on: 'send', replyLost: true })
  await expect(it.sendDigest()).rejects.toMatchObject({ kind: 'not-yet' })
  await restOfDay(it)

  expect(digests(it)).toHaveLength(1)
  expect(it.digests.record).toMatchObject({ end: 'sent' })
})

test('never sent, and the reply was lost: seen on two looks still a draft, it is sent once more', async () => {
  const { it } = await withHeld()
  it.outbox.failNext(lost, { on: 'send' })
  await expect(it.sendDigest()).rejects.toMatchObject({ kind: 'not-yet' })
  await restOfDay(it)

  expect(digests(it)).toHaveLength(1)
  expect(it.outbox.drafts).toEqual([])
})

test('Graph away at seven: a later tick of the day makes up for it, with the same draft', async () => {
  const { it } = await withHeld()
  const away = new CallRefused('graph', 'open', it.clock.now())
  it.outbox.failNext(away, { on: 'createDraft' })
  await expect(it.sendDigest()).rejects.toBe(away)
  it.clock.advance(minutes(10))
  it.outbox.failNext(away, { on: 'send' })
  await expect(it.sendDigest()).rejects.toBe(away)
  await restOfDay(it)

  expect(digests(it)).toHaveLength(1)
  expect(it.outbox.calls.filter((call) => call === 'createDraft')).toHaveLength(it.outbox.sent.length + 1)
})

test('two instances at one moment: one mail', async () => {
  const { it } = await withHeld()
  const ends = await Promise.all([it.sendDigest(), it.sendDigest(), it.sendDigest()])
  await restOfDay(it)

  expect(ends.filter((end) => end === 'sent')).toHaveLength(1)
  expect(digests(it)).toHaveLength(1)
})

/** Every call that an ordinary digest makes. */
const calls = [
  ...[1, 2, 3].map((nth) => ({ fake: 'digests', operation: 'save', nth }) as const),
  ...[1, 2, 3, 4].map((nth) => ({ fake: 'ledger', operation: 'list', nth }) as const),
  { fake: 'digests', operation: 'last', nth: 1 },
  { fake: 'cases', operation: 'open', nth: 1 },
  { fake: 'outbox', operation: 'createDraft', nth: 1 },
  { fake: 'outbox', operation: 'send', nth: 1 },
] as const
const deaths = calls.flatMap((call) => (['before', 'after'] as const).map((when) => ({ ...call, when })))
test.each(deaths)(
  'FAILURES 19: the process dies $when $operation $nth of $fake: the day ends with one digest',
  async ({ fake, operation, nth, when }) => {
    const { it } = await withHeld()
    const before = (it[fake].calls as readonly string[]).filter((call) => call === operation).length
    it[fake].dieAt(operation, before + nth, when, it.die)

    await expect(it.mortal(it.sendDigest)).rejects.toThrow(Killed)
    await restOfDay(it)

    expect(digests(it)).toHaveLength(1)
    expect(it.digests.record).toMatchObject({ end: 'sent' })
  },
)

test('FAILURES 31: what a vendor calls himself is encoded, and makes no line or tag of its own', async () => {
  const { it } = await withHeld()
  const evil = '<img src=x onerror=alert(1)>\r\nBcc: all@fabrikam.example\u202E'
  it.ledger.seed({
    invoiceId: freshInvoiceId(),
    arrival: arrival({ sender: { name: evil, address: evil } }),
    status: { state: 'held', findings: findings({ vendorName: evil, invoiceNumber: evil }), reasons: [evil] },
    version: 'v0',
  })
  await it.sendDigest()

  const [mail] = digests(it)
  expect(mail?.html).not.toMatch(/<img|\r|\u202E/)
  expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)&gt; Bcc')
  expect(mail?.subject).toBe('Invoice Agent, 2026-11-02: 2 held')
})

test('FAILURES 30: it is known as our own mail when it comes back', async () => {
  const { it } = await withHeld()
  await it.sendDigest()
  const [mail] = digests(it)
  expect(isOwnMail({ headers: new Map(), ownInvoiceId: mail?.invoiceId })).toBe(true)
})

test('of hundreds it shows the 200 oldest and says how many more there are', async () => {
  const it = agent()
  for (let n = 0; n < 450; n++)
    it.ledger.seed({
      invoiceId: freshInvoiceId(),
      arrival: arrival(),
      status: { state: 'held', findings: findings(), reasons: ['another amount'] },
      version: 'v0',
    })
  await it.sendDigest()

  const [mail] = digests(it)
  expect(mail?.subject).toContain('450 held')
  expect(mail?.html).toContain('and 250 more')
  expect(mail?.html.match(/<tr>/g)).toHaveLength(201)
})
