/** The ladder of reading: structured data, else the model, else rules; each rung only when the one above has no answer. */
import { checked } from '../domain/checks.ts'
import { comparedWith } from '../domain/compare-readings.ts'
import type { Doubt } from '../domain/doubt.ts'
import { after, type Clock } from '../domain/clock.ts'
import type { Extraction } from '../domain/entry.ts'
import { CallRefused, DependencyFailed, Misconfigured, NotYet, RemoteAnswer } from '../domain/errors.ts'
import { supported, supportedByQuotes } from '../domain/evidence.ts'
import { fillGaps } from '../domain/fill-gaps.ts'
import type { OwnCompany } from '../domain/own-company.ts'
import type { DocumentParser, ModelReader } from '../domain/ports/readers.ts'
import { placed } from '../domain/place-on-page.ts'
import {
  type Field,
  fieldLabels,
  type FieldName,
  missingFields,
  type ParsedDocument,
  type Reading,
} from '../domain/reading.ts'
import {
  couldNotBeRead,
  type PictureUnread,
  pictureUnreadText,
  unreadableText,
} from '../domain/unreadable.ts'

export interface ReadDocument {
  parser: DocumentParser
  /** Absent where no model is configured. */
  model: ModelReader | undefined
  clock: Clock
  ownCompany: OwnCompany
  /** How long an invoice waits for a model that is away, from the moment its work first came up. */
  modelWaitMs: number
}

type Document = { name: string; contentType: string; bytes: Uint8Array }
export type Reader = (invoiceId: string, document: Document, since: Date) => Promise<Extraction>

/** Throws NotYet while the model is away, rules leave a required field empty and there is time left to wait. */
export function makeReadDocument(deps: ReadDocument): Reader {
  return async (invoiceId, document, since) => {
    const parsed = await deps.parser.parse(document)
    if (parsed.kind === 'unreadable') return couldNotBeRead(invoiceId, unreadableText(parsed))
    const reading = await climb(deps, document, parsed, since)
    if (typeof reading === 'string') return couldNotBeRead(invoiceId, pictureUnreadText(reading))
    const held = checked(reading, { today: deps.clock.now(), ownCompany: deps.ownCompany })
    const ofDocument = parsed.kind === 'parsed' ? (parsed.doubts ?? []) : []
    return extractionOf(invoiceId, { ...held, doubts: [...ofDocument, ...held.doubts] })
  }
}

type Readable = Exclude<ParsedDocument, { kind: 'unreadable' }>

async function climb(
  deps: ReadDocument,
  document: Document,
  parsed: Readable,
  since: Date,
): Promise<Reading | PictureUnread> {
  if (parsed.kind === 'parsed' && parsed.eInvoice !== undefined) return parsed.eInvoice
  const rules = parsed.kind === 'parsed' ? parsed.rules : undefined
  if (deps.model === undefined) return rules ?? 'no-model'
  try {
    const reading = await deps.model.read(document, parsed)
    if (parsed.kind === 'parsed') {
      const held = placed(supported(reading, parsed.pages), parsed.pages, rules)
      return fillGaps(comparedWith(held, rules), rules)
    }
    // What the model read off a picture has no text to be held against: the clerk is told.
    const text = 'read from a picture by the model: compare with the document'
    return { ...supportedByQuotes(reading), doubts: [...reading.doubts, { kind: 'way-of-reading', text }] }
  } catch (error) {
    return withoutModel(deps, error, rules, since)
  }
}

/** Rules stand in for a model that is away or will not answer. */
function withoutModel(
  deps: ReadDocument,
  error: unknown,
  rules: Reading | undefined,
  since: Date,
): Reading | PictureUnread {
  const isAway = error instanceof CallRefused || error instanceof DependencyFailed
  const isRefusal = error instanceof RemoteAnswer || error instanceof Misconfigured
  if (!isAway && !isRefusal) throw error
  const isEnough = rules !== undefined && missingFields(rules.fields).length === 0
  const waitUntil = after(since, deps.modelWaitMs)
  const now = deps.clock.now()
  if (isAway && !isEnough && now < waitUntil) {
    const retryAt = error instanceof CallRefused ? error.retryAt : after(now, error.retryAfterMs ?? 5_000)
    throw new NotYet('waiting for the model', retryAt < waitUntil ? retryAt : waitUntil)
  }
  if (rules === undefined) return isAway ? 'model-away' : isTooLarge(error) ? 'too-large' : 'no-answer'
  const text = isAway ? 'the model was away: read by rules' : 'the model gave no answer: read by rules'
  return { ...rules, doubts: [...rules.doubts, { kind: 'way-of-reading', text }] }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof RemoteAnswer && (error.code === 'picture-too-large' || error.status === 413)

function extractionOf(invoiceId: string, reading: Reading): Extraction {
  const { fields, documentType } = reading
  const missing = missingFields(fields)
  const nothing = fields.invoiceNumber.value === null && fields.totalAmount.value === null
  return {
    schema: 'extraction-v1',
    invoiceId,
    verdict: documentType === 'not-an-invoice' ? documentType : nothing ? 'could-not-be-read' : 'read',
    source: reading.source,
    by: reading.by,
    documentType,
    fields,
    doubts: [...reading.doubts, ...missing.map((name) => emptyField(name, fields[name]))],
  }
}

/** What nobody read is told; what somebody read and had to give up needs a person's eye. */
function emptyField(name: FieldName, field: Field): Doubt {
  const reason = field.value === null ? field.reason : 'not found'
  const isRefused = field.value === null && field.refused !== undefined
  return {
    kind: isRefused ? 'refused-value' : 'empty-field',
    field: name,
    text: `${fieldLabels[name]} is empty: ${reason}`,
  }
}
