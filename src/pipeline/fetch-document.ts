/** Fetches a document of an invoice for a person: only what the invoice's row names, by its place. */
import type { StoredDocument } from '../domain/entry.ts'
import { documentBytes } from '../domain/limits.ts'
import type { Documents } from '../domain/ports/documents.ts'
import type { Ledger } from '../domain/ports/ledger.ts'

export type Fetched =
  | { readonly is: 'here'; readonly document: StoredDocument; readonly bytes: Uint8Array }
  /** More than an answer should hold in memory; accounts payable got a link to it. */
  | { readonly is: 'too-large'; readonly document: StoredDocument }
  | { readonly is: 'unknown' }

/** `place` counts from 1. RemoteAnswer 'not-found' where the document was deleted since. */
export function makeFetchDocument({ ledger, documents }: { ledger: Ledger; documents: Documents }) {
  return async (invoiceId: string, place: number): Promise<Fetched> => {
    const document = (await ledger.find(invoiceId))?.arrival.documents[place - 1]
    if (document === undefined) return { is: 'unknown' }
    if (document.size > documentBytes) return { is: 'too-large', document }
    return { is: 'here', document, bytes: await documents.get(document.path) }
  }
}
