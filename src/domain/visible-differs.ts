/** Holds the data of an e-invoice against the page that people see: whoever pays by one must not be shown the other. */
import type { Doubt } from './doubt.ts'
import { amountsIn } from './evidence.ts'
import { sameName } from './own-company.ts'
import { fieldLabels, type PageText, type Reading } from './reading.ts'
import { fold } from './rules/fold.ts'

const compared = ['totalAmount', 'invoiceNumber', 'vendorName', 'iban'] as const
type Compared = (typeof compared)[number]

/** A difference counts where the page plainly says another thing, and the data's own value stands nowhere on it. */
export function visibleDiffers(data: Reading, seen: Reading, pages: readonly PageText[]): Doubt[] {
  const text = pages.map((page) => page.text).join('\n')
  return compared.flatMap((name) => {
    const [inData, onPage] = [data.fields[name].value, seen.fields[name].value]
    if (inData === null || onPage === null || isSame(name, inData, onPage, text)) return []
    const words = `The visible document differs from its data: ${fieldLabels[name]} is "${onPage.slice(0, 60)}" on the page and "${inData.slice(0, 60)}" in the data.`
    return [{ kind: 'data-differs', field: name, text: words }]
  })
}

const plain = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '')

function isSame(name: Compared, inData: string, onPage: string, text: string): boolean {
  if (name === 'totalAmount') return [onPage, ...amountsIn(text)].some((amount) => isSameSum(amount, inData))
  if (name === 'vendorName' && sameName(inData, onPage)) return true
  return plain(inData) === plain(onPage) || plain(text).includes(plain(inData))
}

/** Lines and tax rates are rounded one way on the page and the other in the data. */
const rounding = 0.02

/** A credit note's page may leave out the sign. */
const isSameSum = (a: string, b: string): boolean =>
  Math.abs(Math.abs(Number(a)) - Math.abs(Number(b))) <= rounding + 1e-9
