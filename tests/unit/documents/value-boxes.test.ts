/** A value's box lies where a viewer shows the value, however the page is turned, cropped and measured. */
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { readDocument } from '../../../src/adapters/documents/read-document.ts'
import type { Box } from '../../../src/domain/box.ts'
import type { ParsedDocument } from '../../../src/domain/reading.ts'

const size = 12
/** From the page's lower left corner, as PDF counts: 612 × 792 points, the line stands 592 above the foot. */
const place = { left: 100, base: 592 }

interface Rectangle {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

interface Drawn {
  readonly bytes: Uint8Array
  /** Of the number "Q-17", without its label. */
  readonly value: Rectangle
}

async function drawn(font: string, entries: Record<string, unknown>): Promise<Drawn> {
  const document = new PDFDocument({ size: 'LETTER', margin: 0 })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  Object.assign((document.page.dictionary as unknown as { data: object }).data, entries)
  document.font(font).fontSize(size)
  const lines = ['Quayside Ltd', 'Invoice No: Q-17', 'Date: 4 March 2024', 'Total due EUR 120.50']
  lines.forEach((line, i) => {
    const y = 792 - place.base + 20 * (i - 1)
    document.text(line, place.left, y, { baseline: 'alphabetic', lineBreak: false })
  })
  const left = place.left + document.widthOfString('Invoice No: ')
  const right = left + document.widthOfString('Q-17')
  const ended = new Promise<void>((resolve) => document.once('end', resolve))
  document.end()
  await ended
  // Letters reach 0.8 of their height over their line and 0.22 under it.
  const value = { left, right, bottom: place.base - 0.22 * size, top: place.base + 0.8 * size }
  return { bytes: new Uint8Array(Buffer.concat(chunks)), value }
}

const read = (bytes: Uint8Array): Promise<ParsedDocument> =>
  readDocument({ format: 'pdf', bytes, maxPages: 200, ownCompany: undefined })

async function boxOfNumber(bytes: Uint8Array): Promise<Box | undefined> {
  const parsed = await read(bytes)
  const field = parsed.kind === 'parsed' ? parsed.rules?.fields.invoiceNumber : undefined
  expect(field?.value).toBe('Q-17')
  return field === undefined || field.value === null ? undefined : field.evidence.box
}

/** Upper left and lower right corner on the page as shown, in points, and the size of that page. */
type Shown = (value: Rectangle) => {
  from: readonly [number, number]
  to: readonly [number, number]
  of: readonly [number, number]
}

const upright: Shown = ({ left, top, right, bottom }) => ({
  from: [left, 792 - top],
  to: [right, 792 - bottom],
  of: [612, 792],
})

test.each<[string, string, Record<string, unknown>, Shown]>([
  ['upright', 'Helvetica', {}, upright],
  ['in letters of one width', 'Courier', {}, upright],
  [
    'turned by 90°',
    'Helvetica',
    { Rotate: 90 },
    ({ left, top, right, bottom }) => ({ from: [bottom, left], to: [top, right], of: [792, 612] }),
  ],
  [
    'turned by 180°',
    'Helvetica',
    { Rotate: 180 },
    ({ left, top, right, bottom }) => ({
      from: [612 - right, bottom],
      to: [612 - left, top],
      of: [612, 792],
    }),
  ],
  [
    'turned by 270°',
    'Helvetica',
    { Rotate: 270 },
    ({ left, top, right, bottom }) => ({
      from: [792 - top, 612 - right],
      to: [792 - bottom, 612 - left],
      of: [792, 612],
    }),
  ],
  [
    'cropped',
    'Helvetica',
    { CropBox: [50, 300, 450, 700] },
    ({ left, top, right, bottom }) => ({
      from: [left - 50, 700 - top],
      to: [right - 50, 700 - bottom],
      of: [400, 400],
    }),
  ],
  [
    'cropped and turned by 90°',
    'Helvetica',
    { CropBox: [50, 300, 350, 700], Rotate: 90 },
    ({ left, top, right, bottom }) => ({
      from: [bottom - 300, left - 50],
      to: [top - 300, right - 50],
      of: [400, 300],
    }),
  ],
  ['measured in units of two points', 'Helvetica', { UserUnit: 2 }, upright],
])('on a page %s', async (_how, font, entries, shown) => {
  const { bytes, value } = await drawn(font, entries)
  const box = await boxOfNumber(bytes)
  const { from, to, of } = shown(value)
  const [width, height] = of
  if (box === undefined) throw new Error('the number has no box')
  const corners = [box.x * width, box.y * height, (box.x + box.width) * width, (box.y + box.height) * height]
  // Letters that stand closer together than their widths say are the half a point.
  expect(Math.max(...[...from, ...to].map((part, i) => Math.abs(part - (corners[i] ?? 0))))).toBeLessThan(0.5)
})
