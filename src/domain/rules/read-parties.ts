/** Reads who sells and who buys; of several names the one with the most signs of a seller counts, if no other comes near. */
import { isOwnName, sameName, type OwnCompany } from '../own-company.ts'
import { nothingRead, type Field } from '../reading.ts'
import { labelled } from './beside.ts'
import { fold } from './fold.ts'
import type { Found } from './found.ts'
import { hasLegalForm, nameWords } from './name-text.ts'
import { partyName } from './party-name.ts'
import type { Sheet } from './sheet.ts'
import { points, vendorCandidates, type Candidate } from './vendor-candidates.ts'

/** Points that a name needs, and by how many it must lead. */
const enough = 4
const margin = 1
/** Two names side by side may be seller and buyer. */
const marginBeside = 3

export function readVendorName(sheet: Sheet, own: OwnCompany | undefined): Field {
  const buyers = buyerNames(sheet).map(({ value }) => value)
  const isBuyer = (name: string): boolean =>
    isOwnName(own, name) || buyers.some((buyer) => sameName(buyer, name))
  const [best, ...others] = ranked(
    sheet,
    vendorCandidates(sheet).filter(({ one }) => !isBuyer(one.value)),
  )
  if (best === undefined || best.score < enough)
    return nothingRead('The document does not show plainly who the seller is.')
  const rival = others.find(({ one }) => !isSame(one.value, best.one.value))
  const isBeside =
    rival !== undefined && best.base < points.returnAddress && Math.abs(best.line - rival.line) < 2
  const needed = isBeside ? marginBeside : margin
  return rival !== undefined && best.score - rival.score < needed
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
        (group.length > 1 ? points.again : 0) +
        (isAtFoot(sheet, named.one.value) ? points.foot : 0)
      return {
        one: best.score >= points.sellerLabel ? best.one : named.one,
        base: best.score,
        score,
        line: best.line,
      }
    })
    .toSorted((a, b) => b.score - a.score)
}

/** It stands again at the foot of the first page, or on a later page. */
function isAtFoot(sheet: Sheet, name: string): boolean {
  const words = fold(name)
  const page = sheet.lines[0]?.page
  const bottom = sheet.lines.findLast((line) => line.page === page)?.top ?? 0
  return sheet.lines.some(
    (line) =>
      (line.page !== page || line.top > bottom * 0.75) &&
      line.cells.some(({ folded }) => folded.includes(words)),
  )
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
