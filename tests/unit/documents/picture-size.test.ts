/** How large a picture is, by its header: the one thing that is looked at before it is shown to anybody. */
import { expect, test } from 'vitest'
import { sizeOf } from '../../../src/adapters/documents/picture-size.ts'
import { jpeg, png } from '../../fixtures/documents/pictures.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

test('a photograph has the size of its frame, not that of the small picture within it', () => {
  expect(sizeOf(jpeg({ width: 3024, height: 4032 }), 'image/jpeg')).toEqual({ width: 3024, height: 4032 })
})

test('a PNG has the size of its header', () => {
  expect(sizeOf(png({ width: 50_000, height: 50_000 }), 'image/png')).toEqual({
    width: 50_000,
    height: 50_000,
  })
})

test('filling and stray bytes between the segments of a JPEG are passed over', () => {
  const bytes = hex('ffd8 00 ffff ffe0 0002 00 ffc0 0011 08 0010 0020 03 012200 021101 031101')
  expect(sizeOf(bytes, 'image/jpeg')).toEqual({ width: 32, height: 16 })
})

test.each([
  ['a JPEG that ends after its first segment', 'image/jpeg', 'ffd8 ffe0 0010 4a464946 00'],
  ['a JPEG whose data begin before its frame', 'image/jpeg', 'ffd8 ffda 0002 ffc0 0011 08 0010 0020 03 0122'],
  ['a JPEG that tells its height at the end', 'image/jpeg', 'ffd8 ffc0 0011 08 0000 0020 03 012200 0211'],
  ['a JPEG that ends within its frame', 'image/jpeg', 'ffd8 ffc0 0011 08 00'],
  ['a segment that points past the end', 'image/jpeg', 'ffd8 ffe0 ffff ffc0 0011 08 0010 0020 03'],
  ['a JPEG of nothing but filling', 'image/jpeg', `ffd8 ${'ff'.repeat(1_000)}`],
  ['a PNG without its header', 'image/png', '89504e470d0a1a0a 0000000d 49444154 00000010 00000010'],
  ['a PNG of no width', 'image/png', '89504e470d0a1a0a 0000000d 49484452 00000000 00000010'],
  ['a PNG that ends too early', 'image/png', '89504e470d0a1a0a 0000000d 49484452 0000'],
] as const)('%s has none', (_, type, bytes) => {
  expect(sizeOf(hex(bytes), type)).toBeUndefined()
})
