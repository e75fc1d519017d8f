/** What every set of bookmarks does. */
import { describe, expect, test } from 'vitest'
import type { Bookmarks } from '../../src/domain/ports.ts'
import { hostileTexts } from './hostile-texts.ts'

/** `make` gives two processes' view of the same empty bookmarks. */
export function describeBookmarks(name: string, make: () => Promise<readonly [Bookmarks, Bookmarks]>): void {
  describe(`bookmarks: ${name}`, () => {
    test('the first start is stored for ever, to the millisecond', async () => {
      const [here, there] = await make()
      const first = new Date('2026-11-02T08:30:00.123Z')
      expect(await here.intakeFrom(first)).toEqual(first)
      expect(await here.intakeFrom(new Date('2027-01-01'))).toEqual(first)
      expect(await there.intakeFrom(new Date('2025-01-01'))).toEqual(first)
    })

    test('two first starts at once agree', async () => {
      const [here, there] = await make()
      const [one, other] = await Promise.all([
        here.intakeFrom(new Date('2026-11-02T08:00:00.001Z')),
        there.intakeFrom(new Date('2026-11-02T08:00:00.002Z')),
      ])
      expect(one).toEqual(other)
    })

    test('a folder has no cursor before one is saved, then the last', async () => {
      const [here, there] = await make()
      expect(await here.cursor('Inbox')).toBeUndefined()
      await here.saveCursor('Inbox', 'first')
      await here.saveCursor('Inbox', 'second')
      expect(await there.cursor('Inbox')).toBe('second')
    })

    test('a short cursor after a long one leaves nothing of it', async () => {
      const [here, there] = await make()
      const long = `https://graph.example/delta?token=${'x'.repeat(100_000)}`
      await here.saveCursor('Inbox', long)
      expect(await there.cursor('Inbox')).toBe(long)
      await here.saveCursor('Inbox', 'short')
      expect(await there.cursor('Inbox')).toBe('short')
    })

    test.each(hostileTexts)('a folder may be called anything: $name', async ({ text: folder }) => {
      const [here, there] = await make()
      await here.saveCursor(folder, folder)
      await here.saveCursor(`${folder}x`, 'neighbour')
      expect(await there.cursor(folder)).toBe(folder)
    })

    test('folders differ by case', async () => {
      const [here] = await make()
      await here.saveCursor('AAMk', 'large')
      expect(await here.cursor('aamk')).toBeUndefined()
    })
  })
}
