/** The demo's samples are what they claim to be: sums, check digits, text, files, and the same bytes at each run. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isValidIBAN } from 'ibantools'
import PostalMime from 'postal-mime'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { eml } from '../../../local/demo/samples/eml.ts'
import type { Invoice, Seller } from '../../../local/demo/samples/invoice.ts'
import * as english from '../../../local/demo/samples/invoices/english.ts'
import * as german from '../../../local/demo/samples/invoices/german.ts'
import * as northern from '../../../local/demo/samples/invoices/northern.ts'
import * as romance from '../../../local/demo/samples/invoices/romance.ts'
import { sampleMails } from '../../../local/demo/samples/sample-mails.ts'
import { sampleVendors } from '../../../local/demo/samples/sample-vendors.ts'
import { sellers } from '../../../local/demo/samples/sellers.ts'
import { sumsOf } from '../../../local/demo/samples/sums.ts'
import { moneyText } from '../../../local/demo/samples/wording.ts'
import { toDecimal } from '../../../src/domain/money.ts'
import { taxIdVerdict } from '../../../src/domain/tax-id.ts'

const invoices: readonly Invoice[] = [german, english, romance, northern].flatMap((all) =>
  Object.values(all).flat(),
)
const allSellers: readonly Seller[] = Object.values(sellers)
const samples = await sampleMails()

test('there is something of everything', () => {
  expect(samples.length).toBeGreaterThanOrEqual(14)
  expect(new Set(invoices.map(({ language }) => language)).size).toBe(7)
  expect(new Set(invoices.map(({ currency }) => currency))).toEqual(
    new Set(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK']),
  )
  const outcomes = new Set(samples.flatMap(({ expected }) => expected.map(({ outcome }) => outcome)))
  expect(outcomes).toEqual(
    new Set(['posted', 'needs coding', 'could not be read', 'duplicate', 'not-an-invoice']),
  )
})

test('two builds give the same mails, byte for byte', async () => {
  expect(await sampleMails()).toEqual(samples)
})

test.each(invoices)('the lines of $number come to its total', (invoice) => {
  expect(toDecimal(sumsOf(invoice).total)).toBe(invoice.total)
})

test('tax numbers and accounts have right check digits', () => {
  const taxIds = allSellers.flatMap(({ taxId }) => taxId ?? [])
  const ibans = allSellers.flatMap(({ iban }) => iban ?? [])
  expect(taxIds.filter((id) => taxIdVerdict(id) !== 'right')).toEqual([])
  expect(ibans.filter((iban) => !isValidIBAN(iban))).toEqual([])
  expect([taxIds.length, ibans.length]).toEqual([15, 14])
})

test('the vendor list knows each seller but one, and one of them as a reseller', () => {
  const known = new Set(sampleVendors.map(({ name }) => name))
  expect(allSellers.filter(({ name }) => !known.has(name)).map(({ name }) => name)).toEqual([
    'De Groene Kist B.V.',
  ])
  expect(sampleVendors.filter(({ reseller }) => reseller).map(({ name }) => name)).toEqual([
    'Arcadia Softwarehandel GmbH',
  ])
})

test('all mails arrive on one day, in order', () => {
  const times = samples.map(({ mail }) => mail.receivedAt.toISOString())
  expect(times).toEqual(times.toSorted())
  expect(new Set(times.map((time) => time.slice(0, 10)))).toEqual(new Set(['2026-11-23']))
})

test.each(textDocuments())(
  '$name shows the number and the total of $number',
  async ({ bytes, number, total }) => {
    const { text } = await extractText(await getDocumentProxy(bytes.slice()), { mergePages: true })
    expect(text).toContain(number)
    expect(text.replaceAll('\u00a0', ' ')).toContain(total)
  },
)

test.each(samples)('"$mail.subject" survives being written as a file', async ({ mail }) => {
  const read = await PostalMime.parse(eml(mail, 'invoices@fabrikam.example'))
  expect(read.from).toEqual({ name: mail.from.name, address: mail.from.address })
  expect(read.subject).toBe(mail.subject)
  expect(new Date(read.date ?? '')).toEqual(mail.receivedAt)
  expect(read.text?.trim()).toBe(mail.body?.trim())
  const files = read.attachments.map(({ filename, content }) => [
    filename,
    new Uint8Array(content as ArrayBuffer),
  ])
  expect(files).toEqual(mail.attachments.map(({ name, bytes }) => [name, bytes]))
  for (const [name, value] of Object.entries(mail.headers ?? {}))
    expect(read.headers.find(({ key }) => key === name.toLowerCase())?.value).toBe(value)
})

test('the command writes each mail and each document', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'))
  try {
    const run = spawnSync(process.execPath, ['local/demo/samples/write.ts', folder], { timeout: 60_000 })
    expect(run.status).toBe(0)
    const files = await readdir(folder)
    expect(files.filter((file) => file.endsWith('.eml'))).toHaveLength(samples.length)
    expect(new Uint8Array(await readFile(join(folder, 'documents', '02-HF-20417.pdf')))).toEqual(
      samples[1]?.mail.attachments[0]?.bytes,
    )
  } finally {
    await rm(folder, { recursive: true })
  }
})

/** Each PDF with text, and what it must show. */
function textDocuments(): { name: string; bytes: Uint8Array; number: string; total: string }[] {
  return samples.flatMap(({ mail, expected }) => {
    const pdfs = mail.attachments.filter(({ name }) => name.endsWith('.pdf'))
    return expected.flatMap(({ invoiceNumber }, i) => {
      const [invoice, file] = [invoices.find(({ number }) => number === invoiceNumber), pdfs[i]]
      if (invoice === undefined || file === undefined) return []
      const total = moneyText(sumsOf(invoice).total, invoice.locale).replaceAll('\u00a0', ' ')
      return [{ name: file.name, bytes: file.bytes, number: invoice.number, total }]
    })
  })
}
