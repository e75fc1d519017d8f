/** Documents in memory. */
import { RemoteAnswer } from '../../src/domain/errors.ts'
import type { Documents } from '../../src/domain/ports.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeDocuments extends Documents, Faults<keyof Documents> {
  readonly stored: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly contentType: string }>
}

export function fakeDocuments(): FakeDocuments {
  const { faults, run } = faultPoint<keyof Documents>()
  const stored = new Map<string, { bytes: Uint8Array; contentType: string }>()
  return {
    ...faults,
    stored,
    put: (path, bytes, contentType) =>
      run('put', () => {
        if (stored.has(path)) return 'already-there'
        stored.set(path, { bytes: bytes.slice(), contentType })
        return 'stored'
      }),
    get: (path) =>
      run('get', () => {
        const found = stored.get(path)
        if (found === undefined)
          throw new RemoteAnswer('storage-blob', 'not-found', { status: 404, code: 'BlobNotFound' })
        return found.bytes.slice()
      }),
  }
}
