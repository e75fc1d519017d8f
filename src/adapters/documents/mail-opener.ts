/** Opens mails within mails in a worker thread with limits on time and memory: they are as hostile as any document. */
import type { InnerMail } from '../../domain/mail.ts'
import type { MailOpener } from '../../domain/ports/readers.ts'
import { createWorkerPool } from './worker-pool.ts'

export interface MailOpenerOptions {
  readonly timeoutMs?: number
  /** JavaScript heap of the worker, in MB. */
  readonly heapMb?: number
  /** Buffers of the worker outside that heap, in MB: the mail itself, its lines and its parts. */
  readonly bufferMb?: number
}

/** One thread: a mail in a mail is rare, and a large one is held by it a few times over. */
export function createMailOpener(options: MailOpenerOptions = {}): MailOpener & { close(): Promise<void> } {
  const { timeoutMs = 20_000, heapMb = 256, bufferMb = 512 } = options
  // From src Node runs the .ts file, from dist the compiled one.
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const pool = createWorkerPool<Uint8Array, InnerMail>({
    script: new URL(`./mail/worker.${ending}`, import.meta.url),
    size: 1,
    timeoutMs,
    heapMb,
    bufferMb,
  })
  return {
    async open(bytes) {
      // The caller keeps his bytes: what cannot be opened is kept as it is.
      const copy = new Uint8Array(bytes)
      const outcome = await pool.run(copy, [copy.buffer])
      return outcome.kind === 'done' ? outcome.result : undefined
    },
    close: () => pool.close(),
  }
}
