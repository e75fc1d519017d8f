/** Whether documents can be stored, read and deleted. */
import { makeDocuments } from '../../../src/adapters/storage/documents.ts'
import { documentContainer } from '../../../src/adapters/storage/names.ts'
import { failed, ok, type Check } from '../check.ts'
import { leaveNothing } from '../leave-nothing.ts'
import { storageAdvice } from './storage-advice.ts'

export const blob: Check = {
  name: 'blob',
  async run({ storage, guards, mark }) {
    const path = `doctor/${mark}`
    const documents = makeDocuments(storage.blobs, guards['storage-blob'])
    const remove = (abortSignal: AbortSignal) =>
      storage.blobs.getContainerClient(documentContainer).getBlobClient(path).deleteIfExists({ abortSignal })
    const bytes = Buffer.from(mark)
    const back = await leaveNothing(
      async () => {
        await documents.put(path, bytes, 'text/plain')
        return documents.get(path)
      },
      () => guards['storage-blob'].call('delete-document', remove, { idempotent: true }),
      {
        what: 'a blob was written, but not deleted again',
        advice: `Delete ${path} in the container ${documentContainer} by hand.`,
      },
    )
    return bytes.equals(back)
      ? ok(`one written to the container ${documentContainer}, read and deleted`)
      : failed(
          'what was read is not what was written',
          'What stands between here and the account changes bytes: a proxy?',
        )
  },
  advice: storageAdvice('Blob'),
}
