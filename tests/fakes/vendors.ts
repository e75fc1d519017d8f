/** The vendor list in memory. */
import { type Clock, systemClock } from '../../src/domain/clock.ts'
import { Inconsistent } from '../../src/domain/errors.ts'
import type { Vendors } from '../../src/domain/ports/vendors.ts'
import { type Vendor, vendorIdForm } from '../../src/domain/vendor.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeVendors extends Vendors, Faults<keyof Vendors> {}

export function fakeVendors(vendors: readonly Vendor[] = [], clock: Clock = systemClock): FakeVendors {
  const { faults, run } = faultPoint<keyof Vendors>()
  const list = new Map(vendors.map((vendor) => [vendor.vendorId, vendor]))
  const sorted = () => [...list.values()].sort((a, b) => (a.vendorId < b.vendorId ? -1 : 1))
  return {
    ...faults,
    all: () => run('all', sorted),
    known: () => run('known', () => ({ vendors: sorted(), asOf: clock.now() })),
    find: (vendorId) => run('find', () => list.get(vendorId)),
    put: (vendor) =>
      run('put', () => {
        if (!vendorIdForm.test(vendor.vendorId)) throw new Inconsistent(`no vendor id: ${vendor.vendorId}`)
        list.set(vendor.vendorId, structuredClone(vendor))
      }),
    remove: (vendorId) => run('remove', () => list.delete(vendorId)),
  }
}
