/** The digest as a mail: one table a list, the oldest first; everything in it is encoded, whoever wrote it. */
import { escapeUTF8 } from 'entities'
import { oneLine, style } from './ap-mail.ts'
import { caseStandsAs } from './case-stands.ts'
import type { Case } from './case.ts'
import { days } from './clock.ts'
import { countOf, type Digest, type Section } from './digest.ts'
import { type Entry, findingsIn } from './entry.ts'
import { digestMark, digestMessageIdOf } from './ids.ts'
import type { OutgoingMail } from './mail.ts'
import { formatMoney } from './money.ts'

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** "3 held, 1 duplicate": what is not there is not named. */
function summaryOf({ held, duplicates, refused, parked, cases }: Digest): string {
  const parts: [Section<unknown>, string, string][] = [
    [held, 'held', 'held'],
    [duplicates, 'duplicate', 'duplicates'],
    [refused, 'refused', 'refused'],
    [parked, 'parked', 'parked'],
    [cases, 'message that did not come through', 'messages that did not come through'],
  ]
  return parts
    .filter(([section]) => countOf(section) > 0)
    .map(([section, one, many]) => counted(countOf(section), one, many))
    .join(', ')
}

function ageOf(since: Date, now: Date): string {
  const age = Math.floor((now.getTime() - since.getTime()) / days(1))
  return age < 1 ? 'today' : counted(age, 'day', 'days')
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', texts: readonly string[], most: number) =>
    texts.map((text) => `<${tag} style="${style.cell}">${escapeUTF8(oneLine(text, most))}</${tag}>`).join('')
  const body = rows.map((row) => `<tr>${cells('td', row, 300)}</tr>`).join('\n')
  return `<table style="${style.table}"><tr>${cells('th', heads, 40)}</tr>\n${body}\n</table>`
}

function list<T>(
  title: string,
  hint: string,
  section: Section<T>,
  heads: readonly string[],
  row: (one: T) => readonly string[],
): string {
  if (section.shown.length === 0) return ''
  const more = section.more === 0 ? '' : `<p>and ${section.more} more</p>`
  return [
    `<h2 style="font-size:15px;margin:16px 0 4px">${escapeUTF8(`${title}: ${countOf(section)}`)}</h2>`,
    `<p style="${style.quiet};margin:0 0 6px">${escapeUTF8(hint)}</p>`,
    table(heads, section.shown.map(row)),
    more,
  ].join('\n')
}

const invoiceHeads = ['Age', 'Vendor', 'Number', 'Amount', 'Why', 'Invoice']

function invoiceRow({ invoiceId, arrival, status }: Entry, now: Date): string[] {
  const findings = findingsIn(status)
  return [
    ageOf(arrival.receivedAt, now),
    oneLine(findings?.vendorName ?? arrival.sender.address, 60),
    oneLine(findings?.invoiceNumber ?? '–', 40),
    findings?.total === undefined ? '–' : formatMoney(findings.total),
    whyOf(status),
    invoiceId,
  ]
}

function whyOf(status: Entry['status']): string {
  switch (status.state) {
    case 'held':
      return status.reasons.join(' ')
    case 'duplicate':
      return status.by === 'file' ? `the same file as ${status.of}` : `the same invoice as ${status.of}`
    case 'parked':
    case 'rejected':
    case 'not-an-invoice':
      return status.why
    case 'posted':
    case 'notified':
      return status.findings.doubts.map(({ text }) => text).join(' ')
    case 'received':
    case 'coded':
    case 'posting':
      return ''
  }
}

const caseRow = (one: Case, now: Date): string[] => [
  ageOf(one.firstSeen, now),
  one.step,
  one.kind,
  caseStandsAs(one, now),
  one.caseId,
]

export function digestMail(
  digest: Digest,
  { day, now }: { day: string; now: Date },
  route: { from: string; to: string },
): OutgoingMail {
  const summary = summaryOf(digest)
  const row = (entry: Entry) => invoiceRow(entry, now)
  const { held, duplicates, refused, parked, cases } = digest
  const html = [
    `<html><body style="${style.body}">`,
    `<h1 style="${style.title}">${escapeUTF8(summary)}</h1>`,
    list('Held', 'In doubt: approve, correct or reject.', held, invoiceHeads, row),
    list(
      'Duplicates',
      'New since the last digest; say not-duplicate of what is none.',
      duplicates,
      invoiceHeads,
      row,
    ),
    list(
      'Refused',
      'New since the last digest: over the limits of mail or document; fetch them by hand.',
      refused,
      invoiceHeads,
      row,
    ),
    list(
      'Parked',
      'They did not come through: redrive or drop their case, or reject.',
      parked,
      invoiceHeads,
      row,
    ),
    list(
      'Messages that did not come through',
      'About no parked invoice, such as a mail that could not be taken in.',
      cases,
      ['Age', 'Step', 'Kind', 'Stands', 'Case'],
      (one: Case) => caseRow(one, now),
    ),
    `<p style="${style.quiet}">More about one: npm run desk -- show ID. This mail comes once a working day, and only while something waits.</p>`,
    '</body></html>',
  ]
  return {
    to: route.to,
    subject: `Invoice Agent, ${day}: ${summary}`,
    html: html.filter((part) => part !== '').join('\n'),
    invoiceId: digestMark(day),
    internetMessageId: digestMessageIdOf(day, route.from),
    files: [],
  }
}
