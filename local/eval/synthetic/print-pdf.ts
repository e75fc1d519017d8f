/** Prints drawn pages as a PDF in Helvetica, with the letters of all our languages: PDFKit's own fonts know only those of western Europe. */
import { pageSize, type Placed } from './canvas.ts'

/** Codes of WinAnsi that are not those of Unicode. */
const winAnsi: Readonly<Record<string, number>> = { '€': 0x80, '–': 0x96, '’': 0x92 }
/** Names of glyphs (Adobe Glyph List) that are no letter with an accent. */
const named: Readonly<Record<string, string>> = { ł: 'lslash', Ł: 'Lslash', đ: 'dcroat', Đ: 'Dcroat' }
const accents: Readonly<Record<string, string>> = {
  '\u0301': 'acute',
  '\u0306': 'breve',
  '\u0307': 'dotaccent',
  '\u030b': 'hungarumlaut',
  '\u030c': 'caron',
  '\u0328': 'ogonek',
}

export function printPdf(pages: readonly (readonly Placed[])[]): Uint8Array {
  const letters = new Map<string, number>()
  const streams = pages.map((page) => page.map((placed) => textAt(placed, letters)).join('\n'))
  const differences = [...letters].map(([letter]) => `/${glyphName(letter)}`).join(' ')
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')
  return written([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 ${differences}] >> >>`,
    ...streams.flatMap((stream, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
  ])
}

function textAt({ text, x, y, size, isUpwards }: Placed, letters: Map<string, number>): string {
  const matrix = isUpwards ? '0 1 -1 0' : '1 0 0 1'
  const codes = text.replace(/./gsu, (letter) => String.fromCharCode(codeOf(letter, letters)))
  const escaped = codes.replace(/[()\\\r\n]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`)
  return `BT /F1 ${size} Tf ${matrix} ${x.toFixed(2)} ${(pageSize.height - y).toFixed(2)} Tm (${escaped}) Tj ET`
}

/** Letters beyond WinAnsi take the codes from 1 on, in the order in which they come. */
function codeOf(letter: string, letters: Map<string, number>): number {
  const code = letter.charCodeAt(0)
  if (winAnsi[letter] !== undefined) return winAnsi[letter]
  if (code < 0x100) return code
  const known = letters.get(letter) ?? letters.size + 1
  letters.set(letter, known)
  return known
}

function glyphName(letter: string): string {
  const [base = '', accent = ''] = letter.normalize('NFD')
  const name = named[letter] ?? (accents[accent] && base + accents[accent])
  if (name === undefined || name === '') throw new Error(`No glyph is known for "${letter}".`)
  return name
}

function written(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, i) => {
    const offset = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF`
  return new Uint8Array(Buffer.from(file + end, 'latin1'))
}
