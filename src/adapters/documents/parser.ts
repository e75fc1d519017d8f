/** Parses documents in worker threads with limits on time, memory, pages and size. A bad document is a verdict, never an error. */
import { documentBytes } from '../../domain/limits.ts'
import type { ParsedDocument, UnreadableReason } from '../../domain/reading.ts'
import type { OwnCompany } from '../../domain/own-company.ts'
import { formatOf } from './format.ts'
import type { ReadJob } from './read-document.ts'
import { readPicture } from './read-picture.ts'
import { createWorkerPool, type Ended } from './worker-pool.ts'

export interface DocumentParserOptions {
  /** Documents read at the same time. */
  readonly workers?: number
  readonly timeoutMs?: number
  readonly maxBytes?: number
  readonly maxPages?: number
  /** JavaScript heap of one worker, in MB. */
  readonly heapMb?: number
  /** Buffers of one worker outside that heap, in MB: what compressed streams may unfold to. */
  readonly bufferMb?: number
  readonly ownCompany?: OwnCompany
}

export interface DocumentInBytes {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export function createDocumentParser(options: DocumentParserOptions = {}): {
  parse(document: DocumentInBytes): Promise<ParsedDocument>
  /** Starts the workers now, so that the first documents do not wait for them; half a second each, some 50 MB. */
  warm(): void
  close(): Promise<void>
} {
  const { workers = 2, timeoutMs = 10_000, maxBytes = documentBytes, maxPages = 200 } = options
  const { heapMb = 256, bufferMb = 384, ownCompany } = options
  // From src Node runs the .ts file, from dist the compiled one.
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const pool = createWorkerPool<ReadJob, ParsedDocument>({
    script: new URL(`./worker.${ending}`, import.meta.url),
    size: workers,
    timeoutMs,
    heapMb,
    bufferMb,
  })

  return {
    async parse({ bytes }) {
      if (bytes.byteLength === 0) return unreadable('empty', 'The file has no bytes.')
      if (bytes.byteLength > maxBytes)
        return unreadable(
          'too-large',
          `The file has ${bytes.byteLength} bytes, ${maxBytes} are read at most.`,
        )
      const format = formatOf(bytes)
      if (format.kind === 'unknown')
        return unreadable('unknown-format', 'The file is neither PDF nor XML nor a picture that we know.')
      if (format.kind === 'image') return readPicture(bytes, format.mediaType)
      // The caller keeps his bytes. A Buffer's own slice is no copy, and may lie in a pool that cannot be handed over.
      const copy = new Uint8Array(bytes)
      const outcome = await pool.run({ format: format.kind, bytes: copy, maxPages, ownCompany }, [
        copy.buffer,
      ])
      return outcome.kind === 'done' ? outcome.result : verdictOn(outcome.why, timeoutMs)
    },
    warm: () => pool.warm(),
    close: () => pool.close(),
  }
}

function verdictOn(why: Ended, timeoutMs: number): ParsedDocument {
  switch (why) {
    case 'too-slow':
      return unreadable(why, `Reading took longer than ${timeoutMs / 1000} s.`)
    case 'too-much-memory':
      return unreadable(why, 'Reading needed more memory than one document gets.')
    case 'crashed':
      return unreadable('damaged', 'The document made the reader fail.')
  }
}

function unreadable(why: UnreadableReason, detail: string): ParsedDocument {
  return { kind: 'unreadable', why, detail }
}
