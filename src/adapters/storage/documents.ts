/** Documents as blobs, each written once. */
import { arrayBuffer } from 'node:stream/consumers'
import type { BlobDownloadResponseParsed, BlobServiceClient } from '@azure/storage-blob'
import { DependencyFailed, isAnswer } from '../../domain/errors.ts'
import type { Documents } from '../../domain/ports/documents.ts'
import type { Guard } from '../../resilience/guard.ts'
import { blocksOf } from './blocks.ts'
import { safeContentType } from './content-type.ts'
import { linkTo } from './document-link.ts'
import { documentContainer } from './names.ts'

export function makeDocuments(blobs: BlobServiceClient, guard: Guard): Documents {
  const container = blobs.getContainerClient(documentContainer)
  const insertOnce = (contentType: string) => ({
    conditions: { ifNoneMatch: '*' },
    blobHTTPHeaders: { blobContentType: safeContentType(contentType) },
  })
  return {
    async put(path, bytes, contentType) {
      const blob = container.getBlockBlobClient(path)
      const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      return stored(() =>
        guard.call(
          'put-document',
          (abortSignal) => blob.upload(body, body.byteLength, { ...insertOnce(contentType), abortSignal }),
          { idempotent: true },
        ),
      )
    },
    async putStream(path, chunks, contentType) {
      const blob = container.getBlockBlobClient(path)
      const ids: string[] = []
      for await (const block of blocksOf(chunks)) {
        // Ids of one length, the same on every run: a run that was cut off leaves nothing that the next one trips over.
        const id = Buffer.from(`block-${String(ids.length).padStart(5, '0')}`).toString('base64')
        await guard.call(
          'put-block',
          (abortSignal) => blob.stageBlock(id, block, block.byteLength, { abortSignal }),
          { idempotent: true },
        )
        ids.push(id)
      }
      return stored(() =>
        guard.call(
          'put-document',
          (abortSignal) => blob.commitBlockList(ids, { ...insertOnce(contentType), abortSignal }),
          { idempotent: true },
        ),
      )
    },
    get: (path) =>
      guard.call(
        'get-document',
        async (abortSignal) => {
          // Else the SDK would ask again by itself where the stream breaks off.
          const reply = await container
            .getBlobClient(path)
            .download(0, undefined, { abortSignal, maxRetryRequests: 0 })
          return bytesOf(reply, abortSignal)
        },
        { idempotent: true },
      ),
    link: (path, name, until) => linkTo(blobs, guard, { path, name, until }),
  }
}

/** A try whose reply was lost finds its own work done: the same answer as another run's. */
async function stored(put: () => Promise<unknown>): Promise<'stored' | 'already-there'> {
  try {
    await put()
    return 'stored'
  } catch (error) {
    if (isAnswer(error, 'conflict') && error.code === 'BlobAlreadyExists') return 'already-there'
    throw error
  }
}

/** A stream that breaks off says so with an AbortError or a plain Error: only the signal tells its cause. */
async function bytesOf(reply: BlobDownloadResponseParsed, signal: AbortSignal): Promise<Uint8Array> {
  if (reply.readableStreamBody === undefined) throw new TypeError('the SDK gave no stream')
  try {
    return new Uint8Array(await arrayBuffer(reply.readableStreamBody))
  } catch (error) {
    if (signal.aborted) throw error
    throw new DependencyFailed('storage-blob', 'network', { mayHaveActed: false, cause: error })
  }
}
