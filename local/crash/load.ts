/** The mails of a crash run and what must come of them, worked out from what is put in and never from what the agent says. */
import { createHash } from 'node:crypto'
import { eml } from '../demo/samples/eml.ts'
import { type NumberedInvoice, numberedInvoice } from '../demo/samples/numbered.ts'
import type { NewAttachment, NewMail } from '../lab/graph/stored-mail.ts'
import { chanceOf } from './chance.ts'

/** An invoice that accounts payable must get once. */
export interface Due {
  readonly number: string
  /** SHA-256 of each file that it came as; any of them may be the one that is sent. */
  readonly files: Set<string>
}

export interface Load {
  /** The next mail, of a kind that chance gives unless one is wanted. */
  next(now: Date, wanted?: Kind): Promise<NewMail>
  readonly due: readonly Due[]
  /** How many of each kind were made. */
  readonly kinds: ReadonlyMap<Kind, number>
}

const shares = {
  'one PDF': 11,
  'two PDFs': 3,
  'forwarded mail': 3,
  'same file again': 2,
  'drawn anew': 1,
} as const
/** `large`: it does not fit into the draft's own request. */
export type Kind = keyof typeof shares | 'large'
const draws = Object.entries(shares).flatMap(([kind, share]) => Array<Kind>(share).fill(kind as Kind))

interface Known extends NumberedInvoice {
  readonly due: Due
  readonly bytes: Uint8Array
}

const forwarder = { name: 'Petra Sample', address: 'petra.sample@fabrikam.example' }
/** Above the 3 MB that one Graph request holds. */
const largeBytes = 3_300_000

export function makeLoad(seed: number, mailbox: string): Load {
  const chance = chanceOf(seed, 'mails')
  const known: Known[] = []
  const kinds = new Map<Kind, number>()

  /** One that was not there before. */
  async function fresh(now: Date, extra?: number): Promise<Known> {
    const numbered = numberedInvoice(known.length, now)
    const bytes = await draw(numbered, extra)
    const one = {
      ...numbered,
      bytes,
      due: { number: numbered.invoice.number, files: new Set([sha256(bytes)]) },
    }
    known.push(one)
    return one
  }

  async function make(kind: Kind, now: Date): Promise<NewMail> {
    switch (kind) {
      case 'one PDF':
        return mailOf(now, await fresh(now))
      case 'large':
        return mailOf(now, await fresh(now, largeBytes))
      case 'two PDFs':
        return mailOf(now, await fresh(now), await fresh(now))
      case 'forwarded mail': {
        const inner = mailOf(now, await fresh(now))
        const file = {
          name: 'FW.eml',
          contentType: 'message/rfc822',
          bytes: Buffer.from(eml(inner, mailbox)),
        }
        return { ...inner, from: forwarder, subject: `FW: ${inner.subject}`, attachments: [file] }
      }
      case 'same file again': {
        const again = mailOf(now, chance.oneOf(known))
        return { ...again, from: forwarder, subject: 'FW: please pay' }
      }
      case 'drawn anew': {
        const { due, ...first } = chance.oneOf(known)
        const bytes = await draw(first, 100 + known.length)
        due.files.add(sha256(bytes))
        return mailOf(now, { ...first, due, bytes })
      }
    }
  }

  return {
    async next(now, wanted) {
      const drawn = wanted ?? chance.oneOf(draws)
      const isFirst = known.length === 0 && (drawn === 'same file again' || drawn === 'drawn anew')
      const kind = isFirst ? 'one PDF' : drawn
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      return make(kind, now)
    },
    get due() {
      return known.map((one) => one.due)
    },
    kinds,
  }
}

/** With a file of so many bytes in it that does not show on the page: another file, the same invoice. */
function draw({ invoice, draw: page }: NumberedInvoice, extra?: number): Promise<Uint8Array> {
  if (extra === undefined) return page()
  const bytes = createHash('shake256', { outputLength: extra }).update(invoice.number).digest()
  return page({ embedded: { name: 'layout.bin', bytes, description: 'Layout' } })
}

function mailOf(now: Date, ...all: readonly Known[]): NewMail {
  const [first] = all
  if (first === undefined) throw new RangeError('a mail without an invoice')
  const { seller } = first.invoice
  return {
    from: { name: seller.name, address: seller.mail },
    subject: `Invoice ${all.map(({ due }) => due.number).join(', ')}`,
    receivedAt: now,
    body: 'Please find attached.',
    folder: 'Inbox',
    attachments: all.map(
      ({ due, bytes }): NewAttachment => ({
        name: `${due.number.replaceAll('/', '-')}.pdf`,
        contentType: 'application/pdf',
        bytes,
      }),
    ),
  }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
