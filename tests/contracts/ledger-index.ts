/** What every ledger's lists do: what waits for a person, and what came in on a day. */
import { describe, expect, test } from 'vitest'
import type { Entry, Status } from '../../src/domain/entry.ts'
import type { IndexName } from '../../src/domain/outcome.ts'
import type { Ledger } from '../../src/domain/ports/ledger.ts'
import { arrival, auditLine, findings } from '../factories.ts'
import { freshInvoiceId } from './fresh-id.ts'

const held: Status = { state: 'held', findings: findings(), reasons: ['another amount'] }
const duplicate: Status = { state: 'duplicate', findings: findings(), of: freshInvoiceId(), by: 'file' }
const parked: Status = { state: 'parked', why: 'we failed', from: { state: 'received' } }
const mailed = (verdict: 'read' | 'refused', state: 'posted' | 'notified' = 'posted'): Status => ({
  state,
  findings: findings({ verdict }),
  postedAt: new Date('2026-11-24T10:05:00Z'),
})
const coded: Status = { state: 'coded', findings: findings() }

export function describeLedgerIndex(name: string, makeEmpty: () => Promise<Ledger>): void {
  const open = (ledger: Ledger, receivedAt = new Date('2026-11-24T10:00:00Z')) =>
    ledger.open(freshInvoiceId(receivedAt), arrival({ receivedAt }), auditLine())
  const become = (ledger: Ledger, entry: Entry, status: Status, changeId: string = status.state) =>
    ledger.change(entry, { status, lock: undefined, audit: auditLine({ changeId }) })
  const listed = async (ledger: Ledger, index: IndexName) =>
    (await ledger.list(index, { limit: 100 })).entries

  describe(`ledger, lists: ${name}`, () => {
    test.each([held, duplicate, parked])('$state: an invoice is listed while it is so', async (status) => {
      const ledger = await makeEmpty()
      const opened = await open(ledger)
      expect(await listed(ledger, 'held')).toEqual([])
      const waits = await become(ledger, opened, status)
      const others = (['held', 'duplicate', 'parked'] as const).filter((state) => state !== status.state)
      expect(await listed(ledger, status.state as 'held')).toEqual([waits])
      for (const state of others) expect(await listed(ledger, state)).toEqual([])
      await become(ledger, waits, coded)
      for (let look = 0; look < 2; look++) expect(await listed(ledger, status.state as 'held')).toEqual([])
    })

    test('refused: what was posted as a notice is listed, and still is once Teams was told', async () => {
      const ledger = await makeEmpty()
      const posted = await become(ledger, await open(ledger), mailed('refused'))
      await become(ledger, await open(ledger), mailed('read'))
      expect(await listed(ledger, 'refused')).toEqual([posted])
      const notified = await become(ledger, posted, mailed('refused', 'notified'))
      expect(await listed(ledger, 'refused')).toEqual([notified])
    })

    test('an invoice that comes back into a list is listed again, once', async () => {
      const ledger = await makeEmpty()
      const first = await become(ledger, await open(ledger), held)
      const freed = await become(ledger, first, coded)
      expect(await listed(ledger, 'held')).toEqual([])
      const again = await become(ledger, freed, held, 'held again')
      expect(await listed(ledger, 'held')).toEqual([again])
    })

    test('a change that was too late lists nothing', async () => {
      const ledger = await makeEmpty()
      const opened = await open(ledger)
      const moved = await become(ledger, opened, coded)
      await expect(become(ledger, opened, held)).rejects.toMatchObject({ answer: 'conflict' })
      expect(await listed(ledger, 'held')).toEqual([])
      const later = await become(ledger, moved, held)
      expect(await listed(ledger, 'held')).toEqual([later])
    })

    test('a day lists what came in on it, whatever has become of it', async () => {
      const ledger = await makeEmpty()
      const morning = await open(ledger, new Date('2026-11-24T00:00:00.000Z'))
      const evening = await open(ledger, new Date('2026-11-24T23:59:59.999Z'))
      await open(ledger, new Date('2026-11-25T00:00:00.000Z'))
      const coming = await become(ledger, morning, coded)
      expect(await listed(ledger, 'day:2026-11-24')).toEqual([coming, evening])
      const first = await ledger.list('day:2026-11-24', { limit: 1 })
      expect(first).toEqual({ entries: [coming], next: coming.invoiceId })
      const rest = await ledger.list('day:2026-11-24', { after: first.next, limit: 1 })
      expect(rest.entries).toEqual([evening])
      expect(await listed(ledger, 'day:2026-11-26')).toEqual([])
    })

    test('a list comes in pages, the first received first, and each invoice stands on one', async () => {
      const ledger = await makeEmpty()
      const all: Entry[] = []
      for (let n = 0; n < 7; n++) all.push(await become(ledger, await open(ledger), held))
      const pages: Entry[][] = []
      let after: string | undefined
      do {
        const page = await ledger.list('held', { after, limit: 3 })
        pages.push([...page.entries])
        after = page.next
      } while (after !== undefined)
      const byId = all.toSorted((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1))
      expect(pages.flat()).toEqual(byId)
      expect(pages.slice(0, 2).map((page) => page.length)).toEqual([3, 3])
    })
  })
}
