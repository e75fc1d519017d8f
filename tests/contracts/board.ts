/** What every fleet board does. */
import { describe, expect, test } from 'vitest'
import type { Board } from '../../src/domain/ports/board.ts'
import { post, pulledLever } from '../board-factories.ts'
import { hostileTexts } from './hostile-texts.ts'

/** `make` gives two processes' view of the same empty board. */
export function describeBoard(name: string, make: () => Promise<readonly [Board, Board]>): void {
  describe(`board: ${name}`, () => {
    test('starts empty', async () => {
      const [board] = await make()
      expect([await board.posts(), await board.levers(), await board.history(10)]).toEqual([[], [], []])
    })

    test('shows to one process what the other wrote of itself last', async () => {
      const [here, there] = await make()
      await here.post(post({ process: 'here', unwell: [] }))
      await there.post(post({ process: 'there' }))
      const last = post({ process: 'here', at: new Date('2026-11-02T09:01:00.123Z'), isIdle: true })
      await here.post(last)

      const posts = await there.posts()
      expect(posts.toSorted((a, b) => (a.process < b.process ? -1 : 1))).toEqual([
        last,
        post({ process: 'there' }),
      ])
    })

    test.each(hostileTexts)('an instance may be called anything: $name', async ({ text }) => {
      const [board] = await make()
      await board.post(post({ process: text, instance: text }))
      expect(await board.posts()).toEqual([post({ process: text, instance: text })])
    })

    test('old rows are swept, younger ones stay', async () => {
      const [board] = await make()
      await board.post(post({ process: 'old', at: new Date('2026-11-01T08:59:59.999Z') }))
      const young = post({ process: 'young', at: new Date('2026-11-01T09:00:00.000Z') })
      await board.post(young)
      await board.sweep(young.at)
      expect(await board.posts()).toEqual([young])
      await board.sweep(young.at)
      expect(await board.posts()).toEqual([young])
    })

    test('two that sweep at once take nothing from each other', async () => {
      const [here, there] = await make()
      for (const process of ['a', 'b', 'c']) await here.post(post({ process }))
      const later = new Date('2026-11-03T09:00:00Z')
      await Promise.all([here.sweep(later), there.sweep(later)])
      expect(await here.posts()).toEqual([])
    })

    test('the last isolation or release of a dependency stands, and its last probe beside it', async () => {
      const [here, there] = await make()
      await here.pull(pulledLever({ leverId: '1' }))
      await here.pull(pulledLever({ leverId: '2', dependency: 'teams', until: undefined }))
      const released = pulledLever({ leverId: '3', action: 'release', until: undefined })
      await there.pull(released)
      const probed = pulledLever({ leverId: '4', action: 'probe', until: undefined, isVerified: true })
      await there.pull(probed)

      const levers = await here.levers()
      expect(levers.toSorted((a, b) => (a.leverId < b.leverId ? -1 : 1))).toEqual([
        pulledLever({ leverId: '2', dependency: 'teams', until: undefined }),
        released,
        probed,
      ])
    })

    test('the audit keeps every pull, the newest first', async () => {
      const [board] = await make()
      const pulls = ['09:00:00.000Z', '09:00:00.001Z', '10:00:00.000Z'].map((time, place) =>
        pulledLever({ leverId: String(place), at: new Date(`2026-11-02T${time}`), why: `why ${place}` }),
      )
      for (const lever of pulls) await board.pull(lever)

      expect(await board.history(10)).toEqual(pulls.toReversed())
      expect(await board.history(2)).toEqual(pulls.toReversed().slice(0, 2))
    })

    test.each(hostileTexts)('who and why may hold anything: $name', async ({ text }) => {
      const [board] = await make()
      const lever = pulledLever({ who: text, why: text, leverId: text })
      await board.pull(lever)
      expect(await board.levers()).toEqual([lever])
      expect(await board.history(1)).toEqual([lever])
    })
  })
}
