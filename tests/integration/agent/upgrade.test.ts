/** An update in the middle of work: what an earlier release left in queues and ledger is finished by this one, and a step that was asked to end is done once. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spawnHost } from '../../../local/host/spawn.ts'
import { putStored, type Release, releaseSchema, type Stored } from '../../releases/stored.ts'
import { invoiceMail } from './mails.ts'
import { openRig, patienceMs, type Rig, slow } from './rig.ts'

const folder = fileURLToPath(new URL('../../fixtures/releases', import.meta.url))
const releases: Release[] = globSync('*.json', { cwd: folder }).map((file) =>
  releaseSchema.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))),
)

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
}, patienceMs)
afterAll(() => rig?.stop())

const mailsAbout = (number: string) =>
  rig.lab.apMails().filter(({ subject }) => subject.includes(number)).length

/** As if it had come up just now: the age limit has tests of its own. */
function renewed(message: string, ids: { from: string | null; to: string | undefined }): string {
  const body = JSON.parse(message) as { mailId?: string }
  const isOurs = ids.to !== undefined && body.mailId === ids.from
  return JSON.stringify({ ...body, since: new Date().toISOString(), ...(isOurs && { mailId: ids.to }) })
}

/** Puts it into storage; the mail lies in this mailbox under an id of its own. */
async function take(stored: Stored): Promise<void> {
  const { queue, invoiceNumber, mailId } = stored
  const isUnread = queue === 'mail-received' && invoiceNumber !== null
  const to = isUnread ? rig.lab.mailbox.put(await invoiceMail(invoiceNumber)) : undefined
  const messages = stored.messages.map((message) => renewed(message, { from: mailId, to }))
  await putStored(rig.connectionString, { ...stored, messages })
}

describe.each(releases)('what $version left', ({ stored }) => {
  test('there is work of each step', () => {
    const work = stored.map(({ queue, messages }) => [queue, messages.length])
    expect(work).toEqual([
      ['mailbox-check', 1],
      ['mail-received', 1],
      ['invoice-stored', 1],
      ['invoice-ready', 1],
      ['notification', 1],
    ])
  })

  test('is finished: each invoice is mailed once, or was, and Teams is told', slow, async () => {
    for (const one of stored) await take(one)

    const due = stored.flatMap(({ invoiceNumber }) => invoiceNumber ?? [])
    await rig.until('the end of each invoice', async () => {
      const states = (await rig.rows('Ledger')).filter(({ state }) => state !== undefined)
      return states.length === due.length && states.every(({ state }) => state === 'notified')
    })
    await rig.drained()

    const mailedBefore = stored.flatMap(({ queue, invoiceNumber }) =>
      queue === 'notification' ? (invoiceNumber ?? []) : [],
    )
    expect(due.map((number) => [number, mailsAbout(number)])).toEqual(
      due.map((number) => [number, mailedBefore.includes(number) ? 0 : 1]),
    )
    expect(rig.lab.cards).toHaveLength(due.length)
    expect(await rig.rows('Cases')).toEqual([])
    expect(await rig.poisoned()).toBe(0)
  })
})

test('a step at work when the process is asked to end is done once, by it or by the next', slow, async () => {
  rig.lab.faults.set('graph', 'send', { kind: 'slow', ms: 1_500, times: 1 })
  const before = rig.lab.requests.count('graph', 'send')
  const mailIds = await rig.deliver(await invoiceMail('INTERRUPTED-1'))
  await rig.until('the send', () => rig.lab.requests.count('graph', 'send') > before)

  await rig.host.stop()
  const codeAtItsEnd = await rig.host.ended
  const next = await spawnHost({ env: rig.hostEnv })
  try {
    const [line] = await rig.settled(mailIds)
    await rig.drained()

    expect(codeAtItsEnd).toBe(0)
    expect(line).toMatchObject({ outcome: 'needs coding' })
    expect(mailsAbout('INTERRUPTED-1')).toBe(1)
    const trail = await rig.audit(line?.invoiceId)
    expect(trail.filter((what) => what.startsWith('mailed to'))).toHaveLength(1)
    expect(await rig.poisoned()).toBe(0)
  } finally {
    await next.stop()
  }
})
