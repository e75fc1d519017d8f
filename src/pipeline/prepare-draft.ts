/** Makes the draft of an invoice's mail complete: every file on it, once. */
import { apMail } from '../domain/ap-mail.ts'
import { attachOrLink, type DocumentLink } from '../domain/attach-or-link.ts'
import { after, type Clock } from '../domain/clock.ts'
import type { Entry, Extraction, Findings } from '../domain/entry.ts'
import { isAnswer } from '../domain/errors.ts'
import { invoiceJson } from '../domain/invoice-json.ts'
import { inlineBytes, linkMs } from '../domain/limits.ts'
import type { MailFile } from '../domain/mail.ts'
import type { Documents } from '../domain/ports/documents.ts'
import type { Outbox } from '../domain/ports/outbox.ts'
import { readExtraction } from './stored-extraction.ts'

export interface PrepareDraft {
  outbox: Outbox
  documents: Documents
  clock: Clock
  /** The invoice mailbox, which sends, accounts payable, who receive, and the page on which they see the invoice. */
  route: { from: string; to: string; operations?: string | undefined }
}

export interface Draft {
  readonly draftId: string
  /** Attaches what did not fit into the draft's own request; nothing to do for an ordinary invoice. */
  readonly complete: (() => Promise<void>) | undefined
}

/** Goes on with the draft that is known while it exists, else makes a new one. Only a recorded draft is ever sent. */
export async function prepareDraft(
  deps: PrepareDraft,
  entry: Entry,
  findings: Findings,
  known: string | undefined,
): Promise<Draft> {
  const extraction = findings.verdict === 'refused' ? undefined : await readExtraction(deps.documents, entry)
  const files = await filesOf(deps, entry, findings, extraction)
  if (known !== undefined) {
    const there = await attachedTo(deps, known)
    if (there !== undefined) return draft(deps, known, without(files, there))
  }
  const { inline, larger } = divide(files)
  const links = await linksOf(deps, entry)
  const mail = apMail({ entry, findings, extraction, links }, deps.route, inline)
  return draft(deps, await deps.outbox.createDraft(mail), larger)
}

function draft(deps: PrepareDraft, draftId: string, missing: readonly MailFile[]): Draft {
  const complete = async () => {
    for (const file of missing) await deps.outbox.attach(draftId, file)
  }
  return { draftId, complete: missing.length === 0 ? undefined : complete }
}

/** undefined where the draft is gone before anything was sent. */
async function attachedTo(deps: PrepareDraft, draftId: string): Promise<readonly string[] | undefined> {
  try {
    return await deps.outbox.attached(draftId)
  } catch (error) {
    if (isAnswer(error, 'not-found')) return undefined
    throw error
  }
}

async function filesOf(
  deps: PrepareDraft,
  entry: Entry,
  findings: Findings,
  extraction: Extraction | undefined,
): Promise<MailFile[]> {
  const { attached } = attachOrLink(entry.arrival.documents)
  const originals = attached.map(async ({ path, name, contentType }) => ({
    name,
    contentType,
    bytes: await deps.documents.get(path),
  }))
  return [...(await Promise.all(originals)), invoiceJson(entry, findings, extraction)]
}

/** What is too large for the mail: whoever reads the mail may read it for a while. */
function linksOf({ documents, clock }: PrepareDraft, { arrival }: Entry): Promise<DocumentLink[]> {
  const until = after(clock.now(), linkMs)
  const { linked } = attachOrLink(arrival.documents)
  return Promise.all(
    linked.map(async ({ path, name, size }) => {
      const url = await documents.link(path, name, until)
      return { name, size, url, until }
    }),
  )
}

/** Small files go with the draft in one request; what does not fit is attached after. */
function divide(files: readonly MailFile[]): { inline: MailFile[]; larger: MailFile[] } {
  const inline: MailFile[] = []
  const larger: MailFile[] = []
  let used = 0
  for (const file of files) {
    const fits = used + file.bytes.byteLength <= inlineBytes
    if (fits) used += file.bytes.byteLength
    ;(fits ? inline : larger).push(file)
  }
  return { inline, larger }
}

/** Two files may bear one name: as many are left out as are there. */
function without(files: readonly MailFile[], there: readonly string[]): MailFile[] {
  const left = [...there]
  return files.filter(({ name }) => {
    const place = left.indexOf(name)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}
