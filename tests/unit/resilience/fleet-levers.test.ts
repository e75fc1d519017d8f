/** Levers through the board: pulled in one process, followed by all that work, and by those that start later. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CallRefused, DependencyFailed } from '../../../src/domain/errors.ts'
import type { PulledLever } from '../../../src/domain/lever.ts'
import { pulledLever } from '../../board-factories.ts'
import { type FakeBoard, fakeBoard } from '../../fakes/board.ts'
import { type TrialProcess, trialProcess } from './trial-fleet.ts'
import { failTimes, outcomeOf, succeeds } from './trial-guard.ts'

let board: FakeBoard
let here: TrialProcess
let there: TrialProcess
beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') })
  board = fakeBoard()
  here = await running('here')
  there = await running('there')
})
afterEach(() => vi.useRealTimers())

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)
async function running(name: string) {
  const process = trialProcess(name, board)
  process.fleet.start()
  await pass(0)
  return process
}
let pulls = 0
const pull = (over: Partial<PulledLever>) =>
  here.fleet.pull(pulledLever({ leverId: `pull ${++pulls}`, at: new Date(), ...over }))
const stateOf = ({ guards }: TrialProcess) => guards.graph.snapshot().state
/** A call a second, of another dependency than the lever's. */
async function work(seconds: number, process = there) {
  for (let second = 0; second < seconds; second++) {
    await process.guards.teams.call('tell', succeeds)
    await pass(1)
  }
}

test('isolated here, it is isolated at once here and within 3 s wherever calls are made, by whom and why', async () => {
  await pull({ until: undefined })
  expect(stateOf(here)).toBe('isolated')
  await work(3)
  expect(there.guards.graph.snapshot()).toMatchObject({
    state: 'isolated',
    isolation: { who: 'Maria (unverified)', why: 'tenant move', until: null },
  })
  expect(await outcomeOf(there.guards.graph.call('read', succeeds))).toBeInstanceOf(CallRefused)
})

test('a process at work whose calls are far apart follows within 10 s', async () => {
  await work(1)
  await pull({})
  await pass(10)
  expect(stateOf(there)).toBe('isolated')
})

test('one that was idle follows once it is asked for something', async () => {
  await pass(600)
  await pull({ until: undefined })
  await pass(60)
  expect(stateOf(there)).toBe('closed')
  await work(2)
  expect(stateOf(there)).toBe('isolated')
})

test('one that starts picks a standing isolation up, and none that is over', async () => {
  await pull({})
  expect(stateOf(await running('early'))).toBe('isolated')
  await pass(15 * 60)
  expect(stateOf(await running('late'))).toBe('closed')
})

test('released here, it is released everywhere; a verified name stands as it is', async () => {
  await pull({ until: undefined })
  await work(3)
  await pull({ action: 'release', who: 'jan@fabrikam.example', isVerified: true, until: undefined })
  expect(stateOf(here)).toBe('closed')
  await work(3)
  expect(stateOf(there)).toBe('closed')
  expect(await there.guards.graph.call('read', succeeds)).toBe('done')
  expect(stateOf(await running('new'))).toBe('closed')
})

test('when its time is over it is released in every process, though the board is away', async () => {
  await pull({})
  await work(3)
  board.failNext(new DependencyFailed('storage-table', 'network', { mayHaveActed: false }), { times: 9_999 })
  await pass(15 * 60)
  expect([stateOf(here), stateOf(there)]).toEqual(['closed', 'closed'])
})

test('each pull is applied once: a circuit that opens after a release stays open', async () => {
  await failTimes(there.guards.graph, 3)
  await pull({ action: 'release', until: undefined })
  await work(3)
  expect(stateOf(there)).toBe('closed')
  await failTimes(there.guards.graph, 3)
  await work(20)
  expect(stateOf(there)).toBe('open')
})

test('a release from before a process began does not close what it found out for itself', async () => {
  await pull({ action: 'release', until: undefined })
  const late = trialProcess('late', board)
  await failTimes(late.guards.graph, 3)
  late.fleet.start()
  await work(3, late)
  expect(stateOf(late)).toBe('open')
})

test('probe now lets one call through in every process, before the open time is over', async () => {
  for (const { guards } of [here, there]) await failTimes(guards.graph, 3)
  await pull({ action: 'probe', until: undefined })
  await work(3)
  for (const { guards } of [here, there]) {
    expect(guards.graph.snapshot()).toMatchObject({ state: 'open', probeDue: true })
    expect(await guards.graph.call('read', succeeds)).toBe('done')
  }
})

test('a probe does not hide an isolation from a process that starts', async () => {
  await pull({ until: undefined })
  await pull({ action: 'probe', until: undefined })
  expect(stateOf(await running('new'))).toBe('isolated')
})

test('a lever that cannot be put on the board is pulled nowhere', async () => {
  board.failNext(new DependencyFailed('storage-table', 'network', { mayHaveActed: false }), { on: 'pull' })
  await expect(pull({})).rejects.toBeInstanceOf(DependencyFailed)
  expect(stateOf(here)).toBe('closed')
})

test('a look that began before the pull does not undo it', async () => {
  const slow = Promise.withResolvers<void>()
  board.around(async (operation, call) => {
    const found = await call()
    if (operation === 'levers') await slow.promise
    return found
  })
  here.fleet.view()
  const refreshing = here.fleet.refresh()
  const pulled = pull({ until: undefined })
  await pass(1)
  slow.resolve()
  await Promise.all([refreshing, pulled])
  expect(stateOf(here)).toBe('isolated')
})

test('storage-table isolated: the board has its own way, so that the release still comes through', async () => {
  await pull({ dependency: 'storage-table', until: undefined })
  await work(3)
  expect(there.guards['storage-table'].snapshot().state).toBe('isolated')
  await pull({ dependency: 'storage-table', action: 'release', until: undefined })
  await work(3)
  expect(there.guards['storage-table'].snapshot().state).toBe('closed')
})
