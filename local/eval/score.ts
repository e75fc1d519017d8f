/** Holds what was read against the truth: right, missing, wrong, or invented where the document states nothing. */
import { fold } from '../../src/domain/rules/fold.ts'
import { scoredFields, type Got, type ScoredField, type Truth, type Verdict } from './truth.ts'

const legalForms =
  /\b(gmbh|mbh|co|kg|ag|inc|llc|ltd|limited|corp|corporation|company|sas|sarl|sa|s a|bv|b v|nv|oy|ab|srl|spa|plc|sp|z o o|doo|d o o|ug|ohg|ev)\b/g
const nameOf = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(legalForms, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const codeOf = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '')

/** The verdict on one field. */
export function verdictOn(field: ScoredField, got: string | number | null, truth: Truth): Verdict {
  const wanted = truth[field]
  const isByTerms = field === 'dueDate' && wanted === null && (truth.dueDateFromTerms ?? null) !== null
  if (got === null) return wanted === null ? 'rightly-empty' : 'missing'
  if (wanted === null && !isByTerms) return 'invented'
  return isRight(field, String(got), truth) ? 'right' : wanted === null ? 'invented' : 'wrong'
}

function isRight(field: ScoredField, got: string, truth: Truth): boolean {
  switch (field) {
    case 'vendorName':
      return [truth.vendorName, ...(truth.vendorAliases ?? [])].some((one) => sameParty(got, one ?? ''))
    case 'invoiceNumber':
      return [truth.invoiceNumber, ...(truth.acceptNumbers ?? [])].some(
        (one) => codeOf(got) === codeOf(one ?? ''),
      )
    case 'totalAmount':
      return [truth.totalAmount, ...(truth.acceptAmounts ?? [])].some(
        (one) => Math.abs(Number(got) - Number(one)) < 0.005,
      )
    case 'dueDate':
      return got === (truth.dueDate ?? truth.dueDateFromTerms)
    case 'vendorTaxId':
      return (
        codeOf(got).endsWith(codeOf(truth.vendorTaxId ?? '')) ||
        codeOf(truth.vendorTaxId ?? '').endsWith(codeOf(got))
      )
    case 'invoiceDate':
    case 'currency':
      return got === truth[field]
  }
}

/** One name, or one whole within the other. */
function sameParty(one: string, other: string): boolean {
  const [a, b] = [nameOf(one), nameOf(other)]
  if (a === b) return true
  return Math.min(a.length, b.length) >= 4 && (` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `))
}

export type Counts = Readonly<Record<Verdict, number>>
export const noCounts: Counts = { right: 0, wrong: 0, missing: 0, invented: 0, 'rightly-empty': 0 }

export function scored(got: Got, truth: Truth): Record<ScoredField, Verdict> {
  return Object.fromEntries(
    scoredFields.map((field) => [field, verdictOn(field, got[field] ?? null, truth)]),
  ) as Record<ScoredField, Verdict>
}
