/** Cuts a stream into blocks as Blob Storage takes them. */

/** Some twenty for the largest document; one is uploaded well within a call's time limit. */
const blockBytes = 8 * 1024 * 1024

/** All of one size but the last; none for an empty stream. */
export async function* blocksOf(
  chunks: AsyncIterable<Uint8Array>,
  size = blockBytes,
): AsyncGenerator<Buffer, void, void> {
  let held: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    held.push(chunk)
    bytes += chunk.byteLength
    if (bytes < size) continue
    const all = Buffer.concat(held)
    const whole = bytes - (bytes % size)
    for (let from = 0; from < whole; from += size) yield all.subarray(from, from + size)
    held = [all.subarray(whole)]
    bytes -= whole
  }
  if (bytes > 0) yield Buffer.concat(held)
}
