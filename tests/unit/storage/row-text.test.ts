/** Long text in table rows. */
import { describe, expect, test } from 'vitest'
import { cut, readText, textProperties } from '../../../src/adapters/storage/row-text.ts'

/** What the service keeps of a text: UTF-8 knows no half characters. */
const kept = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')

const roundTrip = (text: string): string => {
  const properties = Object.entries(textProperties('status', text)).map(([name, piece]) => [
    name,
    kept(piece),
  ])
  return readText({ etag: 'e', ...Object.fromEntries(properties) }, 'status')
}

describe('text in a row', () => {
  test.each([
    ['nothing', ''],
    ['a word', 'received'],
    ['exactly one piece', 'x'.repeat(30_000)],
    ['one character more', 'x'.repeat(30_001)],
    ['pairs on an even border', '😀'.repeat(60_000)],
    ['pairs on an odd border', `x${'😀'.repeat(60_000)}`],
    ['as much as a row takes', 'x'.repeat(239_000)],
  ])('comes back as it was: %s', (_, text) => {
    expect(roundTrip(text)).toBe(text)
  })

  test('no property is longer than the service takes', () => {
    for (const piece of Object.values(textProperties('status', `x${'😀'.repeat(60_000)}`)))
      expect(piece.length).toBeLessThanOrEqual(32 * 1024)
  })

  test('what no row could hold is refused in words', () => {
    expect(() => textProperties('arrival', 'x'.repeat(240_001))).toThrow(/arrival has 240001 characters/)
  })

  test('two texts do not mix', () => {
    const row = { etag: 'e', ...textProperties('a', 'x'.repeat(40_000)), ...textProperties('b', 'y') }
    expect(readText(row, 'b')).toBe('y')
    expect(readText(row, 'a')).toBe('x'.repeat(40_000))
  })
})

describe('a note that is cut', () => {
  test('stays as it is while it is short enough', () => {
    expect(cut('as it is', 8)).toBe('as it is')
  })

  test('says so with its last character, and halves none', () => {
    expect(cut('as it was', 8)).toBe('as it w…')
    expect(cut('😀😀😀', 4)).toBe('😀…')
    expect(kept(cut(`x${'😀'.repeat(40_000)}`))).toBe(cut(`x${'😀'.repeat(40_000)}`))
  })
})
