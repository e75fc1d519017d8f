/** What every ledger does with invoices; ledger-mails.ts says it of mails. */
import { describe, expect, test } from 'vitest'
import type { AuditLine, Entry, Status } from '../../src/domain/entry.ts'
import type { Change, Ledger } from '../../src/domain/ports/ledger.ts'
import { arrival, auditLine, coding, findings, storedDocument } from '../factories.ts'
import { freshInvoiceId } from './fresh-id.ts'
import { hostileTexts } from './hostile-texts.ts'

const anything = hostileTexts.map(({ text }) => text)
const conflict = { kind: 'remote-answer', answer: 'conflict' }
const instant = new Date('2026-11-02T10:11:12.345Z')

const change = (changeId: string, over: Partial<Change> = {}): Change => ({
  status: { state: 'coded', findings: findings() },
  lock: undefined,
  audit: auditLine({ changeId, at: instant, who: 'extractInvoice', what: changeId }),
  ...over,
})

const statuses: readonly Status[] = [
  { state: 'received' },
  { state: 'coded', findings: findings({ coding: { kind: 'needs-coding', reason: 'reseller' } }) },
  { state: 'posting', findings: findings(), sending: {} },
  {
    state: 'posting',
    findings: findings(),
    sending: { draftId: 'AAMk/d+=', sendingSince: instant, seenUnsentAt: new Date(instant.getTime() + 1) },
  },
  { state: 'posted', findings: findings(), postedAt: instant },
  { state: 'notified', findings: findings(), postedAt: instant },
  { state: 'held', findings: findings(), reasons: ['one', 'two'] },
  {
    state: 'held',
    findings: findings({
      businessKey: { by: 'business key', vendor: 'contoso', number: '4711', year: 2026 },
    }),
    reasons: ['in doubt'],
    sending: { draftId: 'AAMk/d+=', sendingSince: instant },
  },
  { state: 'posting', findings: findings(), sending: { givenUp: 'AAMk/d+=' } },
  { state: 'duplicate', findings: findings(), of: '01KB1N3XM0ABCDEFGHJKMNPQRS', by: 'business key' },
  { state: 'not-an-invoice', why: 'a newsletter' },
  { state: 'parked', why: 'we failed', from: { state: 'received' } },
  {
    state: 'parked',
    why: 'we failed',
    findings: findings(),
    from: { state: 'posting', findings: findings(), sending: { draftId: 'AAMk', sendingSince: instant } },
  },
  { state: 'rejected', findings: findings(), who: 'Anna', at: instant, why: 'not ours' },
]

export function describeLedger(name: string, make: () => Promise<Ledger>): void {
  const opened = async (): Promise<{ ledger: Ledger; entry: Entry }> => {
    const ledger = await make()
    return { ledger, entry: await ledger.open(freshInvoiceId(), arrival(), auditLine()) }
  }
  const whatOf = (lines: readonly AuditLine[]) => lines.map((line) => line.changeId)

  describe(`ledger, invoices: ${name}`, () => {
    test('does not know what was never opened', async () => {
      const ledger = await make()
      expect(await ledger.find(freshInvoiceId())).toBeUndefined()
      expect(await ledger.audit(freshInvoiceId())).toEqual([])
    })

    test('opens an invoice as received, with its first audit line', async () => {
      const { ledger, entry } = await opened()
      expect(entry).toMatchObject({ arrival: arrival(), status: { state: 'received' } })
      expect(await ledger.find(entry.invoiceId)).toEqual(entry)
      expect(await ledger.audit(entry.invoiceId)).toEqual([auditLine()])
    })

    test.each([
      ['a document refused', arrival({ documents: [], refusal: { name: 'a', size: 9, why: 'too large' } })],
      ['hostile text', arrival({ subject: anything.join(' '), alsoInMail: anything })],
      ['an odd moment', arrival({ receivedAt: new Date('1999-12-31T23:59:59.999Z') })],
      [
        'fifty documents with long names',
        arrival({
          documents: Array.from({ length: 50 }, () => storedDocument({ name: '漢😀'.repeat(300) })),
        }),
      ],
    ])('keeps an arrival as it is: %s', async (_, came) => {
      const ledger = await make()
      const entry = await ledger.open(freshInvoiceId(), came, auditLine())
      expect((await ledger.find(entry.invoiceId))?.arrival).toEqual(came)
    })

    test('opening again gives what stands there and adds no line', async () => {
      const { ledger, entry } = await opened()
      const moved = await ledger.change(entry, change('coded'))
      const again = await ledger.open(entry.invoiceId, arrival({ subject: 'another' }), auditLine())
      expect(again).toEqual(moved)
      expect(whatOf(await ledger.audit(entry.invoiceId))).toEqual(['received', 'coded'])
    })

    test('opened by several at once it is one invoice', async () => {
      const ledger = await make()
      const id = freshInvoiceId()
      const entries = await Promise.all(
        Array.from({ length: 5 }, () => ledger.open(id, arrival(), auditLine())),
      )
      expect(new Set(entries.map((entry) => entry.version)).size).toBe(1)
      expect(await ledger.audit(id)).toHaveLength(1)
    })

    test.each(statuses)('keeps a status with its dates to the millisecond: $state', async (status) => {
      const { ledger, entry } = await opened()
      const lock = { by: 'run-1', until: new Date('2026-11-02T10:22:12.999Z') }
      const changed = await ledger.change(entry, change('one', { status, lock }))
      expect(changed).toMatchObject({ invoiceId: entry.invoiceId, arrival: entry.arrival, status, lock })
      expect(await ledger.find(entry.invoiceId)).toEqual(changed)
    })

    test('keeps what persons decided through later changes, until a change says otherwise', async () => {
      const { ledger, entry } = await opened()
      const approved = { who: anything.join(' '), at: instant, why: 'known to us' }
      const decided = await ledger.change(entry, change('approved', { decisions: { approved, sentAnew: 1 } }))
      expect(decided.decisions).toEqual({ approved, sentAnew: 1 })
      const moved = await ledger.change(decided, change('posting'))
      expect(moved.decisions).toEqual(decided.decisions)
      expect(await ledger.find(entry.invoiceId)).toEqual(moved)
      const more = { ...moved.decisions, notDuplicate: { who: 'Anna', at: instant } }
      await ledger.change(moved, change('more', { decisions: more }))
      expect((await ledger.find(entry.invoiceId))?.decisions).toEqual(more)
    })

    test('keeps findings of any length', async () => {
      const { ledger, entry } = await opened()
      const doubts = Array.from({ length: 400 }, (_, place) => ({
        kind: 'way-of-reading' as const,
        text: `${place} ${'zweifelhaft 😀 '.repeat(20)}`,
      }))
      const status: Status = {
        state: 'coded',
        findings: findings({ doubts, coding: coding({ vendorName: '漢'.repeat(1_000) }) }),
      }
      await ledger.change(entry, change('coded', { status }))
      expect((await ledger.find(entry.invoiceId))?.status).toEqual(status)
      const short = await ledger.find(entry.invoiceId)
      if (short !== undefined) await ledger.change(short, change('later'))
      expect((await ledger.find(entry.invoiceId))?.status).toEqual(change('later').status)
    })

    test('a change without a lock releases it', async () => {
      const { ledger, entry } = await opened()
      const locked = await ledger.change(entry, change('one', { lock: { by: 'run-1', until: instant } }))
      const released = await ledger.change(locked, change('two'))
      expect(released.lock).toBeUndefined()
      expect((await ledger.find(entry.invoiceId))?.lock).toBeUndefined()
    })

    test('who read an older version is told of the conflict, and nothing changes', async () => {
      const { ledger, entry } = await opened()
      const moved = await ledger.change(entry, change('coded'))
      await expect(ledger.change(entry, change('held'))).rejects.toMatchObject(conflict)
      expect(await ledger.find(entry.invoiceId)).toEqual(moved)
      expect(whatOf(await ledger.audit(entry.invoiceId))).toEqual(['received', 'coded'])
    })

    test('of several changes at once one wins, the others are told of the conflict', async () => {
      const { ledger, entry } = await opened()
      const results = await Promise.allSettled(
        ['a', 'b', 'c', 'd'].map((by) =>
          ledger.change(entry, change(`posting:${by}`, { lock: { by, until: instant } })),
        ),
      )
      const won = results.filter((result) => result.status === 'fulfilled')
      expect(won).toHaveLength(1)
      const lost = results
        .filter((result) => result.status === 'rejected')
        .map(({ reason }): unknown => reason)
      expect(lost).toEqual(Array.from({ length: 3 }, () => expect.objectContaining(conflict) as unknown))
      expect(await ledger.find(entry.invoiceId)).toEqual(won[0]?.value)
      expect(await ledger.audit(entry.invoiceId)).toHaveLength(2)
    })

    test('the same change made again, its reply lost, counts as done', async () => {
      const { ledger, entry } = await opened()
      const done = await ledger.change(entry, change('coded'))
      expect(await ledger.change(entry, change('coded'))).toEqual(done)
      expect(whatOf(await ledger.audit(entry.invoiceId))).toEqual(['received', 'coded'])
    })

    test('the same change with the lock of another is a conflict', async () => {
      const { ledger, entry } = await opened()
      await ledger.change(entry, change('posting', { lock: { by: 'run-1', until: instant } }))
      const second = change('posting', { lock: { by: 'run-2', until: instant } })
      await expect(ledger.change(entry, second)).rejects.toMatchObject(conflict)
    })

    test('where somebody has gone on since, even our own change is a conflict: the row is theirs', async () => {
      const { ledger, entry } = await opened()
      const done = await ledger.change(entry, change('posting:1'))
      await ledger.change(done, change('posting:2', { lock: { by: 'run-2', until: instant } }))
      await expect(ledger.change(entry, change('posting:1'))).rejects.toMatchObject(conflict)
    })

    test('a change of the same name later on is another change', async () => {
      const { ledger, entry } = await opened()
      const held = await ledger.change(entry, change('held'))
      const freed = await ledger.change(held, change('released'))
      await ledger.change(freed, change('held'))
      await expect(ledger.change(entry, change('held'))).rejects.toMatchObject(conflict)
      expect(whatOf(await ledger.audit(entry.invoiceId))).toEqual(['received', 'held', 'released', 'held'])
    })

    test('the audit trail stands in the order of the changes, also of one instant', async () => {
      const { ledger, entry } = await opened()
      const names = Array.from({ length: 12 }, (_, place) => `change ${12 - place} ${anything[0]}`)
      let current = entry
      for (const each of names) current = await ledger.change(current, change(each))
      expect(whatOf(await ledger.audit(entry.invoiceId))).toEqual(['received', ...names])
    })

    test('what was never opened cannot be changed', async () => {
      const { ledger, entry } = await opened()
      const unknown = { ...entry, invoiceId: freshInvoiceId() }
      await expect(ledger.change(unknown, change('coded'))).rejects.toMatchObject({
        kind: 'remote-answer',
        answer: 'not-found',
      })
    })
  })
}
