/** HTTP GET /ops: the files of the operations page, a fixed list; none of them holds data. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { problem } from './problem.ts'

/** By the path below /ops; any other path is nobody's, whatever lies on the disk. */
const files = new Map([
  ['', { file: 'index.html', type: 'text/html; charset=utf-8' }],
  ['style.css', { file: 'style.css', type: 'text/css; charset=utf-8' }],
  ['page.js', { file: 'page.js', type: 'text/javascript; charset=utf-8' }],
  ['pdf.min.mjs', { file: 'pdf.min.mjs', type: 'text/javascript; charset=utf-8' }],
  ['pdf.worker.min.mjs', { file: 'pdf.worker.min.mjs', type: 'text/javascript; charset=utf-8' }],
  ['icon.svg', { file: 'icon.svg', type: 'image/svg+xml' }],
])

/** Everything from here, nothing in line; pictures of documents are blobs of the page itself. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const always = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Kept, and asked for anew each time: another release shows at once.
  'cache-control': 'no-cache',
} as const

interface Loaded {
  readonly bytes: Uint8Array
  readonly etag: string
}

/** Route `ops/{*file}`. Nothing is read from `folder` before somebody asks for it. */
export function makeOpsPage(folder: URL): (request: HttpRequest) => Promise<HttpResponseInit> {
  const loaded = new Map<string, Promise<Loaded>>()
  const load = (file: string): Promise<Loaded> => {
    const known = loaded.get(file) ?? read(new URL(file, folder))
    loaded.set(file, known)
    known.catch(() => loaded.delete(file))
    return known
  }
  return async (request) => {
    const found = files.get(request.params.file ?? '')
    if (found === undefined) return problem(404, 'No such file', 'The operations page is /ops.')
    const { bytes, etag } = await load(found.file)
    const headers = { ...always, etag }
    if (request.headers.get('if-none-match') === etag) return { status: 304, headers }
    return { headers: { ...headers, 'content-type': found.type }, body: bytes }
  }
}

async function read(file: URL): Promise<Loaded> {
  const bytes = await readFile(file)
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` }
}
