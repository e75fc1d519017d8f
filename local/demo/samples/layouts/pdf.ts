/** Makes a PDF of one page, the same bytes at each run, and puts text on it. */
import PDFDocument from 'pdfkit'

export type Doc = PDFKit.PDFDocument

/** A layout draws on a page; these travel with the file. */
export interface PdfExtras {
  /** Without it the file does not open. */
  readonly password?: string
  readonly embedded?: { readonly name: string; readonly bytes: Uint8Array; readonly description: string }
}

export interface PdfFacts extends PdfExtras {
  readonly title: string
  readonly author: string
  /** ISO date; PDFKit makes the file's id from date, title and author. */
  readonly date: string
  /** Points. */
  readonly size: readonly [width: number, height: number]
}

export const a4 = [595.28, 841.89] as const
export const usLetter = [612, 792] as const

export async function drawPdf(facts: PdfFacts, draw: (doc: Doc) => void): Promise<Uint8Array> {
  const written = new Date(`${facts.date}T09:00:00Z`)
  const doc = new PDFDocument({
    size: [...facts.size],
    margin: 0,
    pdfVersion: '1.7',
    info: {
      Title: facts.title,
      Author: facts.author,
      Creator: 'Sample invoices',
      CreationDate: written,
      ModDate: written,
    },
    // Up to PDF 1.5 encryption is RC4, without random bytes that would differ at each run.
    ...(facts.password && { userPassword: facts.password, pdfVersion: '1.4' }),
  })
  if (facts.embedded) embed(doc, facts.embedded, written)
  draw(doc)
  doc.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of doc) chunks.push(chunk as Uint8Array)
  return new Uint8Array(Buffer.concat(chunks))
}

function embed(doc: Doc, file: NonNullable<PdfExtras['embedded']>, written: Date): void {
  const options = {
    name: file.name,
    type: 'text/xml',
    description: file.description,
    // Says that page and data are two forms of one invoice (ISO 32000-2, 14.13); the type package does not know it yet.
    relationship: 'Alternative',
    creationDate: written,
    modifiedDate: written,
  }
  doc.file(Buffer.from(file.bytes), options)
}

export interface TextStyle {
  readonly size?: number
  readonly font?: string
  readonly colour?: string
  /** Where the text ends instead of where it begins. */
  readonly align?: 'left' | 'right'
  /** Breaks the text into lines of this width. */
  readonly width?: number
}

/** One line at its top, or a paragraph where a width is given; gives the y below it. */
export function put(doc: Doc, text: string, x: number, y: number, style: TextStyle = {}): number {
  const { size = 9.5, font = 'Helvetica', colour = '#1f2430', align = 'left', width } = style
  doc.font(font).fontSize(size).fillColor(colour)
  if (width === undefined) {
    doc.text(text, align === 'right' ? x - doc.widthOfString(text) : x, y, { lineBreak: false })
    return y + size * 1.45
  }
  doc.text(text, x, y, { width, lineGap: size * 0.3 })
  return doc.y
}

/** Lines below each other; gives the y below the last. */
export function putLines(
  doc: Doc,
  lines: readonly string[],
  x: number,
  y: number,
  style?: TextStyle,
): number {
  return lines.reduce((top, line) => put(doc, line, x, top, style), y)
}

export function rule(
  doc: Doc,
  left: number,
  right: number,
  y: number,
  colour = '#c9ced8',
  width = 0.7,
): void {
  doc.moveTo(left, y).lineTo(right, y).lineWidth(width).strokeColor(colour).stroke()
}
