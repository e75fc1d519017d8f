/** Sorts a mail's documents into invoices, and keeps each byte for byte under its invoice's id. */
import { tooLargeToKeep } from '../domain/choose-documents.ts'
import type { Arrival, StoredDocument } from '../domain/entry.ts'
import { groupDocuments, type Group } from '../domain/group-documents.ts'
import { measured, sha256 } from '../domain/ids.ts'
import { keptBytes } from '../domain/limits.ts'
import type { Mail } from '../domain/mail.ts'
import type { Documents } from '../domain/ports/documents.ts'
import type { Mailbox } from '../domain/ports/mailbox.ts'
import type { DocumentParser } from '../domain/ports/readers.ts'
import type { ParsedDocument } from '../domain/reading.ts'
import { isTooLarge, type GatheredDocument } from './gather-documents.ts'

export type StoredInvoice = { readonly invoiceId: string } & Pick<
  Arrival,
  'documents' | 'alsoInMail' | 'refusal' | 'within'
>

interface Deps {
  mailbox: Mailbox
  documents: Documents
  parser: DocumentParser
}

export async function storeDocuments(
  deps: Deps,
  mail: Mail,
  gathered: readonly GatheredDocument[],
  idFor: (attachmentId: string) => string,
): Promise<StoredInvoice[]> {
  const invoices: StoredInvoice[] = []
  for (const group of await groupsOf(deps.parser, gathered)) {
    const members = group.members.flatMap((place) => gathered[place] ?? [])
    const [lead] = members
    if (lead === undefined) continue
    const invoiceId = idFor(lead.attachment.attachmentId)
    const documents: StoredDocument[] = []
    let refusal: Arrival['refusal']
    for (const [place, document] of members.entries()) {
      // The name that a stranger gave the file stays out of the path.
      const path = `${invoiceId}/document-${place + 1}`
      const stored = await store(deps, mail, path, document)
      if (stored !== undefined) documents.push(stored)
      else refusal = { name: document.attachment.name, size: document.attachment.size, why: tooLargeToKeep }
    }
    const alsoInMail = group.beside.flatMap((place) => gathered[place]?.attachment.name ?? [])
    invoices.push({ invoiceId, documents, alsoInMail, refusal, within: withinOf(lead) })
  }
  return invoices
}

const withinOf = ({ within }: GatheredDocument): Arrival['within'] =>
  within === undefined ? undefined : { subject: within.subject, sender: within.from }

/** A single document is an invoice by itself, and is not parsed twice to find that out. */
async function groupsOf(
  parser: DocumentParser,
  gathered: readonly GatheredDocument[],
): Promise<readonly Group[]> {
  if (gathered.length < 2) return gathered.map((_, place) => ({ members: [place], beside: [] }))
  const parsed: ParsedDocument[] = []
  for (const { attachment, bytes } of gathered) {
    const { name, contentType } = attachment
    parsed.push(bytes === undefined ? tooLargeToRead : await parser.parse({ name, contentType, bytes }))
  }
  return groupDocuments(parsed)
}

const tooLargeToRead: ParsedDocument = { kind: 'unreadable', why: 'too-large', detail: 'not held in memory' }

/** undefined where it is larger than the mailbox said, and too large to keep. */
async function store(
  { mailbox, documents }: Deps,
  { mailId }: Mail,
  path: string,
  { attachment, bytes }: GatheredDocument,
): Promise<StoredDocument | undefined> {
  const { attachmentId, name, contentType } = attachment
  if (bytes !== undefined) {
    await documents.put(path, bytes, contentType)
    return { path, name, contentType, size: bytes.byteLength, sha256: sha256(bytes) }
  }
  try {
    return await mailbox.stream(mailId, attachmentId, keptBytes, async (chunks) => {
      const passing = measured(chunks)
      await documents.putStream(path, passing.chunks, contentType)
      return { path, name, contentType, ...passing.result() }
    })
  } catch (error) {
    if (isTooLarge(error)) return undefined
    throw error
  }
}
