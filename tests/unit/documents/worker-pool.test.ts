/** Worker threads that hang, die or eat: each job gets its verdict, and the next one a worker in good health. */
import { afterEach, expect, test } from 'vitest'
import { createWorkerPool, type WorkerPool } from '../../../src/adapters/documents/worker-pool.ts'

/** Does to itself what the job's name says; 'thread' answers with the number of its thread. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
import { parentPort, threadId } from 'node:worker_threads'
const kept = []
const deeper = () => deeper() + 1
const deeds = {
  thread: () => parentPort.postMessage(threadId),
  hangs: () => { for (;;); },
  sleeps: () => {},
  throws: () => { throw new Error('harm') },
  exits: () => process.exit(7),
  recurses: () => deeper(),
  'answers what cannot be told': () => parentPort.postMessage(() => {}),
  'eats heap': () => { for (;;) kept.push({ at: kept.length }) },
  'eats heap in one bite': () => { kept.push(new Array(2 ** 23).fill(0.5)); for (;;); },
  'eats buffers': () => { for (;;) if (kept.push(new Uint8Array(2 ** 23).fill(1)) > 24) for (;;); },
}
parentPort.on('message', (job) => deeds[job]())
parentPort.postMessage('ready')
`)}`,
)

const pools: WorkerPool<string, number>[] = []
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())))

function poolOf({ size = 1, timeoutMs = 20_000 } = {}): WorkerPool<string, number> {
  const pool = createWorkerPool<string, number>({
    script,
    size,
    timeoutMs,
    heapMb: 32,
    bufferMb: 64,
  })
  pools.push(pool)
  return pool
}

test('a worker in good health is kept for the next job', async () => {
  const pool = poolOf()
  const [first, second] = [await pool.run('thread', []), await pool.run('thread', [])]
  expect(first.kind).toBe('done')
  expect(second).toEqual(first)
})

test.each([
  ['hangs', 'too-slow', 150],
  ['sleeps', 'too-slow', 150],
  ['throws', 'crashed', undefined],
  ['exits', 'crashed', undefined],
  ['recurses', 'crashed', undefined],
  ['answers what cannot be told', 'crashed', undefined],
  ['eats heap', 'too-much-memory', undefined],
  ['eats heap in one bite', 'too-much-memory', undefined],
  ['eats buffers', 'too-much-memory', undefined],
])(
  'FAILURES 27: a worker that %s is ended (%s), and another one takes its place',
  async (job, why, timeoutMs) => {
    const pool = poolOf(timeoutMs === undefined ? {} : { timeoutMs })
    const before = await pool.run('thread', [])
    // Who comes meanwhile waits for the place, and is served by the new one.
    const [ended, after] = await Promise.all([pool.run(job, []), pool.run('thread', [])])
    expect(ended).toEqual({ kind: 'ended', why })
    expect(after.kind).toBe('done')
    expect(after).not.toEqual(before)
  },
)
