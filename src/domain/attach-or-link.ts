/** Which documents go with the mail to accounts payable and which as a link: a mailbox takes some 35 MB a message. */
import type { StoredDocument } from './entry.ts'
import { documentBytes } from './limits.ts'

export interface Delivery {
  readonly attached: readonly StoredDocument[]
  readonly linked: readonly StoredDocument[]
}

/** A document that goes as a link; `url` is undefined where our access to the storage account makes none. */
export interface DocumentLink {
  readonly name: string
  readonly size: number
  readonly url: string | undefined
  readonly until: Date
}

/** As many as fit together, the smallest first; each list in the order given. The same documents always part alike. */
export function attachOrLink(documents: readonly StoredDocument[]): Delivery {
  const attached = new Set<StoredDocument>()
  let used = 0
  for (const document of documents.toSorted((a, b) => a.size - b.size)) {
    used += document.size
    if (used > documentBytes) break
    attached.add(document)
  }
  return {
    attached: documents.filter((document) => attached.has(document)),
    linked: documents.filter((document) => !attached.has(document)),
  }
}
