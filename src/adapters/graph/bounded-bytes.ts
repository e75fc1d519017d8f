/** Reads an answer's bytes and lets go as soon as they are too many, so that no mail can fill the memory. */
import { RemoteAnswer } from '../../domain/errors.ts'

/** RemoteAnswer 'rejected' over `limit` bytes, whatever the answer said of its length. */
export async function boundedBytes(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of boundedChunks(response, limit)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The same bytes as they come; to stop reading lets go of the rest. */
export async function* boundedChunks(
  response: Response,
  limit: number,
): AsyncGenerator<Uint8Array, void, void> {
  const { body } = response
  if (body === null) return
  const said = Number(response.headers.get('content-length') ?? 0)
  if (said > limit) {
    await body.cancel()
    throw tooLarge()
  }
  let size = 0
  // Leaving the loop by a throw or a return cancels the body, and with it the download.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    yield chunk
  }
}

const tooLarge = (): RemoteAnswer =>
  new RemoteAnswer('graph', 'rejected', { status: 413, code: 'LargerThanAllowed' })
