/** Checks a reading against itself and the calendar; what fails is a doubt in a clerk's words, or an emptied field. */
import { isValidIBAN } from 'ibantools'
import { daysBetween } from './dates.ts'
import { exponentOf, isCurrency, type Decimal } from './money.ts'
import { isOwnCode, isOwnName, sameName, type OwnCompany } from './own-company.ts'
import { nothingRead, type Field, type Fields, type Reading } from './reading.ts'
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
  const doubts = [
    ...partyDoubts(fields),
    ...sumDoubts(fields),
    ...dateDoubts(fields, context.today),
    ...taxIdDoubts(fields),
  ]
  return { ...reading, fields, doubts: [...reading.doubts, ...doubts] }
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
  return why === undefined ? field : nothingRead(`"${(field.value ?? '').slice(0, 60)}" was refused: ${why}.`)
}

function partyDoubts({ vendorName, buyerName }: Fields): string[] {
  if (vendorName.value === null || buyerName.value === null) return []
  return sameName(vendorName.value, buyerName.value)
    ? [`Seller and buyer bear the same name, "${vendorName.value}".`]
    : []
}

function sumDoubts({ netAmount, taxAmount, totalAmount, amountDue, currency }: Fields): string[] {
  const tolerance =
    roundingUnits *
    10 ** -(currency.value !== null && isCurrency(currency.value) ? exponentOf(currency.value) : 2)
  const isAbout = (a: number, b: number): boolean => Math.abs(a - b) <= tolerance + 1e-9
  const [net, tax, total, due] = [netAmount, taxAmount, totalAmount, amountDue].map(numberOf)
  const doubts: string[] = []
  if (net !== undefined && tax !== undefined && total !== undefined && !isAbout(net + tax, total))
    doubts.push(
      `The sums do not fit: net ${netAmount.value} and tax ${taxAmount.value} do not make ${totalAmount.value}.`,
    )
  if (total !== undefined && due !== undefined && total > 0 && due > total + tolerance)
    doubts.push(
      `More is to be paid (${amountDue.value}) than this invoice amounts to (${totalAmount.value}).`,
    )
  return doubts
}

const numberOf = (field: Field<Decimal>): number | undefined =>
  field.value === null ? undefined : Number(field.value)

function dateDoubts({ invoiceDate, dueDate }: Fields, today: Date): string[] {
  const doubts: string[] = []
  if (invoiceDate.value !== null) {
    const age = daysBetween(invoiceDate.value, today.toISOString().slice(0, 10))
    if (age < -futureDays)
      doubts.push(`The invoice date ${invoiceDate.value} is more than ${futureDays} days ahead.`)
    if (age > oldDays) doubts.push(`The invoice date ${invoiceDate.value} is more than ten years ago.`)
    if (dueDate.value !== null && dueDate.value < invoiceDate.value)
      doubts.push(`The due date ${dueDate.value} is before the invoice date ${invoiceDate.value}.`)
  }
  return doubts
}

function taxIdDoubts({ vendorTaxId }: Fields): string[] {
  return vendorTaxId.value !== null && taxIdVerdict(vendorTaxId.value) === 'wrong'
    ? [`The vendor's tax number ${vendorTaxId.value} has wrong check digits.`]
    : []
}
