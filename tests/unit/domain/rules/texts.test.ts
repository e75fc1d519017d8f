/** The small readers of text: amounts, dates, currencies, labels, numbers, names, accounts. */
import { describe, expect, test } from 'vitest'
import { decimalOf, findAmounts, numberFormatOf } from '../../../../src/domain/rules/amount-text.ts'
import { markAfter, markBefore } from '../../../../src/domain/rules/currency-text.ts'
import { dateOrderOf, meantDate } from '../../../../src/domain/rules/date-order.ts'
import { findDates } from '../../../../src/domain/rules/date-text.ts'
import { findLabels } from '../../../../src/domain/rules/find-labels.ts'
import { fold } from '../../../../src/domain/rules/fold.ts'
import { languageOf } from '../../../../src/domain/rules/language.ts'
import { nameIn } from '../../../../src/domain/rules/name-text.ts'
import { dueByTerms } from '../../../../src/domain/rules/payment-terms.ts'
import { ibansIn, taxIdIn } from '../../../../src/domain/rules/read-accounts.ts'
import { numberIn } from '../../../../src/domain/rules/number-text.ts'
import { rowKind } from '../../../../src/domain/rules/total-rows.ts'

describe('amounts', () => {
  test.each([
    ['1.234,56', ',', '1234.56'],
    ['1,234.56', '.', '1234.56'],
    ["2'594.40", '.', '2594.40'],
    ['27 333,06', ',', '27333.06'],
    ['1.234', ',', '1234'],
    ['1.234', '.', undefined],
    ['1.234', undefined, '1234'],
    ['12.34.56', '.', undefined],
    ['0.025', '.', '0.025'],
    ['007', '.', '7'],
  ] as const)('"%s" where "%s" divides decimals is %s', (raw, decimal, value) => {
    expect(decimalOf(raw, { decimal, blankGroups: true })).toBe(value)
  })

  test.each([
    ['Total 10.00', ['10.00']],
    ['VAT 20 % of 50.00: 10.00', ['50.00', '10.00']],
    ['-218,48 €', ['-218.48']],
    ['(15.00)', ['-15.00']],
    ['£ 1,386.00', ['1386.00']],
    ['CHF 540.--', ['540']],
    ['A-4711 2024-03-13', []],
  ])('in "%s" stand %j', (text, values) => {
    const format = numberFormatOf([text])
    expect(findAmounts(text, format).map(({ value }) => value)).toEqual(values)
  })

  test('the document decides which mark divides decimals', () => {
    expect(numberFormatOf(['1.234,56', '7,00'])).toEqual({ decimal: ',', blankGroups: false })
    expect(numberFormatOf(['12.50', '3.00']).decimal).toBe('.')
    expect(numberFormatOf(['12.50', '3,00']).decimal).toBeUndefined()
  })
})

describe('currency marks', () => {
  test.each([
    ['10.00 EUR', 5, ['EUR']],
    ['10,00 zł', 5, ['PLN']],
    ['10,00 kr', 5, ['SEK', 'NOK', 'DKK', 'ISK']],
    ['10.00 THE', 5, undefined],
    ['10.00 kringle', 5, undefined],
  ])('behind the number in "%s"', (text, index, means) => {
    expect(markAfter(text, index)?.means).toEqual(means)
  })

  test.each([
    ['US$ 10', 4, ['USD']],
    ['€10', 1, ['EUR']],
    ['TOP 10', 4, undefined],
  ])('before the number in "%s"', (text, index, means) => {
    expect(markBefore(text, index)?.means).toEqual(means)
  })
})

describe('dates', () => {
  test.each([
    ['2024-02-29', '2024-02-29', '2024-02-29'],
    ['2023-02-29', undefined, undefined],
    ['31.12.2023', '2023-12-31', undefined],
    ['1. 3. 2024', '2024-03-01', undefined],
    ['03/04/2024', '2024-04-03', '2024-03-04'],
    ['13/04/2024', '2024-04-13', undefined],
    ['04/13/2024', undefined, '2024-04-13'],
    ['21.05.14', '2014-05-21', undefined],
    ['3 de agosto de 2014', '2014-08-03', '2014-08-03'],
    ['1er août 2015', '2015-08-01', '2015-08-01'],
    ['August 3 , 2014', '2014-08-03', '2014-08-03'],
    ['24 Sep 2024', '2024-09-24', '2024-09-24'],
    ['15-Mar-2024', '2024-03-15', '2024-03-15'],
    ['12 września 2023', '2023-09-12', '2023-09-12'],
  ])('"%s"', (text, dayFirst, monthFirst) => {
    const [date] = findDates(text)
    expect([date?.dayFirst, date?.monthFirst]).toEqual([dayFirst, monthFirst])
  })

  test.each(['1.234,56', '4711-12', '192.168.10.24', 'Tel. 08031/12345', '99.99.2024'])(
    '"%s" is no date',
    (text) => {
      expect(findDates(text)).toEqual([])
    },
  )

  test.each([
    ['a day above twelve', '03/04/2024 and 25/04/2024', 'dayFirst'],
    ['a month that comes second', '03/04/2024 and 04/25/2024', 'monthFirst'],
    ['both', '25/04/2024 and 04/25/2024', undefined],
    ['an address in the United States', '03/04/2024 Redmond, WA 98052', 'monthFirst'],
    ['an address in Britain', '03/04/2024 Leeds LS1 6DT', 'dayFirst'],
    ['both addresses', '03/04/2024 Leeds LS1 6DT, Redmond, WA 98052', undefined],
    ['nothing', '03/04/2024', undefined],
  ])('the order is told by %s', (_name, text, order) => {
    expect(dateOrderOf(findDates(text), [text], 'en')).toBe(order)
  })

  test('other languages put the day first', () => {
    expect(dateOrderOf(findDates('03/04/2024'), ['03/04/2024'], 'fr')).toBe('dayFirst')
  })

  test('a date that could be two is none', () => {
    const [date] = findDates('03/04/2024')
    expect(date && meantDate(date, { dateOrder: undefined, language: 'en' })).toBeUndefined()
    expect(date && meantDate(date, { dateOrder: 'monthFirst', language: 'en' })).toBe('2024-03-04')
  })

  test.each([
    ['pl', '2023-11-24'],
    ['cs', '2023-11-24'],
    ['hr', '2023-10-24'],
    [undefined, undefined],
  ] as const)('listopad in %s is %s', (language, iso) => {
    const [date] = findDates('24 listopada 2023')
    expect(date && meantDate(date, { dateOrder: 'dayFirst', language })).toBe(iso)
  })
})

describe('payment terms from 2024-01-31', () => {
  test.each([
    ['30 days net', '2024-03-01', true],
    ['Zahlbar innerhalb von 14 Tagen ohne Abzug', '2024-02-14', true],
    ['2% Skonto innerhalb 10 Tagen, 30 Tage netto', '2024-03-01', true],
    ['Net 15', '2024-02-15', true],
    ['zahlbar bis 15.02.2024', '2024-02-15', false],
    ['30 jours fin de mois', undefined, undefined],
    ['30 days or 60 days', undefined, undefined],
    ['2% Skonto innerhalb 10 Tagen', undefined, undefined],
    ['by bank transfer', undefined, undefined],
  ])('"%s"', (text, date, computed) => {
    const due = dueByTerms(text, '2024-01-31')
    expect([due?.date, due?.computed]).toEqual([date, computed])
  })

  test('a number of days says nothing without an invoice date', () => {
    expect(dueByTerms('30 days net', null)).toBeUndefined()
  })
})

describe('labels: the longest counts', () => {
  test.each([
    ['Invoice No.', ['invoiceNumber']],
    ['Rechnungs-Nr.: 12', ['invoiceNumber']],
    ['Facture n° 12', ['invoiceNumber']],
    ['Numéro de facture', ['invoiceNumber']],
    ['Numer faktury', ['invoiceNumber']],
    ['Order number', ['otherNumber']],
    ['Your order', ['purchaseOrder']],
    ['PO Box 12', ['otherNumber']],
    ['Due date', ['dueDate']],
    ['Amount due', ['amount']],
    ['Delivery date', ['otherDate']],
    ['Date:', ['date']],
    ['Training Date', ['otherDate']],
    ['Unknown Date', []],
    ['Bill to', ['buyer']],
    ['from our store', []],
    ['USt-IdNr. DE1', ['taxId']],
    ['Your VAT ID', ['buyerTaxId']],
    ['invoice_number_1', []],
  ])('"%s"', (text, kinds) => {
    expect(findLabels(text).map(({ kind }) => kind)).toEqual(kinds)
  })
})

describe('numbers of invoices', () => {
  test.each([
    ['FV 7/2021', 'FV 7/2021'],
    ['No. 562044387 du 2 juillet 2015', '562044387'],
    ['RE-20201121/508 issued at 2020-11-21', 'RE-20201121/508'],
    ['018304 / 28865', '018304 / 28865'],
    ['#INV-2025-001', 'INV-2025-001'],
    ['1234567F%', '1234567F%'],
    ['12 March 2024', '12'],
    ['31.12.2024', undefined],
    ['1,234.50', undefined],
    ['see below', undefined],
    ['€12', undefined],
  ])('"%s"', (text, value) => {
    expect(numberIn(text)).toBe(value)
  })
})

describe('names', () => {
  test.each([
    ['Acme Ltd. • 42 Milky Way • 1234 Faraway', 'Acme Ltd.'],
    ['Acme Ltd., 42 Milky Way', 'Acme Ltd.'],
    ['Amazon Web Services Invoice', 'Amazon Web Services'],
    ['Name: Groß und Breit Bau AG', 'Groß und Breit Bau AG'],
    ['Free SAS au capital de 3.441.812 Euros', 'Free SAS'],
    ['INVOICE', undefined],
    ['Page 1 / 2', undefined],
    ['(not for payment)', undefined],
    ['info@acme.example', undefined],
    ['www.acme.example', undefined],
    ['F A C T U A', undefined],
    ['United Kingdom', undefined],
    ['12345 Musterstadt', undefined],
    ['13 March 2024', undefined],
    ['1,234.00', undefined],
    ['Nummer:', undefined],
  ])('"%s"', (text, name) => {
    expect(nameIn(text)).toBe(name)
  })
})

describe('accounts and tax numbers', () => {
  test.each([
    ['IBAN DE88 2008 0000 0970 3757 00, BIC COBADEFFXXX', ['DE88200800000970375700']],
    ['NL91ABNA0417164300 t.n.v. Studio', ['NL91ABNA0417164300']],
    ['IBAN DE88 2008 0000 0970 3757 01', []],
    ['US12 3456 7890 1234 5678 9012', []],
  ])('accounts in "%s"', (text, ibans) => {
    expect(ibansIn(text).map(({ iban }) => iban)).toEqual(ibans)
  })

  test.each([
    ['DE 232 446 240', 'DE 232 446 240'],
    ['FR 40 303265045', 'FR 40 303265045'],
    ['No: GB 980 7806 84', 'GB 980 7806 84'],
    ['CHE-123.456.788 MWST', 'CHE-123.456.788'],
    ['0112038-9', '0112038-9'],
    ['NL810433941B01', 'NL810433941B01'],
    ['20 %', undefined],
    ['(Tax number)', undefined],
    ['PT', undefined],
  ])('a tax number in "%s"', (text, id) => {
    expect(taxIdIn(text)).toBe(id)
  })
})

describe('what a row sums up', () => {
  test.each([
    ['Subtotal', 'net'],
    ['Net Total', 'net'],
    ['Total HT', 'net'],
    ['Totaal excl. btw', 'net'],
    ['Total excluding tax', 'net'],
    ['Rechnungssumme netto', 'net'],
    ['Base imponible', 'net'],
    ['Sum eks. mva', 'net'],
    ['VAT 20%', 'tax'],
    ['zzgl. 19 % MwSt.', 'tax'],
    ['Tax Total', 'tax'],
    ['Total taxes', 'tax'],
    ['Total TTC', 'gross'],
    ['Rechnungssumme brutto', 'gross'],
    ['Grand Total', 'gross'],
    ['Invoice total', 'gross'],
    ['Gesamtbetrag', 'gross'],
    ['Total', 'total'],
    ['Totale', 'total'],
    ['Amount due', 'due'],
    ['Do zapłaty', 'due'],
    ['Netto a pagare', 'due'],
    ['Zahlbetrag', 'due'],
    ['Bereits bezahlt', 'paid'],
    ['Deposit paid', 'paid'],
    ['Previous unpaid balance', 'other'],
    ['Discount', 'other'],
    ['Versandkosten', 'other'],
    ['Website Development', undefined],
    ['We charge a total fee if you are late. Please pay.', undefined],
  ])('"%s"', (label, kind) => {
    expect(rowKind(label)).toBe(kind)
  })
})

test('the language is that of most everyday words', () => {
  expect(languageOf(['Rechnung', 'Menge und Preis', 'Datum'])).toBe('de')
  expect(languageOf(['Invoice date', 'Total due'])).toBe('en')
  expect(languageOf(['4711'])).toBeUndefined()
})

test('folding keeps every position', () => {
  const text = 'Größe № 7 – Łódź, Ærø İ'
  expect(fold(text)).toHaveLength(text.length)
  expect(fold('ÉCHÉANCE')).toBe('echeance')
})
