/** What every register of claims does. */
import { describe, expect, test } from 'vitest'
import type { ClaimKey, Claims } from '../../src/domain/ports/claims.ts'
import { sha256 } from '../../src/domain/ids.ts'
import { freshInvoiceId } from './fresh-id.ts'
import { hostileTexts } from './hostile-texts.ts'

const fileKey = (): ClaimKey => ({ by: 'file', sha256: sha256(freshInvoiceId()) })
const businessKey = (over: Partial<Extract<ClaimKey, { by: 'business key' }>> = {}): ClaimKey => ({
  by: 'business key',
  vendor: freshInvoiceId(),
  number: '4711',
  year: 2026,
  ...over,
})

const conflict = { kind: 'remote-answer', answer: 'conflict' }

export function describeClaims(name: string, make: () => Promise<Claims>): void {
  describe(`claims: ${name}`, () => {
    test.each([
      ['file', fileKey],
      ['business key', businessKey],
    ])('the first claim by %s stands, whoever asks later', async (_, keyFor) => {
      const claims = await make()
      const key = keyFor()
      const first = { invoiceId: freshInvoiceId(), amount: '1190.00 EUR' }
      expect(await claims.claim(key, first)).toMatchObject(first)
      expect(await claims.claim(key, { invoiceId: freshInvoiceId(), amount: '2.00 EUR' })).toMatchObject(
        first,
      )
      expect(await claims.claim(key, first)).toMatchObject(first)
    })

    test('a claim may be without an amount', async () => {
      const claims = await make()
      const key = businessKey()
      const first = { invoiceId: freshInvoiceId() }
      await claims.claim(key, first)
      expect(await claims.claim(key, { invoiceId: freshInvoiceId(), amount: '1.00 EUR' })).toMatchObject(
        first,
      )
    })

    test('of several at once one owns, and all are told the same', async () => {
      const claims = await make()
      const key = fileKey()
      const ids = Array.from({ length: 6 }, freshInvoiceId)
      const owners = await Promise.all(ids.map((invoiceId) => claims.claim(key, { invoiceId })))
      expect(new Set(owners.map((owner) => owner.invoiceId)).size).toBe(1)
      expect(ids).toContain(owners[0]?.invoiceId)
    })

    test('a released claim is free for the next', async () => {
      const claims = await make()
      const key = fileKey()
      const [first, second] = [freshInvoiceId(), freshInvoiceId()]
      await claims.claim(key, { invoiceId: first })
      await claims.release(key, first)
      expect(await claims.claim(key, { invoiceId: second })).toMatchObject({ invoiceId: second })
    })

    test('nobody releases the claim of another', async () => {
      const claims = await make()
      const key = fileKey()
      const owner = freshInvoiceId()
      await claims.claim(key, { invoiceId: owner })
      await claims.release(key, freshInvoiceId())
      expect(await claims.claim(key, { invoiceId: freshInvoiceId() })).toMatchObject({ invoiceId: owner })
    })

    test('releasing what is not claimed changes nothing', async () => {
      const claims = await make()
      await expect(claims.release(fileKey(), freshInvoiceId())).resolves.toBeUndefined()
    })

    test('a claim is taken over from the one that was seen to stand, and from no other', async () => {
      const claims = await make()
      const key = businessKey()
      const [first, second, third] = [freshInvoiceId(), freshInvoiceId(), freshInvoiceId()]
      await claims.claim(key, { invoiceId: first, amount: '1.00 EUR' })
      const seen = await claims.claim(key, { invoiceId: second })
      await claims.takeOver(key, seen, { invoiceId: second, amount: '2.00 EUR' })
      const now = await claims.claim(key, { invoiceId: third })
      expect(now).toMatchObject({ invoiceId: second, amount: '2.00 EUR' })
      await expect(claims.takeOver(key, seen, { invoiceId: third })).rejects.toMatchObject(conflict)
      expect(await claims.claim(key, { invoiceId: third })).toEqual(now)
    })

    test('a claim that was released and made again is not the one that was seen', async () => {
      const claims = await make()
      const key = fileKey()
      const [first, second] = [freshInvoiceId(), freshInvoiceId()]
      await claims.claim(key, { invoiceId: first })
      const seen = await claims.claim(key, { invoiceId: second })
      expect(await claims.find(key)).toEqual(seen)
      await claims.release(key, first)
      expect(await claims.find(key)).toBeUndefined()
      await expect(claims.takeOver(key, seen, { invoiceId: second })).rejects.toMatchObject(conflict)
      await claims.claim(key, { invoiceId: first })
      await expect(claims.takeOver(key, seen, { invoiceId: second })).rejects.toMatchObject(conflict)
    })

    test('who waits for a claim is listed until he stops, the first received first, so many at most', async () => {
      const claims = await make()
      const [key, other] = [fileKey(), fileKey()]
      const ids = Array.from({ length: 5 }, freshInvoiceId).toSorted()
      await claims.claim(key, { invoiceId: freshInvoiceId() })
      expect(await claims.waiting(key, 100)).toEqual([])
      for (const id of ids.toReversed()) await claims.wait(key, id)
      await claims.wait(key, ids[0] ?? '')
      expect(await claims.waiting(key, 100)).toEqual(ids)
      expect(await claims.waiting(key, 2)).toEqual(ids.slice(0, 2))
      expect(await claims.waiting(other, 100)).toEqual([])
      await claims.stopWaiting(key, ids[1] ?? '')
      await claims.stopWaiting(key, freshInvoiceId())
      expect(await claims.waiting(key, 100)).toEqual(ids.filter((_, place) => place !== 1))
    })

    test('who waits keeps waiting when the claim changes hands', async () => {
      const claims = await make()
      const key = businessKey()
      const [first, second, third] = [freshInvoiceId(), freshInvoiceId(), freshInvoiceId()]
      await claims.claim(key, { invoiceId: first })
      await claims.wait(key, third)
      await claims.release(key, first)
      await claims.claim(key, { invoiceId: second })
      expect(await claims.waiting(key, 100)).toEqual([third])
    })

    test.each(hostileTexts)('claims by any vendor and number: $name', async ({ text }) => {
      const claims = await make()
      const [first, second] = [freshInvoiceId(), freshInvoiceId()]
      const key = businessKey({ vendor: text, number: first })
      await claims.claim(key, { invoiceId: first })
      expect(await claims.claim(key, { invoiceId: second })).toMatchObject({ invoiceId: first })
      const longer = businessKey({ vendor: text, number: `${first}0` })
      expect(await claims.claim(longer, { invoiceId: second })).toMatchObject({ invoiceId: second })
    })

    test('the parts of a key do not run together, and case and year count', async () => {
      const claims = await make()
      const vendor = freshInvoiceId()
      const keys = [
        businessKey({ vendor, number: '1' }),
        businessKey({ vendor: `${vendor}1`, number: '' }),
        businessKey({ vendor: vendor.toLowerCase(), number: '1' }),
        businessKey({ vendor, number: '1', year: 2025 }),
      ]
      for (const key of keys) {
        const mine = { invoiceId: freshInvoiceId() }
        expect(await claims.claim(key, mine)).toMatchObject(mine)
      }
    })
  })
}
