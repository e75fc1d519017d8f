/** The labels beside the fields of an invoice, and what a value behind each looks like. */
import { findDates } from '../../../src/domain/rules/date-text.ts'

/** Reads a value from the rest of a line behind its label. */
export type Reader = (rest: string, line: string) => string | undefined

const numberReader: Reader = (rest) =>
  /^[\s:.#-]*((?=[\w\-/.]*\d)[A-Z0-9][\w\-/.]*)/i.exec(rest)?.[1]?.replace(/[.\-/]+$/, '')
/** "03/04/2026" may be either of two days: then it is none. */
const dateReader: Reader = (rest) => {
  const { dayFirst, monthFirst } = findDates(rest)[0] ?? {}
  return dayFirst === undefined || monthFirst === undefined || dayFirst === monthFirst
    ? (dayFirst ?? monthFirst)
    : undefined
}
export const nameReader: Reader = (rest) => {
  const name = rest
    .replace(/^[\s:.-]+/, '')
    .split(/\s{2,}|\t/)[0]
    ?.trim()
  return name !== undefined && /^[^:#]*\p{L}{2}[^:#]*$/u.test(name) && name.length < 80 ? name : undefined
}
/** With its country, or grouped as national numbers are: plain digits may be any number. */
const taxIdReader: Reader = (rest) =>
  /^[\s:.#-]*((?:[A-Z]{2,3} ?|(?=\d{2,3}[ -/]\d))(?=[A-Z0-9 ./-]*\d{3})[A-Z0-9][A-Z0-9 ./-]{6,16}[A-Z0-9])/.exec(
    rest,
  )?.[1]
const ibanReader: Reader = (rest) =>
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/.exec(rest)?.[0].replaceAll(' ', '')

export const invoiceWord = String.raw`(?:invoice|bill|credit note|rechnungs?|gutschrifts?|facture|fattura|factura|faktura|faktuur|factuur)`
const numberWord = String.raw`(?:no|nr|num(?:ber|mer|ero|éro)|n[°ºo]|id|#)`

/** Labels in order of trust; a field's value follows its label, on the same line or alone on the next. */
export const labels: Readonly<
  Record<string, { readonly labels: readonly RegExp[]; readonly read: Reader | 'amount' }>
> = {
  invoicenumber: {
    labels: [
      new RegExp(String.raw`${invoiceWord}[\s-]{0,2}${numberWord}\b`, 'i'),
      new RegExp(`^${invoiceWord}(?=[\\s:#]+\\S*\\d)`, 'i'),
    ],
    read: numberReader,
  },
  invoicedate: {
    labels: [
      /invoice date|date of (?:issue|invoice)|issue date|rechnungsdatum|date de (?:la )?facture|date d[’']émission|data (?:fattura|factura)|fecha(?: de (?:factura|emisión))?|factuurdatum|fakturadato/i,
      /^(?:date|datum|data)\b/i,
    ],
    read: dateReader,
  },
  duedate: {
    labels: [
      /due date|payment due|pay(?:able)? by|due(?: on)?\b|fällig(?:keit)?(?: am)?|zahlbar bis|échéance|scadenza|vencimiento|vervaldatum/i,
    ],
    read: dateReader,
  },
  totalamount: {
    labels: [
      /grand total|total amount|invoice total|gesamtbetrag|rechnungsbetrag|bruttobetrag|gesamtsumme|total ttc|totale (?:fattura|documento)|total incl\S*|totaal incl\S*/i,
      /^total[e]?\b|^totaal\b|^gesamt\b|^summe\b/i,
      /amount due|balance due|zahlbetrag/i,
    ],
    read: 'amount',
  },
  netamount: {
    labels: [/sub-?total|net(?: amount| total)\b|nettobetrag|zwischensumme|total ht|imponibile|subtotaal/i],
    read: 'amount',
  },
  taxamount: {
    labels: [/^(?:total )?(?:vat|sales tax|tax|gst|mwst|ust|umsatzsteuer|tva|iva|btw)\b/i],
    read: 'amount',
  },
  amountdue: {
    labels: [/amount due|balance due|zahlbetrag|offener betrag|net à payer|à payer|da pagare|te betalen/i],
    read: 'amount',
  },
  iban: { labels: [/\biban\b/i], read: ibanReader },
  purchaseorder: {
    labels: [
      /purchase order(?: (?:no|number|nr))?|\bp\.?o\.?(?: (?:no|number|nr)\b| ?#|(?=[\s:]))|bestell(?:nummer|-?nr)|bon de commande|your order(?: no)?|ordine(?: n)?/i,
    ],
    read: numberReader,
  },
  vendorname: {
    labels: [/^(?:from|seller|vendor|supplier|verkäufer|lieferant|vendeur|fornitore|leverancier)\b/i],
    read: nameReader,
  },
  buyername: {
    labels: [
      /^(?:bill(?:ed)? to|invoice to|sold to|customer|buyer|client|kunde|käufer|acheteur|cliente|klant)\b/i,
    ],
    read: nameReader,
  },
  vendortaxid: {
    labels: [
      /vat(?: (?:id|no|nr|number|reg\S*))*|ust-?id(?:nr)?\S*|tva intra\S*|n° tva|p\.? ?iva|partita iva|btw(?:-nr)?|\bnif\b|\bcif\b|tax id|\bein\b|\babn\b/i,
    ],
    read: taxIdReader,
  },
}
