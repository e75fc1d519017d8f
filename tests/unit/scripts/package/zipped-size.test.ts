/** The size that a zip file would have, by the format's own numbers. */
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { zippedSize } from '../../../../scripts/package/zipped-size.ts'

test('an empty zip is its end record', () => {
  expect(zippedSize([])).toBe(22)
})

test('a file adds two headers, each with its name, and its bytes: deflated, or as they are where that is less', () => {
  const text = Buffer.from('invoice '.repeat(1_000))
  const short = Buffer.from('é')

  expect(zippedSize([{ path: 'a.js', bytes: text }])).toBe(22 + 30 + 4 + 46 + 4 + deflateRawSync(text).length)
  expect(zippedSize([{ path: 'é', bytes: short }])).toBe(22 + 30 + 2 + 46 + 2 + 2)
})
