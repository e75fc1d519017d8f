/** FAILURES 27, 33 and 35 with the real app: documents that nobody can read, and messages that are not ours. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type QueueName, queueNames } from '../../../src/domain/messages.ts'
import { invoiceMail, invoicePdf, mail, pdf } from './mails.ts'
import { base64, openRig, type Rig, slow } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.stop())

test(
  'FAILURES 27, in part: an encrypted, empty, truncated or false PDF goes on to accounts payable byte for byte as "could not be read"',
  slow,
  async () => {
    const whole = await invoicePdf('CUT-1')
    const files = {
      'encrypted.pdf': await invoicePdf('LOCKED-1', { userPassword: 'secret' }),
      'empty.pdf': new Uint8Array(0),
      'truncated.pdf': whole.subarray(0, whole.byteLength / 3),
      'no-pdf.pdf': Buffer.from('<html><body>Your session has expired.</body></html>'),
      'archive.pdf': Buffer.from('PK\u0003\u0004 not a document at all'),
    }
    const mails = Object.entries(files).map(([name, bytes]) => mail(name, pdf(bytes, name)))

    const lines = await rig.settled(await rig.deliver(...mails))

    expect(lines.map(({ outcome }) => outcome)).toEqual(mails.map(() => 'could not be read'))
    const got = lines.map(({ invoiceId }) => {
      const about = rig.lab.apMails().filter((one) => one.invoiceId === invoiceId)
      const isSaid = about.every(({ subject }) => /could not be read/i.test(subject))
      const documents = about.flatMap(({ attachments }) => attachments)
      return { mails: about.length, isSaid, documents: documents.map(fingerprint) }
    })
    expect(got).toEqual(
      Object.entries(files).map(([name, bytes]) => ({
        mails: 1,
        isSaid: true,
        documents: expect.arrayContaining([fingerprint({ name, bytes })]),
      })),
    )
    expect(await rig.poisoned()).toBe(0)
    await expectAtWork('ALIVE-1')
  },
)

const notOurs: readonly string[] = [
  'not JSON at all',
  '[{"v":1,"mailId":"a"},{"v":1,"mailId":"b"}]',
  '{"v":99,"since":"2026-11-02T08:00:00Z","deferrals":0,"invoiceId":"01JBTEST"}',
  '{"v":1}',
  'null',
]

test(
  'FAILURES 33, 35: a message that is not ours, or of a version of tomorrow, is parked with its reason and tried no second time',
  slow,
  async () => {
    for (const name of queueNames) for (const text of notOurs) await rig.queue(name).sendMessage(base64(text))
    await rig.drained()

    const cases = await rig.rows('Cases')
    const parked = (queue: QueueName) => cases.filter(({ step }) => step === queue)
    expect(queueNames.map((queue) => parked(queue).map(({ kind }) => kind))).toEqual(
      queueNames.map(() => notOurs.map(() => 'bad-message')),
    )
    expect(queueNames.map((queue) => new Set(parked(queue).map(({ message }) => asGiven(message))))).toEqual(
      queueNames.map(() => new Set(notOurs.map(asGiven))),
    )
    const reasons = cases.map(({ why }) => String(why))
    expect(reasons.filter((why) => why.includes('version 99 is not known'))).toHaveLength(queueNames.length)
    expect(reasons.every((why) => why.startsWith('not a message of'))).toBe(true)
    expect(await rig.poisoned()).toBe(0)
    expect(rig.host.output()).not.toContain('Executed (Failed')
    await expectAtWork('ALIVE-2')
  },
)

/** The process goes on and so does every listener. */
async function expectAtWork(number: string): Promise<void> {
  const [line] = await rig.settled(await rig.deliver(await invoiceMail(number)))
  expect(line).toMatchObject({ number, outcome: 'needs coding' })
}

const fingerprint = ({ name, bytes }: { name: string; bytes: Uint8Array }): string =>
  `${name} ${createHash('sha256').update(bytes).digest('hex')}`

/** The host gives JSON as a value: its blanks and the quotes of a text may differ, the content may not. */
function asGiven(text: unknown): unknown {
  try {
    const value: unknown = JSON.parse(String(text))
    return typeof value === 'string' ? value : JSON.stringify(value)
  } catch {
    return text
  }
}
