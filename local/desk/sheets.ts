/** One invoice or one case with all that a person needs to decide. */
import { fieldNames } from '../../src/domain/reading.ts'
import { plainTable } from '../plain-table.ts'
import type { WholeCase, WholeInvoice } from './answers.ts'
import { amountOf } from './tables.ts'
import { cell, minute, restOfWidth } from './text.ts'

const facts = (rows: readonly (readonly [string, string])[]): string =>
  rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(12)}${value}`)
    .join('\n')

const listOf = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  - ${cell(line, 600)}`).join('\n')}`

const trail = (title: string, lines: WholeInvoice['audit']): string => {
  const columns = [
    { head: '', width: 18 },
    { head: '', width: 18 },
    { head: '', width: restOfWidth(40) },
  ]
  return `${title}\n${plainTable(
    columns,
    lines.map(({ at, who, what }) => [minute(at), cell(who, 60), cell(what, 600)]),
  )}`
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')

export function invoiceSheet(invoice: WholeInvoice): string {
  const { coding } = invoice
  return joined([
    facts([
      ['Invoice', cell(invoice.invoiceId)],
      ['Stands', cell(invoice.stands, 600)],
      ['Vendor', cell(invoice.vendor)],
      ['Number', cell(invoice.invoiceNumber)],
      ['Amount', amountOf(invoice)],
      ['Coding', coding === null ? '' : cell(codingText(coding))],
      ['Mail', cell(`"${invoice.subject}" from ${invoice.from}`)],
      ['Received', `${minute(invoice.receivedAt)} UTC`],
      ['Documents', cell(invoice.documents.join(', '), 600)],
    ]),
    listOf('Reasons', invoice.reasons),
    listOf(
      'To check',
      invoice.doubts.map(({ text }) => text),
    ),
    listOf('Decided', invoice.decided),
    invoice.fields === null ? '' : fieldTable(invoice.fields),
    trail('What happened', invoice.audit),
  ])
}

const codingText = (coding: NonNullable<WholeInvoice['coding']>): string =>
  coding.kind === 'coded' ? coding.ledgerAccount : `needs coding: ${coding.reason}`

/** By the names that `correct --set` takes. */
function fieldTable(fields: NonNullable<WholeInvoice['fields']>): string {
  const columns = [
    { head: 'field', width: 16 },
    { head: 'value', width: 36 },
    { head: 'read from', width: restOfWidth(56) },
  ]
  const rows = fieldNames.map((name) => {
    const field = fields[name]
    if (field.value === null) return [name, '-', cell(field.reason, 600)]
    const { source, by = '', page, quote } = field.evidence
    const place = [source, by, page === undefined ? '' : `page ${page}`]
      .filter((part) => part !== '')
      .join(', ')
    return [name, cell(field.value), cell(`${place}: "${quote}"`)]
  })
  return plainTable(columns, rows)
}

export const caseSheet = (one: WholeCase): string =>
  joined([
    facts([
      ['Case', cell(one.caseId)],
      ['Stands', cell(one.stands, 600)],
      ['Step', cell(one.step)],
      ['Kind', cell(one.kind)],
      ['Why', cell(one.why, 2_000)],
      ['Invoice', cell(one.invoiceId)],
      ['First seen', `${minute(one.firstSeen)} UTC`],
      ['Last seen', `${minute(one.lastSeen)} UTC`],
      ['Put back', `${one.redrives} times`],
      ['Message', cell(one.message, 4_000)],
    ]),
    trail('What happened', one.history),
  ])
