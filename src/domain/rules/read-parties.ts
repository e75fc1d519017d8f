/** Reads who sells and who buys: by the labels over their blocks, the letterhead, the return address and the footer. */
import { isOwnName, sameName, type OwnCompany } from '../own-company.ts'
import { nothingRead, type Field } from '../reading.ts'
import { labelled, startsWithLabel } from './beside.ts'
import { fold } from './fold.ts'
import { found, type Found } from './found.ts'
import { hasLegalForm, nameIn, nameWords } from './name-text.ts'
import { partyName } from './party-name.ts'
import { sideOf } from './party-side.ts'
import type { Sheet, SheetCell } from './sheet.ts'

/** Points for each sign that a name is the seller's; from `enough` on it counts, if no other name comes near. */
const points = {
  sellerLabel: 10,
  returnAddress: 5,
  accountHolder: 3,
  firstCell: 4,
  letterhead: 2,
  footer: 2,
  legalForm: 2,
  domain: 2,
  again: 1,
}
const enough = 4
const margin = 1
const headLines = 8

interface Candidate {
  readonly one: Found
  readonly score: number
}

export function readVendorName(sheet: Sheet, own: OwnCompany | undefined): Field {
  const buyers = buyerNames(sheet).map(({ value }) => value)
  const isBuyer = (name: string): boolean =>
    isOwnName(own, name) || buyers.some((buyer) => sameName(buyer, name))
  const [best, ...others] = ranked(
    sheet,
    candidates(sheet).filter(({ one }) => !isBuyer(one.value)),
  )
  if (best === undefined || best.score < enough)
    return nothingRead('The document does not show plainly who the seller is.')
  const rival = others.find(({ one }) => !isSame(one.value, best.one.value))
  return rival !== undefined && best.score - rival.score < margin
    ? nothingRead(`The seller could be "${best.one.value}" or "${rival.one.value}".`)
    : best.one
}

export function readBuyerName(sheet: Sheet): Field {
  return buyerNames(sheet)[0] ?? nothingRead('The document does not show plainly who the buyer is.')
}

function buyerNames(sheet: Sheet): Found[] {
  return labelled(sheet, 'buyer').flatMap((one) => partyName(sheet, one))
}

/** One name once, with the points of all places it stands in. */
function ranked(sheet: Sheet, all: readonly Candidate[]): Candidate[] {
  const text = fold(sheet.lines.map((line) => line.text).join('\n'))
  const domains = [...text.matchAll(/(?:@|www\.|https?:\/\/(?:www\.)?)([a-z0-9.-]+)\.[a-z]{2,}/g)].map(
    (match) => (match[1] ?? '').replace(/[^a-z0-9]/g, ''),
  )
  const groups: Candidate[][] = []
  for (const one of all) {
    const group = groups.find((others) => others.some((other) => isSame(other.one.value, one.one.value)))
    if (group) group.push(one)
    else groups.push([one])
  }
  return groups
    .map((group) => {
      const best = group.toSorted((a, b) => b.score - a.score)[0] as Candidate
      const named = group.find(({ one }) => hasLegalForm(one.value)) ?? best
      const words = nameWords(named.one.value).join('')
      const isDomain =
        words.length > 2 &&
        domains.some((domain) => domain.includes(words) || (domain.length > 4 && words.startsWith(domain)))
      const score =
        best.score +
        (hasLegalForm(named.one.value) ? points.legalForm : 0) +
        (isDomain ? points.domain : 0) +
        (group.length > 1 ? points.again : 0)
      return { one: best.score >= points.sellerLabel ? best.one : named.one, score }
    })
    .toSorted((a, b) => b.score - a.score)
}

/** "Free" and "Free SAS", "Bei Spiel" and "Bei Spiel GmbH". */
function isSame(a: string, b: string): boolean {
  if (sameName(a, b)) return true
  const [one, two] = [nameWords(a), nameWords(b)].toSorted((x, y) => x.length - y.length) as [
    string[],
    string[],
  ]
  return one.length > 0 && one.every((word, i) => two[i] === word)
}

function candidates(sheet: Sheet): Candidate[] {
  const page = sheet.lines[0]?.page
  const lines = sheet.lines.filter((line) => line.page === page)
  const bottom = lines.at(-1)?.top ?? 0
  return [
    ...labelled(sheet, 'seller')
      .flatMap((label) => partyName(sheet, label))
      .map((one) => ({ one, score: points.sellerLabel })),
    ...labelled(sheet, 'accountHolder')
      .flatMap((label) => partyName(sheet, label))
      .map((one) => ({ one, score: points.accountHolder })),
    ...returnAddresses(sheet).map((one) => ({ one, score: points.returnAddress })),
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

/** Name, street and town in one line, over the address window of a letter. */
function returnAddresses(sheet: Sheet): Found[] {
  return sheet.lines
    .filter((line) => line.page === sheet.lines[0]?.page && (line.cells[0]?.line ?? 99) < 25)
    .flatMap((line) =>
      (/[•·●|]/u.test(line.text) ? [line.text] : line.cells.map((cell) => cell.text)).map((text) => ({
        text,
        page: line.page,
      })),
    )
    .flatMap(({ text, page }) => {
      const parts = text
        .split(/\s*[•·●|]\s*|\s+[–—-]\s+|,\s+(?!(?:ltd|inc|llc|lda|corp|s\.|unip)\b)/iu)
        .filter((part) => part.trim() !== '')
      const isAddress =
        parts.length >= 3 &&
        parts.length <= 6 &&
        parts.slice(1, 4).filter((part) => /\d/.test(part)).length >= 2
      const name = isAddress ? nameIn(parts[0] ?? '') : undefined
      return name === undefined || text.length > 140 ? [] : [found(name, text, page)]
    })
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
  return name === undefined ? [] : [{ one: found(name, cell.text, cell.page), score }]
}
