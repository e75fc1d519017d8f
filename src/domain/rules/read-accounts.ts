/** Reads the seller's account and tax number; those of the buyer are told by their labels and blocks. */
import { countrySpecs, isValidIBAN } from 'ibantools'
import { isOwnCode, type OwnCompany } from '../own-company.ts'
import { nothingRead, type Field } from '../reading.ts'
import { taxIdVerdict } from '../tax-id.ts'
import { labelled } from './beside.ts'
import { agreed, found, foundIn, type Found } from './found.ts'
import { sideOf } from './party-side.ts'
import type { Sheet } from './sheet.ts'

export function readIban(sheet: Sheet, own: OwnCompany | undefined): Field {
  const all = sheet.lines.flatMap((line) =>
    ibansIn(line.text).map(({ iban, quote }) => found(iban, quote, line.cells, 'IBAN')),
  )
  const theirs = all.filter(({ value }) => !isOwnCode(own, value))
  if (theirs.length > 0) return agreed([theirs], 'IBAN')
  return nothingRead(
    sheet.cells.some(({ text }) => /\bIBAN\b/.test(text))
      ? 'The document shows no IBAN with right check digits.'
      : 'The document shows no IBAN.',
  )
}

export function ibansIn(text: string): { iban: string; quote: string }[] {
  return [...text.matchAll(/(?<![A-Za-z\d])[A-Z]{2} ?\d{2}(?: {0,3}[A-Z\d]){10,32}/g)].flatMap((match) => {
    const length = countrySpecs[match[0].slice(0, 2)]?.chars
    if (length === undefined || length === null) return []
    const quote = new RegExp(`^(?:[A-Z\\d] *){${length}}`).exec(match[0])?.[0].trim()
    const iban = quote?.replace(/ /g, '')
    return quote !== undefined && iban !== undefined && isValidIBAN(iban) ? [{ iban, quote }] : []
  })
}

export function readTaxId(sheet: Sheet, own: OwnCompany | undefined): Field {
  const labels = labelled(sheet, 'taxId').flatMap(({ places, words, cell }) => {
    for (const place of places) {
      const id = taxIdIn(place.text)
      if (id !== undefined)
        return [{ side: sideOf(sheet, cell), one: found(id, place.text, [place.cell], words) }]
    }
    return []
  })
  const buyers = new Set(
    labelled(sheet, 'buyerTaxId').flatMap(({ places }) =>
      places.map(({ text }) => compact(taxIdIn(text) ?? '')),
    ),
  )
  const bare = sheet.cells.flatMap((cell) =>
    bareIds(cell.text).map((id) => ({ side: sideOf(sheet, cell), one: foundIn(id, cell) })),
  )
  const theirs = (list: typeof labels): Found[] =>
    unlike(
      list
        .filter(
          ({ side, one }) =>
            side !== 'buyer' && !isOwnCode(own, one.value) && !buyers.has(compact(one.value)),
        )
        .map(({ one }) => one),
    )
  const vat = theirs(labels.filter(({ side }) => side === 'seller'))
  const all = theirs(labels)
  const valid = all.filter(({ value }) => taxIdVerdict(value) === 'right')
  return agreed([vat, all.length > 1 ? valid : all, all, theirs(bare)], 'tax number of the seller')
}

const compact = (id: string): string => id.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()

/** One number printed in two ways is one. */
function unlike(list: readonly Found[]): Found[] {
  return [...new Map(list.toReversed().map((one) => [compact(one.value), one])).values()]
}

/** The number at the beginning: a country or a letter, then digits in groups. */
export function taxIdIn(text: string): string | undefined {
  const match =
    /^(?:(?:no|nr|n|number|id)\b[.:°º\s]*|[\s:.°º#])*((?:[A-Z]{2,3}[ -]?)?[A-Z\d](?:[ ./-]{0,2}[A-Z\d]){5,17})(?![\p{L}\d])/iu.exec(
      text,
    )
  const id = match?.[1]?.replace(/\s*(?:MWST|TVA|IVA|MVA)$/i, '')
  const parts = id?.split(/ +/) ?? []
  const words = parts.findIndex((part, i) => i > 0 && /^\p{L}{2,}\W*$/u.test(part))
  const cut = (words > 0 ? parts.slice(0, words) : parts).join(' ')
  const digits = cut.replace(/\D/g, '').length
  return digits >= 7 && digits <= 14 && !/\p{Ll}{2}/u.test(cut) ? cut : undefined
}

/** VAT numbers that show themselves by their country and their check digits. */
function bareIds(text: string): string[] {
  return [
    ...text.matchAll(
      /(?<![A-Za-z\d])(?:AT ?U|BE|DE|DK|ES|FI|FR|IE|IT|LU|NL|PL|PT|SE|HR|CZ|SK|SI|EL|GB)(?: ?[A-Z\d]){8,12}(?![A-Za-z\d])/g,
    ),
  ]
    .map(([id]) => id)
    .filter((id) => taxIdVerdict(id) === 'right')
}
