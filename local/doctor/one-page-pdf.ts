/** A PDF of one page with these lines, in memory. */
import PDFDocument from 'pdfkit'

export async function onePagePdf(lines: readonly string[]): Promise<Uint8Array> {
  const document = new PDFDocument({ size: [300, 200], margin: 20 })
  const chunks: Uint8Array[] = []
  for (const line of lines) document.text(line)
  document.end()
  for await (const chunk of document as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
