/** What of the storage adapters answers while the account is away, and the vendor list that is kept for it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeQueues } from '../../src/adapters/storage/queues.ts'
import { makeVendors } from '../../src/adapters/storage/vendors.ts'
import { hours } from '../../src/domain/clock.ts'
import { invoiceMessage, vendor } from '../factories.ts'
import { fakeClock } from '../fakes/clock.ts'
import { adaptersOf, requestsOf } from './storage-ports.ts'
import { startStorageWorld, storageGuards, type StorageWorld } from './storage-world.ts'

let world: StorageWorld
beforeAll(async () => {
  world = await startStorageWorld()
})
afterAll(async () => {
  await world.stop()
})

describe('while storage is away', () => {
  const whileDown = async (work: () => Promise<void>): Promise<void> => {
    world.proxy.setDown(true)
    try {
      await work()
    } finally {
      world.proxy.setDown(false)
    }
  }

  test('the vendor list that was read last is served, however old, with its moment', async () => {
    const guard = storageGuards({ opensAfter: 3 })['storage-table']
    const clock = fakeClock()
    const vendors = makeVendors(await world.emptyTable(), guard, clock)
    await vendors.put(vendor())
    const read = await vendors.known()
    expect(read).toEqual({ vendors: [vendor()], asOf: clock.now() })
    clock.advance(hours(3))
    await whileDown(async () => {
      expect(await vendors.known()).toEqual(read)
      expect(await vendors.known()).toEqual(read)
      expect(guard.snapshot().state).toBe('open')
      expect(await vendors.all()).toEqual(read.vendors)
      await expect(vendors.find('contoso')).rejects.toMatchObject({ kind: 'call-refused' })
      await expect(vendors.put(vendor())).rejects.toMatchObject({ kind: 'call-refused' })
    })
    guard.release('test')
    expect((await vendors.known()).asOf).toEqual(clock.now())
  })

  test('a list that was never read is not made up', async () => {
    const vendors = makeVendors(await world.emptyTable(), storageGuards()['storage-table'], fakeClock())
    await whileDown(async () => {
      await expect(vendors.known()).rejects.toMatchObject({ kind: 'dependency-failed' })
    })
    expect(await vendors.all()).toEqual([])
  })

  test('only the put of a deferral passes the open circuit', async () => {
    const guard = storageGuards({ opensAfter: 2 })['storage-queue']
    const queues = makeQueues(world.clients.queues, guard)
    await whileDown(async () => {
      await expect(queues.put('notification', invoiceMessage())).rejects.toMatchObject({ failure: 'network' })
    })
    expect(guard.snapshot().state).toBe('open')
    await expect(queues.put('notification', invoiceMessage())).rejects.toMatchObject({ kind: 'call-refused' })
    await expect(queues.putBack('notification', invoiceMessage(), 0)).resolves.toBeUndefined()
  })
})

describe('the vendor list that is kept', () => {
  test('is read once a minute, by all who ask at once together', async () => {
    const clock = fakeClock()
    const vendors = makeVendors(await world.emptyTable(), storageGuards()['storage-table'], clock)
    const askAll = () => Promise.all([vendors.all(), vendors.all(), vendors.known()])
    expect(await requestsOf(world, askAll)).toHaveLength(1)
    clock.advance(59_999)
    expect(await requestsOf(world, askAll)).toHaveLength(0)
    clock.advance(1)
    expect(await requestsOf(world, askAll)).toHaveLength(1)
  })

  test('shows what another process wrote a minute later', async () => {
    const clock = fakeClock()
    const table = await world.emptyTable()
    const here = makeVendors(table, storageGuards()['storage-table'], clock)
    const there = makeVendors(table, storageGuards()['storage-table'], clock)
    expect(await here.all()).toEqual([])
    await there.put(vendor())
    expect(await here.find('contoso')).toEqual(vendor())
    clock.advance(60_000)
    expect(await here.all()).toEqual([vendor()])
  })

  test('goes on over pages', async () => {
    const table = await world.emptyTable()
    const { guards } = adaptersOf(world)
    const ids = Array.from({ length: 1_001 }, (_, place) => `vendor-${String(place).padStart(4, '0')}`)
    for (let at = 0; at < ids.length; at += 100)
      await table.submitTransaction(
        ids.slice(at, at + 100).map((vendorId) => {
          const json = JSON.stringify(vendor({ vendorId }))
          return ['create', { partitionKey: 'vendor', rowKey: vendorId, vendor: json }]
        }),
      )
    const vendors = makeVendors(table, guards['storage-table'], fakeClock())
    expect((await vendors.all()).map(({ vendorId }) => vendorId)).toEqual(ids)
    expect(guards['storage-table'].snapshot().counters.calls).toBe(2)
  })
})
