/** What every vendor master does. */
import { describe, expect, test } from 'vitest'
import type { Vendors } from '../../src/domain/ports/vendors.ts'
import { vendor } from '../factories.ts'
import { hostileTexts } from './hostile-texts.ts'

/** `make` gives an empty list each time. */
export function describeVendors(name: string, make: () => Promise<Vendors>): void {
  describe(`vendors: ${name}`, () => {
    test('starts empty', async () => {
      const vendors = await make()
      expect(await vendors.all()).toEqual([])
      expect(await vendors.find('contoso')).toBeUndefined()
    })

    test('gives each vendor as he was put, in order of ids, at once', async () => {
      const vendors = await make()
      const [contoso, acme] = [vendor(), vendor({ vendorId: 'acme', name: 'Acme', terms: 30 })]
      await vendors.put(contoso)
      expect(await vendors.all()).toEqual([contoso])
      await vendors.put(acme)
      expect(await vendors.all()).toEqual([acme, contoso])
      expect((await vendors.known()).vendors).toEqual([acme, contoso])
      expect(await vendors.find('acme')).toEqual(acme)
    })

    test('a second put replaces the whole vendor', async () => {
      const vendors = await make()
      await vendors.put(vendor({ department: 'IT', ledgerAccount: '6815' }))
      const { department: _, ...without } = vendor({ ledgerAccount: '4930' })
      await vendors.put(without)
      expect(await vendors.find('contoso')).toEqual(without)
      expect(await vendors.all()).toEqual([without])
    })

    test('a removed vendor is gone; removing him again says so', async () => {
      const vendors = await make()
      await vendors.put(vendor())
      expect(await vendors.remove('contoso')).toBe(true)
      expect(await vendors.remove('contoso')).toBe(false)
      expect(await vendors.all()).toEqual([])
    })

    test('keeps the longest vendor that the schema lets in, in any script', async () => {
      const vendors = await make()
      const list = Array.from({ length: 50 }, (_, place) => `${place} 漢😀`.padEnd(200, 'x'))
      const longest = vendor({ aliases: list, mailDomains: list, taxIds: list, ibans: list })
      await vendors.put(longest)
      expect(await vendors.find(longest.vendorId)).toEqual(longest)
      expect(await vendors.all()).toEqual([longest])
    })

    test.each(hostileTexts)('an id that no vendor can have is not found: $name', async ({ text }) => {
      const vendors = await make()
      expect(await vendors.find(text)).toBeUndefined()
      expect(await vendors.remove(text)).toBe(false)
      await expect(vendors.put(vendor({ vendorId: text }))).rejects.toMatchObject({ kind: 'inconsistent' })
    })

    test('says as of when the list is', async () => {
      const vendors = await make()
      const before = Date.now()
      const { asOf } = await vendors.known()
      expect(asOf.getTime()).toBeGreaterThanOrEqual(before)
      expect(asOf.getTime()).toBeLessThanOrEqual(Date.now())
    })
  })
}
