/** Reads an answer's bytes and lets go as soon as they are too many, so that no mail can fill the memory. */
import { RemoteAnswer } from '../../domain/errors.ts'

/** RemoteAnswer 'rejected' over `limit` bytes, whatever the answer said of its length. */
export async function boundedBytes(response: Response, limit: number): Promise<Uint8Array> {
  const { body } = response
  if (body === null) return new Uint8Array()
  const said = Number(response.headers.get('content-length') ?? 0)
  if (said > limit) {
    await body.cancel()
    throw tooLarge()
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop by a throw cancels the body, and with it the download.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

const tooLarge = (): RemoteAnswer =>
  new RemoteAnswer('graph', 'rejected', { status: 413, code: 'LargerThanAllowed' })
