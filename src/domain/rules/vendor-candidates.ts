/** The names that may be the seller's, each with points for the place it stands in. */
import { labelled, startsWithLabel } from './beside.ts'
import { findDates } from './date-text.ts'
import { found, foundIn, type Found } from './found.ts'
import { hasLegalForm, isStreet, nameIn } from './name-text.ts'
import { partyName } from './party-name.ts'
import { sideOf } from './party-side.ts'
import type { Sheet, SheetCell } from './sheet.ts'

/** Points for each sign that a name is the seller's. */
export const points = {
  sellerLabel: 10,
  returnAddress: 5,
  accountHolder: 3,
  firstCell: 4,
  letterhead: 2,
  footer: 2,
  legalForm: 2,
  domain: 2,
  again: 1,
  foot: 2,
}

const headLines = 8
const addressLines = 25

export interface Candidate {
  readonly one: Found
  /** Of its best place alone, and with all that speaks for it. */
  readonly base: number
  readonly score: number
  /** Of the place that gave the score. */
  readonly line: number
}

export function vendorCandidates(sheet: Sheet): Candidate[] {
  const page = sheet.lines[0]?.page
  const lines = sheet.lines.filter((line) => line.page === page)
  const bottom = lines.at(-1)?.top ?? 0
  return [
    ...labelledNames(sheet, 'seller', points.sellerLabel),
    ...labelledNames(sheet, 'accountHolder', points.accountHolder),
    ...returnAddresses(sheet),
    ...letterhead(
      sheet,
      lines.flatMap(({ cells }) => cells).filter(({ line }) => line < headLines),
    ),
    ...sheet.cells
      .filter(
        (cell) => cell.top > bottom * 0.75 && cell.line > headLines && hasLegalForm(nameIn(cell.text) ?? ''),
      )
      .filter((cell) => !startsWithLabel(cell) && sideOf(sheet, cell) === undefined)
      .flatMap((cell) => named(cell, points.footer)),
  ]
}

function labelledNames(sheet: Sheet, kind: 'seller' | 'accountHolder', score: number): Candidate[] {
  return labelled(sheet, kind).flatMap((label) =>
    partyName(sheet, label).map((one) => ({ one, base: score, score, line: label.cell.line })),
  )
}

/** Name, street and town in one line, over the address window of a letter. */
function returnAddresses(sheet: Sheet): Candidate[] {
  return sheet.lines.flatMap(({ page, text: whole, cells }, line) => {
    if (page !== sheet.lines[0]?.page || line >= addressLines) return []
    const texts = /[•·●|]/u.test(whole)
      ? [{ text: whole, cells }]
      : cells.map((cell) => ({ text: cell.text, cells: [cell] }))
    // Below the name the address goes on with tax number or telephone.
    const isBelowName = cells.some(({ labels }) => labels.length > 0)
    return texts.flatMap(({ text, cells: own }) => {
      const name = isAddress(text) ? nameIn(partsOf(text)[0] ?? '') : undefined
      if (name === undefined || (isBelowName && !hasLegalForm(name))) return []
      return [{ one: found(name, text, own), base: points.returnAddress, score: points.returnAddress, line }]
    })
  })
}

const partsOf = (text: string): string[] =>
  text
    .split(/\s*[•·●|]\s*|\s+[–—-]\s+|,\s+(?!(?:ltd|inc|llc|lda|corp|s\.|unip)\b)/iu)
    .filter((part) => part.trim() !== '')

/** Three to six parts, with a house number and a postcode among them. */
function isAddress(text: string): boolean {
  const parts = partsOf(text)
  const numbered = parts.slice(1, 4).filter((part) => /\d/.test(part) || isStreet(part))
  return (
    text.length <= 140 &&
    parts.length >= 3 &&
    parts.length <= 6 &&
    numbered.length >= 2 &&
    findDates(text).length === 0
  )
}

/** The first words of the page that are a name, and other names with a legal form near them. */
function letterhead(sheet: Sheet, cells: readonly SheetCell[]): Candidate[] {
  const free = cells.filter((cell) => !startsWithLabel(cell) && sideOf(sheet, cell) === undefined)
  const firsts = free.filter((cell) => nameIn(cell.text) !== undefined)
  const [first] = firsts
  return firsts.flatMap((cell) => {
    if (cell === first && cell.line < 4) return named(cell, points.firstCell)
    return hasLegalForm(nameIn(cell.text) ?? '') || cell.line === first?.line
      ? named(cell, points.letterhead)
      : []
  })
}

function named(cell: SheetCell, score: number): Candidate[] {
  const name = nameIn(cell.text)
  return name === undefined ? [] : [{ one: foundIn(name, cell), base: score, score, line: cell.line }]
}
