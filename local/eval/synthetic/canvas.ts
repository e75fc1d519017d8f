/** Pages that text is put on at places; what is drawn is kept, to be read as it is or printed as a PDF. */

export interface Placed {
  readonly text: string
  /** Points from the page's left and top, where the text begins on its baseline. */
  readonly x: number
  readonly y: number
  readonly size: number
  readonly width: number
  /** Written upwards along the left edge of a page that was turned. */
  readonly isUpwards: boolean
}

export interface TextStyle {
  readonly size?: number
  /** Which end of the text the place is of. */
  readonly from?: 'left' | 'right' | 'centre'
}

export interface Canvas {
  readonly pages: readonly (readonly Placed[])[]
  /** Points from the page's left and top. */
  readonly text: (x: number, y: number, words: string, style?: TextStyle) => void
  /** Lines under each other; the place below the last. */
  readonly block: (x: number, y: number, lines: readonly string[], style?: TextStyle) => number
  readonly newPage: () => void
}

export const pageSize = { width: 595, height: 842 }

/** Printers of invoices write whole lines, or each word by itself. */
export function canvasOf(by: 'line' | 'word'): Canvas {
  const pages: Placed[][] = [[]]
  const put = (x: number, y: number, text: string, size: number): void => {
    pages.at(-1)?.push({ text, x, y, size, width: widthOf(text, size), isUpwards: false })
  }
  return {
    pages,
    newPage: () => void pages.push([]),
    ...writer((x, y, words, size) => {
      if (by === 'line') put(x, y, words, size)
      else
        for (const match of words.matchAll(/\S+/g))
          put(x + widthOf(words.slice(0, match.index), size), y, match[0], size)
    }),
  }
}

/** The same canvas seen by a layout that does not know its page is printed a quarter turn. */
export function onItsSide({ pages, newPage }: Canvas): Canvas {
  return {
    pages,
    newPage,
    ...writer((x, y, text, size) => {
      const page = pages.at(-1) as Placed[]
      page.push({
        text,
        x: y * 0.7,
        y: pageSize.height - x,
        size,
        width: widthOf(text, size),
        isUpwards: true,
      })
    }),
  }
}

function writer(
  put: (x: number, y: number, words: string, size: number) => void,
): Pick<Canvas, 'text' | 'block'> {
  const text: Canvas['text'] = (x, y, words, { size = 9, from = 'left' } = {}) => {
    const width = widthOf(words, size)
    put(from === 'left' ? x : from === 'right' ? x - width : x - width / 2, y, words, size)
  }
  return {
    text,
    block: (x, y, lines, style = {}) => {
      const step = (style.size ?? 9) * 1.3
      lines.forEach((line, i) => text(x, y + i * step, line, style))
      return y + lines.length * step
    },
  }
}

/** Of Helvetica, in thousandths of its size, near enough. */
export function widthOf(text: string, size: number): number {
  let width = 0
  for (const letter of text)
    width += /[iljt.,:;'|! ]/.test(letter)
      ? 278
      : /[mwMW%@]/.test(letter)
        ? 850
        : /[A-Z]/.test(letter)
          ? 680
          : 540
  return (width * size) / 1000
}
