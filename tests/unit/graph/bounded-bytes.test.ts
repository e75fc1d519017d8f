/** A download ends as soon as it is too long, whatever its header said. */
import { expect, test } from 'vitest'
import { boundedBytes } from '../../../src/adapters/graph/bounded-bytes.ts'

/** Chunks of 1,000 bytes without end; tells how many were taken and whether the reader let go. */
function endless(): { body: ReadableStream<Uint8Array>; told: { chunks: number; cancelled: boolean } } {
  const told = { chunks: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      told.chunks++
      controller.enqueue(new Uint8Array(1_000))
    },
    cancel() {
      told.cancelled = true
    },
  })
  return { body, told }
}

test('an endless body without a length is let go after the limit', async () => {
  const { body, told } = endless()
  await expect(boundedBytes(new Response(body), 5_000)).rejects.toMatchObject({ code: 'LargerThanAllowed' })
  expect(told.cancelled).toBe(true)
  expect(told.chunks).toBeLessThan(10)
})

test('a body that says it is too long is not read at all', async () => {
  const { body, told } = endless()
  const response = new Response(body, { headers: { 'content-length': '5001' } })
  await expect(boundedBytes(response, 5_000)).rejects.toMatchObject({ answer: 'rejected' })
  expect(told).toMatchObject({ cancelled: true })
  expect(told.chunks).toBeLessThan(3)
})

test('exactly the limit is allowed, and nothing is nothing', async () => {
  expect((await boundedBytes(new Response(new Uint8Array(5_000)), 5_000)).byteLength).toBe(5_000)
  expect((await boundedBytes(new Response(null), 5_000)).byteLength).toBe(0)
})
