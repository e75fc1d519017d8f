/** Documents in memory. */
import { buffer } from 'node:stream/consumers'
import { RemoteAnswer } from '../../src/domain/errors.ts'
import type { Documents } from '../../src/domain/ports/documents.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeDocuments extends Documents, Faults<keyof Documents> {
  readonly stored: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly contentType: string }>
  /** Every link that was given out. */
  readonly links: readonly { readonly path: string; readonly name: string; readonly until: Date }[]
}

export function fakeDocuments(): FakeDocuments {
  const { faults, run } = faultPoint<keyof Documents>()
  const stored = new Map<string, { bytes: Uint8Array; contentType: string }>()
  const links: FakeDocuments['links'][number][] = []
  const insert = (path: string, bytes: Uint8Array, contentType: string) => {
    if (stored.has(path)) return 'already-there'
    stored.set(path, { bytes, contentType })
    return 'stored'
  }
  return {
    ...faults,
    stored,
    links,
    put: (path, bytes, contentType) => run('put', () => insert(path, bytes.slice(), contentType)),
    async putStream(path, chunks, contentType) {
      const bytes = await buffer(chunks)
      return run('putStream', () => insert(path, bytes, contentType))
    },
    link: (path, name, until) =>
      run('link', () => {
        links.push({ path, name, until })
        return `https://storage.example/invoices/${path}?until=${until.toISOString()}`
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
