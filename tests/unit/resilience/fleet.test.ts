/** The fleet: what processes tell each other through the board, and how little it matters when the board is away. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DependencyFailed } from '../../../src/domain/errors.ts'
import { post } from '../../board-factories.ts'
import { type FakeBoard, fakeBoard } from '../../fakes/board.ts'
import { trialProcess } from './trial-fleet.ts'
import { failTimes, outcomeOf, succeeds } from './trial-guard.ts'

let board: FakeBoard
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') })
  board = fakeBoard()
})
afterEach(() => vi.useRealTimers())

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)
const rowOf = async (process: string) => (await board.posts()).find((row) => row.process === process)
const away = () => new DependencyFailed('storage-table', 'network', { mayHaveActed: false })
const countOf = (operation: keyof FakeBoard): number =>
  board.calls.filter((call) => call === operation).length

/** Started, and its first words written. */
async function running(name: string) {
  const process = trialProcess(name, board)
  process.fleet.start()
  await pass(0)
  return process
}

describe('what a process tells of itself', () => {
  test('a breaker that turned is on the board a second later, and again when it is closed', async () => {
    const { guards } = await running('a')
    expect(await rowOf('a')).toMatchObject({ isIdle: false, unwell: [] })

    await failTimes(guards.graph, 3)
    await pass(1)
    expect((await rowOf('a'))?.unwell).toEqual([
      {
        name: 'graph',
        state: 'open',
        misconfigured: false,
        openedAt: '2026-11-02T09:00:00.000Z',
        retryAt: '2026-11-02T09:00:30.000Z',
        lastFailure: { kind: 'server-error', at: '2026-11-02T09:00:00.000Z' },
      },
    ])
    await pass(30)
    await guards.graph.call('read', succeeds)
    await pass(1)
    expect((await rowOf('a'))?.unwell).toEqual([])
  })

  test('while it works it writes a row a minute; after two without work it says goodbye, once', async () => {
    const { guards } = await running('a')
    for (let minute = 0; minute < 10; minute++) {
      await guards.graph.call('read', succeeds)
      await pass(60)
    }
    expect(countOf('post')).toBe(11)
    expect(await rowOf('a')).toMatchObject({ isIdle: false })

    await pass(3_600)
    expect(await rowOf('a')).toMatchObject({ isIdle: true })
    expect(countOf('post')).toBe(13)
    await guards.graph.call('read', succeeds)
    await pass(1)
    expect(await rowOf('a')).toMatchObject({ isIdle: false })
  })

  test('a refusal is work too: who waits for an open circuit is not idle', async () => {
    const { guards } = await running('a')
    await failTimes(guards.graph, 3)
    for (let minute = 0; minute < 5; minute++) {
      guards.graph.isolate({ who: 'maria', why: 'tenant move' })
      await outcomeOf(guards.graph.call('read', succeeds))
      await pass(60)
    }
    expect(await rowOf('a')).toMatchObject({ isIdle: false })
  })

  test('who stops says goodbye and is not heard of again', async () => {
    const { fleet, guards } = await running('a')
    await fleet.stop()
    expect(await rowOf('a')).toMatchObject({ isIdle: true })
    await failTimes(guards.graph, 3)
    await pass(120)
    expect(await rowOf('a')).toMatchObject({ isIdle: true, unwell: [] })
  })

  test('a board that hangs holds up neither a call nor a stop', async () => {
    board.dieAt('post', 1, 'before', () => {})
    board.dieAt('posts', 1, 'before', () => {})
    const { fleet, guards } = await running('a')
    expect(await guards.graph.call('read', succeeds)).toBe('done')
    const stopped = fleet.stop()
    await pass(3)
    await stopped
  })
})

describe('what a process knows of the others', () => {
  test('FAILURES 16: open in one is seen by another that starts later, whose own breaker is closed', async () => {
    const a = await running('a')
    await failTimes(a.guards.graph, 3)
    await pass(1)
    const b = await running('b')

    expect(b.fleet.view()).toMatchObject({
      state: 'known',
      counts: { live: 1, idle: 0, unknown: 0 },
      troubles: [{ name: 'graph', state: 'open', processes: 1 }],
      processes: [{ process: 'a', standing: 'live', breakers: [{ name: 'graph', state: 'open' }] }],
    })
    expect(b.guards.graph.snapshot().state).toBe('closed')
    await failTimes(b.guards.graph, 3)
    expect(b.guards.graph.snapshot()).toMatchObject({ state: 'open', counters: { calls: 3 } })
  })

  test('FAILURES 16: one that was killed is live for three beats and unknown after; one that said goodbye is idle', async () => {
    await board.post(post({ process: 'killed', at: new Date() }))
    await board.post(post({ process: 'gone', at: new Date(), isIdle: true }))
    const { fleet } = await running('b')
    const standings = async () => {
      fleet.view()
      await pass(0)
      const { counts, processes } = fleet.view()
      return [counts.live, counts.unknown, counts.idle, processes.map(({ ageSeconds }) => ageSeconds)]
    }
    await pass(179)
    expect(await standings()).toEqual([1, 0, 1, [179, 179]])
    await pass(2)
    expect(await standings()).toEqual([0, 1, 1, [181, 181]])
  })

  test('the view is from memory, and looked at anew in the background, at most every 2 s, once for all who ask', async () => {
    const { fleet } = await running('b')
    const before = countOf('posts')
    await board.post(post({ process: 'a', at: new Date() }))
    await pass(2)
    for (let asked = 0; asked < 100; asked++) expect(fleet.view().processes).toEqual([])
    await pass(0)
    expect(fleet.view().processes).toMatchObject([{ process: 'a' }])
    await pass(1.9)
    expect(fleet.view().ageSeconds).toBe(2)
    await pass(0)
    expect(countOf('posts')).toBe(before + 1)
  })

  test('rows are taken away after a day, by whoever reads the board', async () => {
    await board.post(post({ process: 'old', at: new Date('2026-11-01T08:59:59Z') }))
    await board.post(post({ process: 'young', at: new Date('2026-11-01T09:00:01Z') }))
    await running('b')
    expect((await board.posts()).map(({ process }) => process)).toEqual(['young', 'b'])
  })
})

describe('FAILURES 17: the board is away', () => {
  test('breakers work, the view says that the state is unknown, and one event tells of it', async () => {
    const first = await running('a')
    expect(first.fleet.view().state).toBe('known')
    board.failNext(away(), { times: 1_000 })
    await pass(3)
    first.fleet.view()
    await pass(0)
    await failTimes(first.guards.graph, 3)
    await pass(60)

    expect(first.guards.graph.snapshot()).toMatchObject({ state: 'open', probeDue: true })
    expect(first.guards['storage-table'].snapshot().counters).toMatchObject({ calls: 0, failures: 0 })
    expect(first.fleet.view()).toMatchObject({ state: 'unknown', asOf: '2026-11-02T09:00:00.000Z' })
    expect(first.told).toHaveLength(1)
    const late = await running('late')
    expect(late.fleet.view()).toMatchObject({ state: 'unknown', asOf: null, processes: [] })
  })

  test('it is asked every 8 s at most, and known again within 10 s after it came back', async () => {
    const { fleet, guards } = await running('a')
    board.failNext(away(), { times: 1_000 })
    const before = board.calls.length
    for (let second = 0; second < 80; second++) {
      await guards.graph.call('read', succeeds)
      fleet.view()
      await pass(1)
    }
    expect(board.calls.length - before).toBeLessThanOrEqual(3 * 11)
    expect(fleet.view().state).toBe('unknown')

    board.recover()
    await failTimes(guards.graph, 3)
    for (let second = 0; second < 10; second++) {
      fleet.view()
      await pass(1)
    }
    expect(fleet.view().state).toBe('known')
    expect((await rowOf('a'))?.unwell).toMatchObject([{ name: 'graph', state: 'open' }])
  })
})
