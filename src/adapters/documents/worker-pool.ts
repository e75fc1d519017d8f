/** Worker threads that are started when needed, kept warm, and replaced when a job hangs or kills one. */
import type { HeapInfo } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { megabyte } from '../../domain/limits.ts'

/** Why a job has no result: the worker was ended for it. */
export type Ended = 'too-slow' | 'too-much-memory' | 'crashed'
export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'ended'; readonly why: Ended }

export interface WorkerPool<Job, Result> {
  /** Rejects only where the worker script itself is at fault, or the pool is closed. */
  run(job: Job, transfer: readonly ArrayBuffer[]): Promise<Outcome<Result>>
  /** Starts every worker before there is work for it. A script at fault shows in the first `run`. */
  warm(): void
  close(): Promise<void>
}

interface PoolOptions {
  readonly script: URL
  readonly size: number
  /** Milliseconds that one job may take, counted from a worker that is ready. */
  readonly timeoutMs: number
  /** JavaScript heap of one worker, in MB. */
  readonly heapMb: number
  /** Buffers that a worker may hold outside its heap, in MB. */
  readonly bufferMb: number
}

/** How often a busy worker is weighed. */
const weighEveryMs = 25

/**
 * How far V8's own limit stands above ours, in MB. It ends a worker that creeps over it, but the whole process where a single
 * bite goes over: an array grows by half of itself, up to 1 GB. So the scale has to be there first.
 */
const largestBiteMb = 1_280

const stackMb = 4

/** The script posts 'ready' once it is loaded, then one message for each job. */
export function createWorkerPool<Job, Result>(options: PoolOptions): WorkerPool<Job, Result> {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const waiting: (() => void)[] = []
  let running = 0
  let closed = false

  function start(): Promise<Worker> {
    const worker = new Worker(options.script, {
      resourceLimits: { maxOldGenerationSizeMb: options.heapMb + largestBiteMb, stackSizeMb: stackMb },
    })
    all.add(worker)
    worker.once('exit', () => {
      all.delete(worker)
      const at = idle.indexOf(worker)
      if (at >= 0) idle.splice(at, 1)
    })
    return new Promise((resolve, reject) => {
      worker.once('message', () => resolve(worker))
      // Stays on: an error of an idle worker must not end the process; the worker's exit takes it off the list.
      worker.on('error', reject)
    })
  }

  /** An idle worker does not keep the process alive. */
  function rest(worker: Worker): void {
    worker.unref()
    idle.push(worker)
  }

  async function awake(): Promise<Worker> {
    const worker = idle.pop() ?? (await start())
    worker.ref()
    return worker
  }

  async function turn(): Promise<void> {
    if (running >= options.size) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
  }

  /** The place goes straight to whoever waits, so that `running` never passes `size`. */
  function done(): void {
    const next = waiting.shift()
    if (next) next()
    else running--
  }

  /** Takes a worker's place while it starts, so that a job that comes meanwhile waits for it and starts no other. */
  async function warmOne(): Promise<void> {
    await turn()
    try {
      rest(await awake())
    } catch {
      // The first job finds the same fault, and tells of it.
    } finally {
      done()
    }
  }

  const isTooHeavy = (heap: HeapInfo): boolean =>
    heap.used_heap_size > options.heapMb * megabyte || heap.external_memory > options.bufferMb * megabyte

  function work(worker: Worker, job: Job, transfer: readonly ArrayBuffer[]): Promise<Outcome<Result>> {
    return new Promise((resolve, reject) => {
      let ended: Ended | undefined
      const end = (why: Ended): void => {
        ended ??= why
        void worker.terminate()
      }
      const timer = setTimeout(end, options.timeoutMs, 'too-slow' as const)
      let isOnScale = false
      const scale = setInterval(() => {
        // A worker that is in the middle of a bite answers late.
        if (isOnScale) return
        isOnScale = true
        worker.getHeapStatistics().then(
          (heap) => {
            isOnScale = false
            if (!isSettled && isTooHeavy(heap)) end('too-much-memory')
          },
          () => clearInterval(scale), // the worker has gone; its exit settles the job
        )
      }, weighEveryMs)
      let isSettled = false
      const settle = (): void => {
        isSettled = true
        clearTimeout(timer)
        clearInterval(scale)
        worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      }
      const onExit = (): void => {
        settle()
        if (closed) reject(new Error('The document parser was closed while it read a document.'))
        else resolve({ kind: 'ended', why: ended ?? 'crashed' })
      }
      const onMessage = (result: Result): void => {
        settle()
        // A verdict that came while the worker is being ended counts, the worker does not.
        if (ended === undefined) rest(worker)
        resolve({ kind: 'done', result })
      }
      // Its exit follows and settles the job.
      const onError = (error: NodeJS.ErrnoException): void => {
        ended ??= error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much-memory' : 'crashed'
      }
      worker.on('message', onMessage).on('error', onError).on('exit', onExit)
      worker.postMessage(job, transfer)
    })
  }

  return {
    async run(job, transfer) {
      await turn()
      try {
        if (closed) throw new Error('The document parser is closed.')
        return await work(await awake(), job, transfer)
      } finally {
        done()
      }
    },
    warm() {
      for (let worker = running; worker < options.size; worker++) void warmOne()
    },
    async close() {
      closed = true
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}
