/** The vendor master as rows of the table Vendors; the list is kept for a minute, and longer while the table is away. */
import { odata, type TableClient } from '@azure/data-tables'
import { type Clock, minutes } from '../../domain/clock.ts'
import { Inconsistent } from '../../domain/errors.ts'
import type { Vendors } from '../../domain/ports/vendors.ts'
import { type Vendor, vendorIdForm } from '../../domain/vendor.ts'
import type { Guard } from '../../resilience/guard.ts'
import { readText, textProperties } from './row-text.ts'
import { makeRows, type Row, type Rows } from './rows.ts'

const partitionKey = 'vendor'
const keptMs = minutes(1)

interface Known {
  readonly vendors: readonly Vendor[]
  readonly asOf: Date
}

export function makeVendors(table: TableClient, guard: Guard, clock: Clock): Vendors {
  const rows = makeRows(table, guard)
  const list = keptList(rows, clock)
  return {
    all: async () => (await list.known()).vendors,
    known: list.known,
    async find(vendorId) {
      // No other id can be in the table, and the service would refuse some.
      if (!vendorIdForm.test(vendorId)) return undefined
      const row = await rows.find('find-vendor', partitionKey, vendorId)
      return row === undefined ? undefined : vendorOf(row)
    },
    async put(vendor) {
      if (!vendorIdForm.test(vendor.vendorId)) throw new Inconsistent(`no vendor id: ${vendor.vendorId}`)
      const facts = textProperties('vendor', JSON.stringify(vendor))
      await rows.put('put-vendor', { partitionKey, rowKey: vendor.vendorId, ...facts })
      list.forget()
    },
    async remove(vendorId) {
      if (!vendorIdForm.test(vendorId)) return false
      const removed = await rows.remove('remove-vendor', { partitionKey, rowKey: vendorId })
      list.forget()
      return removed === 'removed'
    },
  }
}

const vendorOf = (row: Row): Vendor => JSON.parse(readText(row, 'vendor')) as Vendor

/** Who asks while the list is being read shares that reading; what this process writes is seen at once. */
function keptList(rows: Rows, clock: Clock): { known: () => Promise<Known>; forget: () => void } {
  let last: Known | undefined
  let freshUntil = 0
  let reading: Promise<Known> | undefined

  async function refresh(): Promise<Known> {
    const mine = readAll(rows, clock, last)
    reading = mine
    try {
      const known = await mine
      // Forgotten meanwhile: good for those who asked before that, not for those after.
      if (reading === mine && known !== last) {
        last = known
        freshUntil = known.asOf.getTime() + keptMs
      }
      return known
    } finally {
      if (reading === mine) reading = undefined
    }
  }

  return {
    async known() {
      if (last !== undefined && clock.now().getTime() < freshUntil) return last
      return reading ?? refresh()
    },
    forget() {
      freshUntil = 0
      reading = undefined
    },
  }
}

/** `stale` stands in where the table is away. */
async function readAll(rows: Rows, clock: Clock, stale: Known | undefined): Promise<Known> {
  const asOf = clock.now()
  const filter = odata`PartitionKey eq ${partitionKey}`
  const away = stale === undefined ? undefined : () => stale
  const vendors: Vendor[] = []
  let from: string | undefined
  do {
    const page = await rows.page('list-vendors', filter, { from, away })
    if ('vendors' in page) return page
    vendors.push(...page.rows.map(vendorOf))
    from = page.next
  } while (from !== undefined)
  return { vendors, asOf }
}
