/** What every ledger's search does, and what it tells of a day. */
import { describe, expect, test } from 'vitest'
import type { Entry, Findings, Status } from '../../src/domain/entry.ts'
import type { Ledger } from '../../src/domain/ports/ledger.ts'
import type { SearchKind } from '../../src/domain/search-words.ts'
import { arrival, auditLine, findings } from '../factories.ts'
import { freshInvoiceId } from './fresh-id.ts'

const morning = new Date('2026-11-24T08:00:00Z')

export function describeLedgerSearch(name: string, makeEmpty: () => Promise<Ledger>): void {
  const open = (ledger: Ledger, receivedAt: Date) =>
    ledger.open(freshInvoiceId(receivedAt), arrival({ receivedAt }), auditLine())
  const become = (ledger: Ledger, entry: Entry, status: Status, changeId: string = status.state) =>
    ledger.change(entry, { status, lock: undefined, audit: auditLine({ changeId }) })
  const coded = async (ledger: Ledger, read: Partial<Findings>, receivedAt = morning) =>
    become(ledger, await open(ledger, receivedAt), { state: 'coded', findings: findings(read) })
  const found = async (ledger: Ledger, by: SearchKind, word: string, limit = 25) => {
    const { entries, isAll } = await ledger.search({ by, word }, limit)
    return { ids: entries.map(({ invoiceId }) => invoiceId), isAll }
  }

  describe(`ledger, search: ${name}`, () => {
    test('an invoice is found by how its vendor or its number begins, by nothing else', async () => {
      const ledger = await makeEmpty()
      const quay = await coded(ledger, { vendorName: 'Quayside Ltd', invoiceNumber: 'RE-2026/42' })
      await coded(ledger, { vendorName: 'Quercus & Söhne', invoiceNumber: 'RE-2027/1' })
      const only = { ids: [quay.invoiceId], isAll: true }
      expect(await found(ledger, 'vendor', 'quay')).toEqual(only)
      expect(await found(ledger, 'vendor', 'quayside ltd')).toEqual(only)
      expect(await found(ledger, 'number', 'RE2026')).toEqual(only)
      for (const word of ['side', 'quayside ltd 2', 'zz', "quay' or '1' eq '1"])
        expect(await found(ledger, 'vendor', word)).toEqual({ ids: [], isAll: true })
      expect(await found(ledger, 'number', 'QUAY')).toEqual({ ids: [], isAll: true })
    })

    test('letters of any script, the last of an alphabet too', async () => {
      const ledger = await makeEmpty()
      const names = ['Ωmega', 'Жук ООО', '株式会社青空', 'zzz']
      for (const vendorName of names) await coded(ledger, { vendorName })
      for (const word of ['ωme', 'жук', '株式', 'zz'])
        expect((await found(ledger, 'vendor', word)).ids).toHaveLength(1)
    })

    test('the newest of a vendor comes first, and a limit says that there are more', async () => {
      const ledger = await makeEmpty()
      const days = ['2026-11-22', '2026-11-24', '2026-11-23'].map((day) => new Date(`${day}T08:00:00Z`))
      const [old, newest, between] = await Promise.all(
        days.map((day) => coded(ledger, { vendorName: 'Quayside Ltd' }, day)),
      )
      const wanted = [newest?.invoiceId, between?.invoiceId, old?.invoiceId]
      expect(await found(ledger, 'vendor', 'quayside')).toEqual({ ids: wanted, isAll: true })
      expect(await found(ledger, 'vendor', 'quayside', 2)).toEqual({ ids: wanted.slice(0, 2), isAll: false })
    })

    test('what a correction took away is found no more, what it brought is', async () => {
      const ledger = await makeEmpty()
      const wrong = await coded(ledger, { vendorName: 'Quaysite' })
      const anew = await become(ledger, wrong, { state: 'received', isRead: true })
      const right = { state: 'coded', findings: findings({ vendorName: 'Quayside' }) } as const
      await become(ledger, anew, right, 'coded again')
      expect((await found(ledger, 'vendor', 'quaysite')).ids).toEqual([])
      expect((await found(ledger, 'vendor', 'quayside')).ids).toEqual([wrong.invoiceId])
    })

    test('a day tells of each invoice how it ended and when it was mailed', async () => {
      const ledger = await makeEmpty()
      const moving = await open(ledger, new Date('2026-11-24T00:00:00.000Z'))
      const postedAt = new Date('2026-11-25T00:10:00.000Z')
      const late = await open(ledger, new Date('2026-11-24T23:59:59.999Z'))
      const posted = { state: 'posted', findings: findings(), postedAt } as const
      await become(ledger, late, posted)
      await open(ledger, new Date('2026-11-25T00:00:00.000Z'))
      const day = new Date('2026-11-24')
      const first = { invoiceId: moving.invoiceId, outcome: undefined, postedAt: undefined }
      expect(await ledger.marks(day, 1_000)).toEqual({
        marks: [first, { invoiceId: late.invoiceId, outcome: 'posted', postedAt }],
        isAll: true,
      })
      expect(await ledger.marks(day, 1)).toEqual({ marks: [first], isAll: false })
    })
  })
}
