/** The desk as people use it, with the real app: what is held, what did not come through, and what they decide. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawnPdf } from '../../fixtures/documents/drawn-pdf.ts'
import { type Ran, deskCli } from './desk-cli.ts'
import { invoiceMail, mail, pdf } from './mails.ts'
import { openRig, type Rig, slow } from './rig.ts'

let rig: Rig
let desk: (...args: readonly string[]) => Promise<Ran>
beforeAll(async () => {
  rig = await openRig()
  desk = deskCli(rig.host)
})
afterAll(() => rig?.stop())

const dearer = (number: string, more = '') =>
  drawnPdf({
    lines: ['Quayside Ltd', `Invoice No: ${number}`, 'Date: 4 March 2024', `Total due EUR 999.50 ${more}`],
  })
const mailsAbout = (invoiceId: string) => rig.lab.apMails().filter((one) => one.invoiceId === invoiceId)

/** Two invoices of one number with different amounts: the second is held. Gives its id. */
async function takeHeld(number: string): Promise<string> {
  await rig.settled(await rig.deliver(await invoiceMail(number)))
  const second = mail(`Invoice ${number}, once more`, pdf(await dearer(number)))
  const [line] = await rig.settled(await rig.deliver(second))
  expect(line?.outcome).toBe('held')
  return line?.invoiceId ?? ''
}

test('FAILURES 22, 23: held, seen, corrected, approved: accounts payable gets one mail', slow, async () => {
  const invoiceId = await takeHeld('DESK-1')

  const held = await desk('held')
  expect(held).toMatchObject({ code: 0, err: '' })
  const row = held.out.split('\n').find((line) => line.includes(invoiceId)) ?? ''
  expect(row).toMatch(
    /^\s*01\w{24}\s+\d{4}-\d\d-\d\d \d\d:\d\d\s+Quayside Ltd\s+DESK-1\s+999\.50 EUR\s+Invoice/,
  )
  expect(held.out.replaceAll(/\s+/g, ' ')).toContain('received (UTC) vendor number amount reasons')

  const dry = await desk('correct', invoiceId, '--set', 'purchaseOrder=PO-7', '--dry-run')
  expect(dry.out).toContain('would be corrected; nothing was changed')
  const corrected = await desk(
    'correct',
    invoiceId,
    '--set',
    'purchaseOrder=PO-7',
    'dueDate=2024-04-03',
    '--who',
    'Ada',
  )
  expect(corrected).toMatchObject({ code: 0, out: expect.stringContaining('As Ada.') as unknown })
  await rig.until('another judgement', async () => (await desk('held')).out.includes(invoiceId))
  expect(mailsAbout(invoiceId)).toEqual([])

  const approved = await desk('approve', invoiceId, '--who', 'Ada', '--why', 'asked the vendor')
  expect(approved).toMatchObject({
    code: 0,
    out: expect.stringContaining(`${invoiceId} approved.`) as unknown,
  })
  const again = await desk('approve', invoiceId)
  expect(again.out).toMatch(/was approved before[^]*your login name; --who names another/)
  await rig.until('the mail', () => mailsAbout(invoiceId).length > 0)
  await rig.drained()

  expect(mailsAbout(invoiceId)).toHaveLength(1)
  expect(mailsAbout(invoiceId)[0]?.subject).toContain('999.50 EUR')
  const shown = await desk('show', invoiceId.toLowerCase())
  expect(shown.out).toContain('Approved by Ada on ')
  expect(shown.out).toMatch(/purchaseOrder\s+PO-7\s+person, Ada: "PO-7"/)
  const late = await desk('reject', invoiceId, '--why', 'no')
  expect(late).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('cannot be rejected') as unknown,
  })
})

test('FAILURES 36: parked, seen in the list, put back when it is mended: mailed once', slow, async () => {
  rig.storage.faults.set('blob', 'GET', { kind: 'status', status: 404 })
  await rig.deliver(await invoiceMail('DESK-2'))
  const list = await rig.until('a case', async () => {
    const { cases } = JSON.parse((await desk('list', '--json')).out) as {
      cases: { caseId: string; invoiceId: string }[]
    }
    return cases[0]
  })
  rig.storage.faults.clear()

  const { caseId, invoiceId } = list
  expect((await desk('list')).out).toMatch(
    new RegExp(`${caseId}\\s+invoice-stored\\s+remote-answer\\s+\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d`),
  )
  expect((await desk('parked')).out).toContain(invoiceId)
  const shown = await desk('show', caseId)
  expect(shown.out).toMatch(/Message\s+\{"v":1/)
  expect(shown.out).toContain('it waits for a person: redrive or drop it')
  expect((await desk('redrive', '--all', '--dry-run')).out).toContain(
    '1 would be put back; nothing was changed',
  )

  expect(await desk('redrive', caseId, '--who', 'Ada', '--why', 'the blob is back')).toMatchObject({
    code: 0,
    out: expect.stringContaining(`${caseId} put back.`) as unknown,
  })
  await rig.until('the mail', () => mailsAbout(invoiceId).length > 0)
  await rig.drained()

  expect(mailsAbout(invoiceId)).toHaveLength(1)
  expect((await desk('list')).out).toBe('No case is open.\n')
  expect(await desk('drop', caseId, '--reason', 'too late')).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be dropped: it was put back by Ada') as unknown,
  })
})

test(
  'a wrong key, an address where nobody is, a wrong command: each says so, with its own exit code',
  slow,
  async () => {
    const wrongKey = await deskCli({ url: rig.host.url, functionKey: 'guessed' })('held')
    expect(wrongKey).toEqual({
      code: 1,
      out: '',
      err: 'the key was refused: give the function key with --key, or in INVOICE_AGENT_KEY\n',
    })
    const nobody = await deskCli({ url: 'http://127.0.0.1:9', functionKey: 'k' })('list')
    expect(nobody).toMatchObject({
      code: 1,
      err: expect.stringContaining('is the app running there?') as unknown,
    })
    expect(await desk('show', '01KB1N3XM0ABCDEFGHJKMNPQRS')).toMatchObject({
      code: 1,
      err: 'No such invoice. The ledger has no 01KB1N3XM0ABCDEFGHJKMNPQRS.\n',
    })
    const wrong = [
      ['show', 'no-id'],
      ['approve'],
      ['reject', '01KB1N3XM0ABCDEFGHJKMNPQRS'],
      ['correct', '01KB1N3XM0ABCDEFGHJKMNPQRS', '--set', 'colour=red'],
      ['redrive'],
      ['redrive', '0'.repeat(32), '--all'],
      ['drop', '0'.repeat(32)],
      ['day', 'yesterday'],
      ['dance'],
    ]
    const ran = []
    for (const args of wrong) {
      const { code, out } = await desk(...args)
      ran.push({ args, code, out })
    }
    expect(ran).toEqual(wrong.map((args) => ({ args, code: 2, out: '' })))
    expect(await desk('correct', '--help')).toMatchObject({ code: 0, err: '' })
  },
)

test(
  'what a mail brings cannot steer the terminal, and the invoices of a day are all there',
  slow,
  async () => {
    const evil = mail('\u001b[2J\u202Egnp.exe', pdf(await dearer('DESK-3'), 'a\u001b]0;x\u0007.pdf'))
    const [line] = await rig.settled(await rig.deliver(evil))
    const today = new Date().toISOString().slice(0, 10)

    const shown = await desk('show', line?.invoiceId ?? '')
    const day = await desk('day', today)

    expect(shown.code).toBe(0)
    expect(shown.out.replaceAll('\n', '') + day.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u)
    expect(day.out).toContain(line?.invoiceId)
    expect(day.out).toMatch(/it was mailed to accounts/)
  },
)

test('FAILURES 30: the digest is mailed once, and is not taken in when it comes back', slow, async () => {
  const invoiceId = await takeHeld('DESK-4')
  const digests = () => rig.lab.apMails().filter(({ subject }) => subject.startsWith('Invoice Agent, '))
  await rig.tick('sendDigest')
  await rig.tick('sendDigest')
  const [sent] = await rig.until('the digest', () => (digests().length > 0 ? digests() : undefined))
  await rig.until('its record', async () => (await rig.rows('Bookmarks')).some(({ end }) => end === 'sent'))
  await rig.tick('sendDigest')

  expect(sent?.subject).toMatch(/^Invoice Agent, \d{4}-\d\d-\d\d: \d+ held/)
  expect(sent?.html).toContain(invoiceId)
  const mailId = rig.lab.mailbox.put({
    ...mail(`FW: ${sent?.subject}`, pdf(await dearer('DESK-5'))),
    headers: { 'X-Invoice-Agent': sent?.invoiceId ?? '' },
  })
  await rig.poll()
  const [line] = await rig.settled([mailId])
  expect(line?.outcome).toBe('not-an-invoice')
  expect(digests()).toHaveLength(1)
})
