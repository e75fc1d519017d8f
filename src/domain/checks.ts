/** Checks a reading against itself and the calendar; what fails is a doubt in a clerk's words, or an emptied field. */
import { isValidIBAN } from 'ibantools'
import { daysBetween } from './dates.ts'
import type { Doubt, DoubtKind } from './doubt.ts'
import { exponentOf, isCurrency, type Decimal } from './money.ts'
import { isOwnCode, isOwnName, sameName, type OwnCompany } from './own-company.ts'
import { refusedValue, type Field, type Fields, type Reading } from './reading.ts'
import { taxIdVerdict } from './tax-id.ts'

export interface CheckContext {
  readonly today: Date
  readonly ownCompany?: OwnCompany | undefined
}

/** Rounding by line and by tax rate may differ by this many minor units. */
const roundingUnits = 2
const futureDays = 60
const oldDays = 3653

/** Also of what was taken for no invoice: a person may say that it is one. */
export function checked(reading: Reading, context: CheckContext): Reading {
  const fields = acceptable(reading.fields, context.ownCompany)
  return { ...reading, fields, doubts: [...reading.doubts, ...doubtsOf(fields, context.today)] }
}

/** What the checks make of these values. */
function doubtsOf(fields: Fields, today: Date): Doubt[] {
  return [...partyDoubts(fields), ...sumDoubts(fields), ...dateDoubts(fields, today), ...taxIdDoubts(fields)]
}

const ofChecks: readonly DoubtKind[] = ['same-parties', 'sums-differ', 'more-due', 'odd-date', 'wrong-tax-id']

/** The doubts as they are with other values in their place: what the checks found before does not count any more. */
export function doubtsAnew(before: readonly Doubt[], fields: Fields, today: Date): Doubt[] {
  return [...before.filter(({ kind }) => !ofChecks.includes(kind)), ...doubtsOf(fields, today)]
}

function acceptable(fields: Fields, own: OwnCompany | undefined): Fields {
  return {
    ...fields,
    currency: without(fields.currency, (code) => (isCurrency(code) ? undefined : 'it is no currency')),
    iban: without(fields.iban, (iban) =>
      !isValidIBAN(iban)
        ? 'its check digits are wrong'
        : isOwnCode(own, iban)
          ? 'it is our own account'
          : undefined,
    ),
    vendorName: without(fields.vendorName, (name) =>
      isOwnName(own, name) ? 'that is our own company' : undefined,
    ),
    vendorTaxId: without(fields.vendorTaxId, (id) =>
      isOwnCode(own, id) ? 'it is our own number' : undefined,
    ),
  }
}

function without(field: Field, fault: (value: string) => string | undefined): Field {
  const why = field.value === null ? undefined : fault(field.value)
  return why === undefined ? field : refusedValue(field.value ?? '', why)
}

function partyDoubts({ vendorName, buyerName }: Fields): Doubt[] {
  if (vendorName.value === null || buyerName.value === null) return []
  return sameName(vendorName.value, buyerName.value)
    ? [
        {
          kind: 'same-parties',
          field: 'vendorName',
          text: `Seller and buyer bear the same name, "${vendorName.value}".`,
        },
      ]
    : []
}

function sumDoubts({ netAmount, taxAmount, totalAmount, amountDue, currency }: Fields): Doubt[] {
  const tolerance =
    roundingUnits *
    10 ** -(currency.value !== null && isCurrency(currency.value) ? exponentOf(currency.value) : 2)
  const isAbout = (a: number, b: number): boolean => Math.abs(a - b) <= tolerance + 1e-9
  const [net, tax, total, due] = [netAmount, taxAmount, totalAmount, amountDue].map(numberOf)
  const doubts: Doubt[] = []
  if (net !== undefined && tax !== undefined && total !== undefined && !isAbout(net + tax, total))
    doubts.push({
      kind: 'sums-differ',
      text: `The sums do not fit: net ${netAmount.value} and tax ${taxAmount.value} do not make ${totalAmount.value}.`,
    })
  if (total !== undefined && due !== undefined && total > 0 && due > total + tolerance)
    doubts.push({
      kind: 'more-due',
      text: `More is to be paid (${amountDue.value}) than this invoice amounts to (${totalAmount.value}).`,
    })
  return doubts
}

const numberOf = (field: Field<Decimal>): number | undefined =>
  field.value === null ? undefined : Number(field.value)

function dateDoubts({ invoiceDate, dueDate }: Fields, today: Date): Doubt[] {
  const odd = (text: string): Doubt => ({ kind: 'odd-date', text })
  const doubts: Doubt[] = []
  if (invoiceDate.value !== null) {
    const age = daysBetween(invoiceDate.value, today.toISOString().slice(0, 10))
    if (age < -futureDays)
      doubts.push(odd(`The invoice date ${invoiceDate.value} is more than ${futureDays} days ahead.`))
    if (age > oldDays) doubts.push(odd(`The invoice date ${invoiceDate.value} is more than ten years ago.`))
    if (dueDate.value !== null && dueDate.value < invoiceDate.value)
      doubts.push(odd(`The due date ${dueDate.value} is before the invoice date ${invoiceDate.value}.`))
  }
  return doubts
}

function taxIdDoubts({ vendorTaxId }: Fields): Doubt[] {
  return vendorTaxId.value !== null && taxIdVerdict(vendorTaxId.value) === 'wrong'
    ? [
        {
          kind: 'wrong-tax-id',
          field: 'vendorTaxId',
          text: `The vendor's tax number ${vendorTaxId.value} has wrong check digits.`,
        },
      ]
    : []
}
