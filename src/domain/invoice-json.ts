/** `invoice.json`, attached to each AP mail for the machines that read it; its schema stands in docs/invoice-json.md. */
import type { Entry, Extraction, Findings } from './entry.ts'
import { attachOrLink } from './attach-or-link.ts'
import { fieldNames } from './reading.ts'
import type { MailFile } from './mail.ts'

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const invoiceJsonVersion = 1

export function invoiceJson(entry: Entry, findings: Findings, extraction: Extraction | undefined): MailFile {
  const { arrival } = entry
  const { linked } = attachOrLink(arrival.documents)
  const body = {
    schema: `invoice-agent/invoice-v${invoiceJsonVersion}`,
    invoiceId: entry.invoiceId,
    verdict: findings.verdict,
    documentType: extraction?.documentType ?? null,
    readBy: findings.source ?? null,
    fields: Object.fromEntries(fieldNames.map((name) => [name, extraction?.fields[name] ?? null])),
    coding: findings.coding,
    doubts: findings.doubts,
    mail: {
      from: arrival.sender.address,
      subject: arrival.subject,
      receivedAt: arrival.receivedAt.toISOString(),
    },
    documents: arrival.documents.map((document) => {
      const { name, contentType, size, sha256 } = document
      return { name, contentType, size, sha256, delivery: linked.includes(document) ? 'link' : 'attached' }
    }),
    refused: arrival.refusal ?? null,
    alsoInMail: arrival.alsoInMail,
  }
  return {
    name: 'invoice.json',
    contentType: 'application/json',
    bytes: new TextEncoder().encode(`${JSON.stringify(body, null, 2)}\n`),
  }
}
