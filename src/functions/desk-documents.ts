/** HTTP GET /desk/invoices/ID/documents/N: a stranger's document, byte for byte, so that no browser does more than draw it. */
import type { HttpResponseInit } from '@azure/functions'
import { isAnswer } from '../domain/errors.ts'
import { shownType } from '../domain/shown-type.ts'
import type { Fetched } from '../pipeline/fetch-document.ts'
import { problem } from './problem.ts'

export type FetchDocument = (invoiceId: string, place: number) => Promise<Fetched>

const placeForm = /^[1-9]\d?$/

/** `place` as it stands in the path. */
export async function documentAnswer(
  fetchDocument: FetchDocument,
  invoiceId: string,
  place: string,
): Promise<HttpResponseInit> {
  if (!placeForm.test(place)) return noSuchDocument()
  try {
    const fetched = await fetchDocument(invoiceId, Number(place))
    if (fetched.is === 'unknown') return noSuchDocument()
    if (fetched.is === 'too-large')
      return problem(
        413,
        'Too large to be shown',
        'The mail to accounts payable has a link to this document.',
      )
    return { headers: headersOf(fetched.document.name, fetched.bytes), body: fetched.bytes }
  } catch (error) {
    if (isAnswer(error, 'not-found') && error.code === 'BlobNotFound')
      return problem(410, 'Deleted', 'The document is not in storage any more.')
    throw error
  }
}

function headersOf(name: string, bytes: Uint8Array): Record<string, string> {
  return {
    'content-type': shownType(bytes) ?? 'application/octet-stream',
    'content-disposition': disposition(name),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  }
}

/** Saved, never opened in place; the name in plain letters, and as it is for those who read RFC 6266. */
function disposition(name: string): string {
  const seen = name.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, '').slice(-150)
  const plain = seen.normalize('NFKD').replace(/[^\w .()-]+/g, '_') || 'document'
  const exact = encodeURIComponent(seen.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

const noSuchDocument = (): HttpResponseInit =>
  problem(404, 'No such document', 'The ledger names no such document of this invoice.')
