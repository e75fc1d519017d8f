/** Which documents of one mail make up one invoice: XML with its PDF, an invoice with its terms. */
import { normaliseName, normaliseNumber } from './business-key.ts'
import type { ParsedDocument, Reading } from './reading.ts'

export interface Group {
  /** Places in the list given; the first is the one that is read. */
  readonly members: readonly number[]
  /** Documents that are no invoice, beside several invoices: named in each, attached to none. */
  readonly beside: readonly number[]
}

const readingOf = (parsed: ParsedDocument): Reading | undefined =>
  parsed.kind === 'parsed' ? (parsed.eInvoice ?? parsed.rules) : undefined

function sameInvoice(a: ParsedDocument, b: ParsedDocument): boolean {
  const [left, right] = [readingOf(a)?.fields, readingOf(b)?.fields]
  const [number, other] = [left?.invoiceNumber.value, right?.invoiceNumber.value]
  if (!number || !other || normaliseNumber(number) !== normaliseNumber(other)) return false
  const [seller, otherSeller] = [left?.vendorName.value, right?.vendorName.value]
  return !seller || !otherSeller || normaliseName(seller) === normaliseName(otherSeller)
}

/** The plain PDF beside an XML often tells rules too little; the XML's number and seller in its text tie the two. */
function shows(page: ParsedDocument, data: ParsedDocument): boolean {
  if (page.kind !== 'parsed' || page.eInvoice !== undefined || data.kind !== 'parsed') return false
  const number = data.eInvoice?.fields.invoiceNumber.value
  const seller = data.eInvoice?.fields.vendorName.value
  if (!number || !seller) return false
  const text = page.pages.map(({ text }) => text).join('\n')
  return text.includes(number) && normaliseName(text).includes(normaliseName(seller))
}

const isExact = (parsed: ParsedDocument): boolean => parsed.kind === 'parsed' && parsed.eInvoice !== undefined
const isNoInvoice = (parsed: ParsedDocument): boolean => readingOf(parsed)?.documentType === 'not-an-invoice'

/** Groups a mail's documents by invoice, in the order they came; every document is in a group or beside one. */
export function groupDocuments(documents: readonly ParsedDocument[]): readonly Group[] {
  const groups: number[][] = []
  const aside: number[] = []
  // Exact data first: it leads its group, and pages join it.
  const order = documents
    .map((_, place) => place)
    .sort((a, b) => rank(documents[a]) - rank(documents[b]) || a - b)
  for (const place of order) {
    const document = documents[place]
    if (document === undefined) continue
    const home = groups.find((members) => {
      const lead = documents[members[0] ?? -1]
      return lead !== undefined && (sameInvoice(lead, document) || shows(document, lead))
    })
    if (home !== undefined) home.push(place)
    else if (isNoInvoice(document)) aside.push(place)
    else groups.push([place])
  }
  if (groups.length === 0) return aside.length === 0 ? [] : [{ members: aside, beside: [] }]
  groups.sort((a, b) => Math.min(...a) - Math.min(...b))
  const [only] = groups
  if (groups.length === 1 && only !== undefined) return [{ members: [...only, ...aside], beside: [] }]
  return groups.map((members) => ({ members, beside: aside }))
}

function rank(parsed: ParsedDocument | undefined): number {
  return parsed !== undefined && isExact(parsed) ? 0 : 1
}
