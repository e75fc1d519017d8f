/** What every set of bookmarks does. */
import { describe, expect, test } from 'vitest'
import type { Bookmarks } from '../../src/domain/ports/bookmarks.ts'
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

    test('a subscription is kept by folder, the last that was saved', async () => {
      const [here, there] = await make()
      expect(await here.subscription('Inbox')).toBeUndefined()
      const kept = {
        id: 'subscription-1',
        mark: 'mark',
        renewAt: new Date('2026-11-05T09:00:00.001Z'),
        expiresAt: new Date('2026-11-09T09:00:00.000Z'),
      }
      await here.saveSubscription('Inbox', { ...kept, id: 'subscription-0' })
      await here.saveSubscription('Inbox', kept)
      expect(await there.subscription('Inbox')).toEqual(kept)
      expect(await there.subscription('Junk')).toBeUndefined()
    })

    test('a run is remembered by its work, the last that was saved', async () => {
      const [here, there] = await make()
      expect(await here.lastRun('catch-up')).toBeUndefined()
      await here.saveRun('catch-up', new Date('2026-11-02T09:00:00.001Z'))
      expect(await there.lastRun('catch-up')).toEqual(new Date('2026-11-02T09:00:00.001Z'))
      expect(await there.lastRun('renew')).toBeUndefined()
    })

    const now = new Date('2026-11-02T09:00:00Z')
    const until = new Date('2026-11-02T09:11:00Z')

    test('a turn is had by one at a time, by work, and is free again after its end', async () => {
      const [here, there] = await make()
      expect(await here.takeTurn('catch-up', { by: 'a', now, until })).toBe(true)
      expect(await there.takeTurn('catch-up', { by: 'b', now, until })).toBe(false)
      expect(await there.takeTurn('renew', { by: 'b', now, until })).toBe(true)
      await there.endTurn('catch-up', 'b')
      expect(await there.takeTurn('catch-up', { by: 'b', now, until })).toBe(false)
      await here.endTurn('catch-up', 'a')
      expect(await there.takeTurn('catch-up', { by: 'b', now, until })).toBe(true)
    })

    test('of many who want a turn at once one has it', async () => {
      const [here, there] = await make()
      const all = await Promise.all(
        ['a', 'b', 'c', 'd'].map((by, n) => (n % 2 ? here : there).takeTurn('catch-up', { by, now, until })),
      )
      expect(all.filter((isMine) => isMine)).toHaveLength(1)
    })

    test('a turn whose owner died ends by itself, and the dead can no longer end it', async () => {
      const [here, there] = await make()
      await here.takeTurn('catch-up', { by: 'dead', now, until })
      const later = { by: 'heir', now: until, until: new Date('2026-11-02T09:22:00Z') }
      expect(await there.takeTurn('catch-up', later)).toBe(true)
      await here.endTurn('catch-up', 'dead')
      expect(await here.takeTurn('catch-up', { by: 'third', now: until, until: later.until })).toBe(false)
    })

    test('folders differ by case', async () => {
      const [here] = await make()
      await here.saveCursor('AAMk', 'large')
      expect(await here.cursor('aamk')).toBeUndefined()
    })
  })
}
