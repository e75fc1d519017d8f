/** Attaches a large file to a draft through an upload session: its chunks in order, each a call of the guard. */
import type { MailFile } from '../../domain/mail.ts'
import { shaped, uploadSession } from './answers.ts'
import type { Graph } from './client.ts'
import { answerFailure } from './failures.ts'

/** A multiple of 320 KiB under 4 MB, as Graph asks (docs: "Attach large files to Outlook messages"). */
const chunkBytes = 12 * 320 * 1024

/** Never tried again here: a run that comes back sees by the draft's own list whether the file is there. */
export async function uploadFile(graph: Graph, attachmentsPath: string, file: MailFile): Promise<void> {
  const { name, contentType, bytes } = file
  const size = bytes.byteLength
  const { uploadUrl } = await graph.call('createUploadSession', async (api) => {
    const AttachmentItem = { attachmentType: 'file', name, contentType, size }
    return shaped(uploadSession, await api(`${attachmentsPath}/createUploadSession`).post({ AttachmentItem }))
  })
  const url = graph.checkedUploadUrl(uploadUrl)
  for (let from = 0; from < size; from += chunkBytes) {
    const chunk = bytes.subarray(from, from + chunkBytes)
    const range = `bytes ${from}-${from + chunk.byteLength - 1}/${size}`
    await graph.guard.call('uploadChunk', (signal) => putChunk(url, range, chunk, signal))
  }
}

/** Without a token: the address carries its own right, and Graph turns down a request that brings another. */
async function putChunk(url: string, range: string, chunk: Uint8Array, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-range': range, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(chunk),
    redirect: 'manual',
    signal,
  })
  if (!response.ok) throw await answerFailure(response)
  await response.body?.cancel()
}
