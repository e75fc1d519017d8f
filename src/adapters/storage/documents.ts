/** Documents as blobs, each written once. */
import { arrayBuffer } from 'node:stream/consumers'
import type { BlobDownloadResponseParsed, BlobServiceClient } from '@azure/storage-blob'
import { DependencyFailed, isAnswer } from '../../domain/errors.ts'
import type { Documents } from '../../domain/ports.ts'
import type { Guard } from '../../resilience/guard.ts'
import { safeContentType } from './content-type.ts'
import { documentContainer } from './names.ts'

export function makeDocuments(blobs: BlobServiceClient, guard: Guard): Documents {
  const container = blobs.getContainerClient(documentContainer)
  return {
    async put(path, bytes, contentType) {
      const options = {
        conditions: { ifNoneMatch: '*' },
        blobHTTPHeaders: { blobContentType: safeContentType(contentType) },
      }
      const blob = container.getBlockBlobClient(path)
      const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      try {
        await guard.call(
          'put-document',
          (abortSignal) => blob.upload(body, body.byteLength, { ...options, abortSignal }),
          { idempotent: true },
        )
        return 'stored'
      } catch (error) {
        if (isAnswer(error, 'conflict') && error.code === 'BlobAlreadyExists') return 'already-there'
        throw error
      }
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
