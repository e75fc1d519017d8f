/** Reads one document inside the worker: text and embedded data of a PDF, or the data of a plain XML. */
import type { Doubt } from '../../domain/doubt.ts'
import type { OwnCompany } from '../../domain/own-company.ts'
import type { ParsedDocument, Reading } from '../../domain/reading.ts'
import { placed } from '../../domain/place-on-page.ts'
import { pageText } from '../../domain/rules/layout.ts'
import { readByRules } from '../../domain/rules/read-by-rules.ts'
import { shownOnPage } from '../../domain/shown-on-page.ts'
import { visibleDiffers } from '../../domain/visible-differs.ts'
import { readEInvoice } from './e-invoice/read-e-invoice.ts'
import { readPdf } from './pdf/read-pdf.ts'

export interface ReadJob {
  readonly format: 'pdf' | 'xml'
  readonly bytes: Uint8Array
  readonly maxPages: number
  readonly ownCompany: OwnCompany | undefined
}

export async function readDocument(job: ReadJob): Promise<ParsedDocument> {
  return job.format === 'xml' ? readXml(job.bytes) : readPdfDocument(job)
}

function readXml(bytes: Uint8Array): ParsedDocument {
  const found = readEInvoice(bytes)
  switch (found.kind) {
    case 'e-invoice':
      return { kind: 'parsed', pages: [], pageCount: 0, eInvoice: found.reading }
    case 'damaged':
      return { kind: 'unreadable', why: 'damaged', detail: found.detail }
    case 'other-xml':
      return {
        kind: 'unreadable',
        why: 'unknown-format',
        detail: `The XML is no e-invoice: it begins with "${found.root}".`,
      }
  }
}

async function readPdfDocument({ bytes, maxPages, ownCompany }: ReadJob): Promise<ParsedDocument> {
  const pdf = await readPdf(bytes, maxPages)
  if (pdf.kind === 'unreadable') return pdf
  const data = embeddedInvoice(pdf.attachments)
  const hasText = pdf.pages.some((page) => page.lines.length > 0)
  if (!hasText && data.reading === undefined)
    return { kind: 'image-only', pageCount: pdf.pageCount, mediaType: 'application/pdf' }
  const pages = pdf.pages.map(pageText)
  const rules = hasText ? placed(readByRules(pdf.pages, ownCompany), pages) : undefined
  const doubts = [
    ...data.doubts,
    ...(pdf.hidden.length > 0 ? [hiddenText(pdf.hidden)] : []),
    ...(pdf.layers.length > 0 ? [textLayer(pdf.layers)] : []),
    ...(data.reading && rules ? visibleDiffers(data.reading, rules, pages) : []),
  ]
  return {
    kind: 'parsed',
    pages,
    pageCount: pdf.pageCount,
    ...(doubts.length > 0 && { doubts }),
    ...(data.reading && { eInvoice: rules ? shownOnPage(data.reading, rules) : data.reading }),
    ...(rules && { rules }),
  }
}

const textLayer = (pages: readonly number[]): Doubt => ({
  kind: 'way-of-reading',
  text: `Page ${pages.join(', ')} is a picture with text laid behind it; that text was read: compare with the picture.`,
})

function hiddenText(hidden: readonly string[]): Doubt {
  const words = hidden.join(' ').replace(/\s+/g, ' ').trim()
  const text = `The document holds text that nobody sees; it was left out: "${words.slice(0, 100)}".`
  return { kind: 'hidden-text', text }
}

/** The best known names first (ZUGFeRD 1, 2, XRechnung, Factur-X): two XMLs in one PDF are one invoice. */
const usualName = /^(factur-x|zugferd-invoice|xrechnung|cii|ubl)\b.*\.xml$/i

function embeddedInvoice(attachments: readonly { name: string; bytes: Uint8Array }[]): {
  reading?: Reading
  doubts: Doubt[]
} {
  const files = attachments.toSorted(
    (a, b) => Number(usualName.test(b.name)) - Number(usualName.test(a.name)),
  )
  const doubts: Doubt[] = []
  for (const { name, bytes } of files) {
    const found = readEInvoice(bytes)
    if (found.kind === 'e-invoice') return { reading: found.reading, doubts: [] }
    if (found.kind === 'damaged')
      doubts.push({
        kind: 'broken-data',
        text: `The data embedded as "${name}" cannot be read (${found.detail}); the page was read instead.`,
      })
  }
  return { doubts }
}
