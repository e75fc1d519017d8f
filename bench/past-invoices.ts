/** A history: invoices that were taken in, mailed and told of long ago or today, as all that they left behind. */
import type { AuditLine, Entry } from '../src/domain/entry.ts'
import { invoiceIdOf, sha256 } from '../src/domain/ids.ts'
import type { Claim, ClaimKey } from '../src/domain/ports/claims.ts'
import type { MailRecord } from '../src/domain/ports/ledger.ts'
import {
  arrival,
  auditLine,
  entry,
  extraction,
  fields,
  findings,
  storedDocument,
} from '../tests/factories.ts'

export interface PastInvoice {
  readonly entry: Entry
  /** The first received first. */
  readonly audit: readonly AuditLine[]
  readonly record: MailRecord
  readonly claims: readonly { readonly key: ClaimKey; readonly mine: Claim }[]
  readonly blobs: readonly { readonly path: string; readonly type: string; readonly bytes: Uint8Array }[]
}

export interface Past {
  readonly mailbox: string
  /** The day of the new invoices: every second one of the past came in on it too, the others over the year before. */
  readonly today: Date
}

const day = 24 * 3_600_000
const pdf = new Uint8Array(4_000)
const changes = ['received', 'coded', 'posting', 'sending', 'posted', 'notified']

/** No two of them are the same, and none is like a new one. */
export function pastInvoice({ mailbox, today }: Past, place: number): PastInvoice {
  const at = receivedAtOf(place, today)
  const mailId = `past-mail-${place}`
  const number = `PAST-${place}`
  const invoiceId = invoiceIdOf({ mailbox, mailId, attachmentId: 'att-1', receivedAt: at })
  const document = storedDocument({ path: `${invoiceId}/document-1`, sha256: sha256(number) })
  const key = {
    by: 'business key',
    vendor: `vendor-${place % 300}`,
    number,
    year: at.getUTCFullYear(),
  } as const
  const read = extraction({ invoiceId, fields: fields({ invoiceNumber: number }) })
  return {
    entry: entry({
      invoiceId,
      arrival: arrival({ mailId, receivedAt: at, documents: [document] }),
      status: {
        state: 'notified',
        findings: findings({ invoiceNumber: number, businessKey: key }),
        postedAt: at,
      },
    }),
    audit: changes.map((changeId) => auditLine({ changeId, at, what: changeId })),
    record: { mailId, outcome: 'invoices', invoiceIds: [invoiceId], why: '1 invoice(s)', at },
    claims: [
      { key: { by: 'file', sha256: document.sha256 }, mine: { invoiceId } },
      { key, mine: { invoiceId, amount: '1190.00 EUR' } },
    ],
    blobs: [
      { path: document.path, type: 'application/pdf', bytes: pdf },
      {
        path: `${invoiceId}/extraction.json`,
        type: 'application/json',
        bytes: new TextEncoder().encode(JSON.stringify(read)),
      },
    ],
  }
}

function receivedAtOf(place: number, today: Date): Date {
  const midnight = today.getTime() - (today.getTime() % day)
  return new Date(midnight - (place % 2 === 0 ? 0 : (1 + (place % 365)) * day) + (place % 60_000))
}
