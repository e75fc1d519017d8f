/** The one mail about one invoice that accounts payable gets; everything in it is encoded, whoever wrote it. */
import { escapeUTF8 } from 'entities'
import type { DocumentLink } from './attach-or-link.ts'
import { decidedOn } from './decided.ts'
import { textsOf } from './doubt.ts'
import type { Entry, Extraction, Findings } from './entry.ts'
import { messageIdOf } from './ids.ts'
import { megabyte } from './limits.ts'
import type { MailFile, OutgoingMail } from './mail.ts'
import { formatMoney } from './money.ts'
import { type FieldName, fieldLabels } from './reading.ts'

/** One line, no control or direction characters, bounded: a vendor name must not make a second header or hide the first. */
export function oneLine(text: string, most = 80): string {
  const plain = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`
}

/** Vendor, number, amount, ledger account or "needs coding", and the invoice's id as a token that replies carry back. */
export function subjectOf(entry: Entry, findings: Findings): string {
  const token = `[${entry.invoiceId}]`
  if (findings.verdict === 'refused')
    return `Not fetched: ${oneLine(entry.arrival.refusal?.name ?? 'document')} from ${oneLine(entry.arrival.sender.address)} ${token}`
  const parts = [
    oneLine(findings.vendorName ?? entry.arrival.sender.address),
    findings.verdict === 'could-not-be-read'
      ? 'could not be read'
      : oneLine(findings.invoiceNumber ?? 'no number', 40),
    findings.total === undefined ? undefined : formatMoney(findings.total),
    findings.coding.kind === 'coded' ? oneLine(findings.coding.ledgerAccount, 40) : 'needs coding',
  ]
  const isUnverified = entry.arrival.failedCheck !== undefined
  return `${isUnverified ? 'Unverified sender: ' : ''}${parts.filter((part) => part !== undefined).join(' | ')} ${token}`
}

/** Styles stand in the tags: mail clients leave style sheets out. */
export const style = {
  body: "font:14px/1.45 'Segoe UI',Arial,sans-serif;color:#1b1b1b",
  title: 'font-size:18px;margin:0 0 12px',
  lead: 'background:#fff4ce;border-left:4px solid #c19c00;padding:8px 12px;margin:0 0 12px',
  table: 'border-collapse:collapse;margin:0 0 12px',
  cell: 'border-bottom:1px solid #e1e1e1;padding:4px 16px 4px 0;text-align:left;vertical-align:top',
  quiet: 'color:#5f5f5f',
}

const row = (name: string, value: string, note = ''): string =>
  `<tr><th style="${style.cell}">${escapeUTF8(name)}</th>` +
  `<td style="${style.cell}">${escapeUTF8(oneLine(value, 300))}</td>` +
  `<td style="${style.cell};${style.quiet}">${escapeUTF8(oneLine(note, 300))}</td></tr>`

function fieldRows(extraction: Extraction): string {
  return Object.entries(fieldLabels)
    .map(([name, label]) => {
      const field = extraction.fields[name as FieldName]
      if (field.value === null) return row(label, '–', field.reason)
      const { source, by, page, quote, term } = field.evidence
      const place = [source, by, page === undefined ? undefined : `page ${page}`, term]
        .filter(Boolean)
        .join(', ')
      return row(label, field.value, `${place}: “${quote}”`)
    })
    .join('')
}

function codingRows(findings: Findings): string {
  const { coding } = findings
  if (coding.kind === 'needs-coding') return row('Coding', 'needs coding', coding.reason)
  return [
    row('Ledger account', coding.ledgerAccount, `${coding.vendorName}, known by ${coding.matchedBy}`),
    coding.department === undefined ? '' : row('Department', coding.department),
    coding.allocationSchedule === undefined ? '' : row('Allocation', coding.allocationSchedule),
    coding.billingParty === undefined ? '' : row('Billing party', coding.billingParty),
  ].join('')
}

const listOf = (title: string, lines: readonly string[], around = ''): string =>
  lines.length === 0
    ? ''
    : `<div style="${around}"><b>${escapeUTF8(title)}</b><ul>${lines.map((line) => `<li>${escapeUTF8(oneLine(line, 500))}</li>`).join('')}</ul></div>`

const titleOf = ({ vendorName, invoiceNumber, total }: Findings, sender: string): string =>
  [vendorName ?? sender, invoiceNumber, total === undefined ? undefined : formatMoney(total)]
    .filter((part) => part !== undefined)
    .map((part) => oneLine(part))
    .join(' · ')

/** The links are made by us alone; all the same they are encoded like everything else. */
function linkList(links: readonly DocumentLink[]): string {
  if (links.length === 0) return ''
  const items = links.map(({ name, size, url, until }) => {
    const label = escapeUTF8(`${oneLine(name)} (${Math.ceil(size / megabyte)} MB)`)
    return url === undefined
      ? `<li>${label}: please fetch it from the mail itself.</li>`
      : `<li><a href="${escapeUTF8(url)}">${label}</a>, until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC</li>`
  })
  return `<div style="${style.lead}"><b>Too large to be attached</b><ul>${items.join('')}</ul>Whoever has the link can read the document until then.</div>`
}

/** What the sender's line does not say: the mail was forwarded, or answers one of ours. */
function originOf({ within, answers }: Entry['arrival']): string {
  const inside =
    within === undefined
      ? ''
      : ` The document was in a mail within it: "${oneLine(within.subject, 200)}" from ${oneLine(within.sender.name)} <${oneLine(within.sender.address)}>.`
  return answers === undefined ? inside : `${inside} It answers our mail about invoice ${answers.invoiceId}.`
}

/** The page asks for the key or the sign-in: the link alone opens nothing. */
const pageLink = ({ invoiceId }: Entry, operations: string | undefined): string =>
  operations === undefined
    ? ''
    : `<p style="${style.quiet}"><a href="${escapeUTF8(`${operations}#invoices/${invoiceId}`)}">Its page: document, values and story</a></p>`

/** The body as HTML; Exchange makes the plain text part from it. */
export function bodyOf(
  entry: Entry,
  findings: Findings,
  extraction: Extraction | undefined,
  links: readonly DocumentLink[] = [],
  operations?: string,
): string {
  const { arrival } = entry
  const refusal = arrival.refusal
  const lead =
    refusal === undefined
      ? findings.verdict === 'could-not-be-read'
        ? `<p style="${style.lead}">This document could not be read. The original is ${links.length > 0 ? 'linked below' : 'attached'}.</p>`
        : ''
      : `<p style="${style.lead}">${escapeUTF8(`The document "${oneLine(refusal.name)}" was not fetched: ${refusal.why}. Please fetch it from the mailbox by hand.`)}</p>`
  return [
    `<html><body style="${style.body}">`,
    `<h1 style="${style.title}">${escapeUTF8(titleOf(findings, arrival.sender.address))}</h1>`,
    lead,
    linkList(links),
    listOf('To check', textsOf(findings.doubts), style.lead),
    listOf('Decided', decidedOn(entry)),
    `<table style="${style.table}">`,
    extraction === undefined || findings.verdict === 'refused' ? '' : fieldRows(extraction),
    codingRows(findings),
    '</table>',
    listOf('Also in the mail, not attached here', arrival.alsoInMail),
    `<p style="${style.quiet}">${escapeUTF8(
      `Mail from ${oneLine(arrival.sender.name)} <${oneLine(arrival.sender.address)}>, "${oneLine(arrival.subject, 200)}", received ${arrival.receivedAt.toISOString()}.${originOf(arrival)}`,
    )}</p>`,
    `<p style="${style.quiet}">Invoice ${entry.invoiceId}. ${links.length > 0 ? 'What is linked is' : 'The document is attached'} as it came; invoice.json holds the same for machines.</p>`,
    pageLink(entry, operations),
    '</body></html>',
  ].join('\n')
}

/** The whole mail; `files` are those that go with the draft itself. */
export function apMail(
  invoice: {
    entry: Entry
    findings: Findings
    extraction: Extraction | undefined
    links?: readonly DocumentLink[]
  },
  route: { from: string; to: string; operations?: string | undefined },
  files: readonly MailFile[],
): OutgoingMail {
  const { entry, findings, extraction, links } = invoice
  return {
    to: route.to,
    subject: subjectOf(entry, findings),
    html: bodyOf(entry, findings, extraction, links, route.operations),
    invoiceId: entry.invoiceId,
    internetMessageId: messageIdOf(entry.invoiceId, route.from, entry.decisions?.sentAnew),
    files,
  }
}
