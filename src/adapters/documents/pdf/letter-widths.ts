/** How wide each letter of each font runs, from the operators that draw them: a piece of text has its width only as a whole. */
import { OPS } from './operators.ts'
import type { Operators } from './painted.ts'

/** By pdf.js's name of the font, then by letter; in thousandths of the letters' size. */
export type LetterWidths = ReadonlyMap<string, ReadonlyMap<string, number>>

export function letterWidths({ fnArray, argsArray }: Operators): LetterWidths {
  const fonts = new Map<string, Map<string, number>>()
  const before: Map<string, number>[] = []
  let font = new Map<string, number>()
  fnArray.forEach((operator, i) => {
    const [first] = (argsArray[i] ?? []) as readonly unknown[]
    if (operator === OPS.save || operator === OPS.paintFormXObjectBegin) before.push(font)
    if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) font = before.pop() ?? font
    if (operator === OPS.setFont) {
      const name = String(first)
      font = fonts.get(name) ?? new Map()
      fonts.set(name, font)
    }
    if (operator === OPS.showText && Array.isArray(first)) keepWidths(font, first)
  })
  return fonts
}

function keepWidths(font: Map<string, number>, glyphs: readonly unknown[]): void {
  for (const glyph of glyphs) {
    if (glyph === null || typeof glyph !== 'object') continue
    const { unicode, width } = glyph as { unicode?: string; width?: number }
    if (unicode !== undefined && width !== undefined) font.set(unicode, width)
  }
}

/** For a letter that its font does not name. */
const usualWidth = 500

/** Where each letter begins, and where the last one ends: from 0 to the width of the whole. */
export function letterStarts(
  text: string,
  width: number,
  font: ReadonlyMap<string, number> | undefined,
): number[] {
  const starts = [0]
  for (let i = 0; i < text.length; i++)
    starts.push((starts[i] ?? 0) + (font?.get(text[i] ?? '') ?? usualWidth))
  const whole = starts.at(-1) || 1
  return starts.map((start) => (start / whole) * width)
}
