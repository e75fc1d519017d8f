/** Plain, valid examples of what lies on the fleet board, of which a test names only what it is about. */
import type { Post, PostedBreaker } from '../src/domain/board.ts'
import type { PulledLever } from '../src/domain/lever.ts'
import type { BreakerSnapshot } from '../src/resilience/snapshot.ts'

/** The row of a process in which Graph's breaker is open. */
export const post = (over: Partial<Post> = {}): Post => ({
  process: 'worker-1',
  instance: 'instance-1',
  version: '1.2.3',
  started: new Date('2026-11-02T08:00:00.000Z'),
  at: new Date('2026-11-02T09:00:00.000Z'),
  isIdle: false,
  unwell: [postedBreaker()],
  ...over,
})

export const postedBreaker = (over: Partial<PostedBreaker> = {}): PostedBreaker => ({
  name: 'graph',
  state: 'open',
  misconfigured: false,
  openedAt: '2026-11-02T08:59:30.000Z',
  retryAt: '2026-11-02T09:00:30.000Z',
  lastFailure: { kind: 'server-error', at: '2026-11-02T08:59:30.000Z' },
  ...over,
})

/** Graph isolated for a quarter of an hour. */
export const pulledLever = (over: Partial<PulledLever> = {}): PulledLever => ({
  leverId: 'pull-1',
  dependency: 'graph',
  action: 'isolate',
  who: 'Maria',
  isVerified: false,
  why: 'tenant move',
  until: new Date('2026-11-02T09:15:00.000Z'),
  at: new Date('2026-11-02T09:00:00.000Z'),
  ...over,
})

/** Graph's breaker in this process, closed. */
export const breakerSnapshot = (over: Partial<BreakerSnapshot> = {}): BreakerSnapshot => ({
  name: 'graph',
  state: 'closed',
  consecutiveFailures: 0,
  threshold: 5,
  resetAfterSeconds: 60,
  openedAt: null,
  retryAt: null,
  probeDue: false,
  misconfigured: false,
  lastFailure: null,
  isolation: null,
  counters: { calls: 0, failures: 0, refusals: 0, opened: 0 },
  ...over,
})
