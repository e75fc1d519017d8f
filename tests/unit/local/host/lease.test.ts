/** The lease of a message whose function runs long. */
import type { QueueClient } from '@azure/storage-queue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holdLease, leaseSecondsOf } from '../../../../local/host/queue/lease.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const minute = 60_000
const message = { messageId: 'm', popReceipt: 'r0' }

/** A queue that answers the n-th renewal with the receipt "rn", or fails where `fails` says so. */
function queueOf(fails: (n: number) => boolean = () => false) {
  const seen: unknown[] = []
  const updateMessage = async (_: string, receipt: string, text: unknown, seconds: number) => {
    seen.push({ receipt, text, seconds })
    if (fails(seen.length)) throw new Error('away')
    return { popReceipt: `r${seen.length}` }
  }
  return { seen, queue: { updateMessage } as unknown as QueueClient }
}

test('is renewed for 10 min every 5 min, each time with the newest receipt, the body untouched', async () => {
  const { seen, queue } = queueOf()
  const lease = holdLease(queue, message, 600, () => undefined)
  await vi.advanceTimersByTimeAsync(11 * minute)
  expect(seen).toEqual([
    { receipt: 'r0', text: undefined, seconds: 600 },
    { receipt: 'r1', text: undefined, seconds: 600 },
  ])
  expect(await lease.end()).toBe('r2')
  await vi.advanceTimersByTimeAsync(20 * minute)
  expect(seen).toHaveLength(2)
})

test('a renewal that fails is told and tried again a minute later', async () => {
  const { seen, queue } = queueOf((n) => n === 1)
  const told: unknown[] = []
  const lease = holdLease(queue, message, 600, (error) => told.push(error))
  await vi.advanceTimersByTimeAsync(6 * minute)
  expect(told).toHaveLength(1)
  expect(seen).toHaveLength(2)
  expect(await lease.end()).toBe('r2')
})

test('is 10 min unless this host is told otherwise, and then renewed at its half all the same', async () => {
  expect(leaseSecondsOf({})).toBe(600)
  expect(leaseSecondsOf({ LOCAL_QUEUE_LEASE_SECONDS: '' })).toBe(600)
  const leaseSeconds = leaseSecondsOf({ LOCAL_QUEUE_LEASE_SECONDS: '4' })
  const { seen, queue } = queueOf()
  const lease = holdLease(queue, message, leaseSeconds, () => undefined)
  await vi.advanceTimersByTimeAsync(5_000)
  await lease.end()
  expect(seen).toEqual([
    { receipt: 'r0', text: undefined, seconds: 4 },
    { receipt: 'r1', text: undefined, seconds: 4 },
  ])
})

test.each(['1', '601', 'ten', '2.5'])('a lease of "%s" seconds stops the start', (given) => {
  expect(() => leaseSecondsOf({ LOCAL_QUEUE_LEASE_SECONDS: given })).toThrow(/must be 2 to 600 seconds/)
})
