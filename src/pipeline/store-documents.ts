/** Fetches a mail's documents, sorts them into invoices, and keeps each byte for byte under its invoice's id. */
import { groupDocuments, type Group } from '../domain/group-documents.ts'
import type { StoredDocument } from '../domain/entry.ts'
import { sha256 } from '../domain/ids.ts'
import { documentBytes } from '../domain/limits.ts'
import type { Attachment, Mail } from '../domain/mail.ts'
import type { DocumentParser, Documents, Mailbox } from '../domain/ports.ts'

export interface StoredInvoice {
  readonly invoiceId: string
  readonly documents: readonly StoredDocument[]
  readonly alsoInMail: readonly string[]
}

interface Fetched {
  readonly attachment: Attachment
  readonly bytes: Uint8Array
}

export async function storeDocuments(
  deps: { mailbox: Mailbox; documents: Documents; parser: DocumentParser },
  mail: Mail,
  attachments: readonly Attachment[],
  idFor: (attachmentId: string) => string,
): Promise<StoredInvoice[]> {
  const fetched: Fetched[] = []
  // One after the other: a mail with fifty documents must not hold fifty of them in flight.
  for (const attachment of attachments)
    fetched.push({
      attachment,
      bytes: await deps.mailbox.content(mail.mailId, attachment.attachmentId, documentBytes),
    })
  const invoices: StoredInvoice[] = []
  for (const group of await groupsOf(deps.parser, fetched)) {
    const members = group.members.flatMap((place) => fetched[place] ?? [])
    const [lead] = members
    if (lead === undefined) continue
    const invoiceId = idFor(lead.attachment.attachmentId)
    const documents: StoredDocument[] = []
    for (const [place, document] of members.entries())
      documents.push(await store(deps.documents, invoiceId, place, document))
    invoices.push({
      invoiceId,
      documents,
      alsoInMail: group.beside.flatMap((place) => fetched[place]?.attachment.name ?? []),
    })
  }
  return invoices
}

/** A single document is an invoice by itself, and is not parsed twice to find that out. */
async function groupsOf(parser: DocumentParser, fetched: readonly Fetched[]): Promise<readonly Group[]> {
  if (fetched.length < 2) return fetched.map((_, place) => ({ members: [place], beside: [] }))
  const parsed = []
  for (const { attachment, bytes } of fetched)
    parsed.push(await parser.parse({ name: attachment.name, contentType: attachment.contentType, bytes }))
  return groupDocuments(parsed)
}

async function store(
  documents: Documents,
  invoiceId: string,
  place: number,
  { attachment, bytes }: Fetched,
): Promise<StoredDocument> {
  // The name that a stranger gave the file stays out of the path.
  const path = `${invoiceId}/document-${place + 1}`
  await documents.put(path, bytes, attachment.contentType)
  return {
    path,
    name: attachment.name,
    contentType: attachment.contentType,
    size: bytes.byteLength,
    sha256: sha256(bytes),
  }
}
