/** Opens a PDF with scripts and font evaluation off and takes its text and its embedded files. */
import { getDocumentProxy } from 'unpdf'
import type { ParsedDocument } from '../../../domain/reading.ts'
import type { Page } from '../../../domain/rules/layout.ts'
import { inSight } from './in-sight.ts'
import { letterWidths } from './letter-widths.ts'
import { pageLayout } from './page-layout.ts'
import { paintedOn } from './painted.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
type Unreadable = Extract<ParsedDocument, { kind: 'unreadable' }>

export interface PdfContent {
  readonly kind: 'content'
  readonly pages: readonly Page[]
  readonly pageCount: number
  /** Words that are in the file but that nobody sees; left out of the pages. */
  readonly hidden: readonly string[]
  /** Pages that are a picture with text laid behind it, as scanners make them; that text is in the pages. */
  readonly layers: readonly number[]
  /** Embedded XML files. */
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** Sums and payment terms stand at the end, everything else at the beginning. */
const firstPages = 10
const lastPages = 2
const mostAttachments = 10

export async function readPdf(bytes: Uint8Array, maxPages: number): Promise<PdfContent | Unreadable> {
  try {
    // This pdf.js has no code that evaluates fonts or scripts any more; what is left to turn off is here.
    const pdf = await getDocumentProxy(bytes, {
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      // No picture is decoded: text needs none, and a small one can unfold to gigabytes.
      maxImageSize: 0,
      stopAtErrors: false,
      verbosity: 0,
    })
    try {
      return pdf.numPages > maxPages ? tooMany(pdf.numPages, maxPages) : await contentOf(pdf)
    } finally {
      await pdf.loadingTask.destroy()
    }
  } catch (error) {
    return verdictOn(error)
  }
}

async function contentOf(pdf: Pdf): Promise<PdfContent> {
  const pages: Page[] = []
  const hidden: string[] = []
  const layers: number[] = []
  for (let page = 1; page <= pdf.numPages; page++) {
    if (page > firstPages && page <= pdf.numPages - lastPages) continue
    const proxy = await pdf.getPage(page)
    const { items } = await proxy.getTextContent()
    const operators = await proxy.getOperatorList()
    const sight = inSight(items, paintedOn(operators))
    const layout = pageLayout(page, proxy.getViewport({ scale: 1 }), sight.items, letterWidths(operators))
    pages.push(layout.page)
    hidden.push(...sight.hidden, ...layout.hidden)
    if (sight.isLayer) layers.push(page)
    proxy.cleanup()
  }
  const attachments = await attachmentsOf(pdf)
  return { kind: 'content', pages, pageCount: pdf.numPages, hidden, layers, attachments }
}

/** XML files only: others are not looked into. */
async function attachmentsOf(pdf: Pdf): Promise<{ name: string; bytes: Uint8Array }[]> {
  const found: { name: string; bytes: Uint8Array }[] = []
  for (const [id, { filename }] of (await pdf.getAttachments()) ?? []) {
    if (found.length === mostAttachments || !/\.xml$/i.test(filename)) continue
    const bytes: unknown = await pdf.getAttachmentContent(id)
    if (bytes instanceof Uint8Array) found.push({ name: filename, bytes })
  }
  return found
}

function tooMany(pages: number, maxPages: number): Unreadable {
  const detail = `The document has ${pages} pages, ${maxPages} are read at most.`
  return { kind: 'unreadable', why: 'too-many-pages', detail }
}

/** pdf.js names its errors; anything else it throws comes from a broken file too. */
function verdictOn(error: unknown): Unreadable {
  if (error instanceof Error && error.name === 'PasswordException')
    return { kind: 'unreadable', why: 'encrypted', detail: 'The PDF opens with a password only.' }
  const words = error instanceof Error ? error.message : 'no reason given'
  return { kind: 'unreadable', why: 'damaged', detail: `The PDF is damaged: ${words.slice(0, 200)}` }
}
