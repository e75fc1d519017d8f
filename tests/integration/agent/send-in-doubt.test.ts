/** FAILURES 18 with the real app: the reply to a send is lost, and accounts payable gets the mail once all the same. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import type { Fault } from '../../../local/lab/faults.ts'
import { invoiceMail } from './mails.ts'
import { openRig, type Rig, slow } from './rig.ts'

const doubtMs = 2_000
const rigs: Rig[] = []
afterAll(() => Promise.all(rigs.map((rig) => rig.stop())))

/** The next send meets this fault; comes back when it has. */
async function deliverInto(rig: Rig, number: string, fault: Fault): Promise<string> {
  const before = rig.lab.requests.count('graph', 'send')
  rig.lab.faults.set('graph', 'send', { ...fault, times: 1 })
  const [mailId = ''] = await rig.deliver(await invoiceMail(number))
  await rig.until('the send', () => rig.lab.requests.count('graph', 'send') > before)
  return mailId
}

const sendsOf = ({ lab }: Rig, number: string) =>
  lab.apMails().filter(({ subject }) => subject.includes(number)).length

test.concurrent.each([
  ['the sent copy keeps its id', true],
  ['the sent copy bears another id', false],
])(
  'a send whose reply is lost is settled by a look, one that never arrived is made up for: one mail each, where %s',
  slow,
  async (_, idsSurviveSending) => {
    const rig = await openRig({ env: { SEND_DOUBT: '2s' }, lab: { idsSurviveSending } })
    rigs.push(rig)

    const lines = await rig.settled([
      await deliverInto(rig, 'GATEWAY-1', { kind: 'lostReplyStatus', status: 504 }),
      await deliverInto(rig, 'BROKEN-1', { kind: 'lostReply' }),
      await deliverInto(rig, 'UNSENT-1', { kind: 'down' }),
    ])
    await rig.drained()
    // Whoever would send a second time does so by now.
    await sleep(doubtMs)

    expect(lines.map(({ outcome }) => outcome)).toEqual(['needs coding', 'needs coding', 'needs coding'])
    expect(['GATEWAY-1', 'BROKEN-1', 'UNSENT-1'].map((number) => sendsOf(rig, number))).toEqual([1, 1, 1])
    // The third was tried twice: the first time no mail left.
    expect(rig.lab.requests.count('graph', 'send')).toBe(4)
    expect(rig.lab.mailbox.messages('Drafts')).toEqual([])
    const trails = await Promise.all(lines.map(({ invoiceId }) => rig.audit(invoiceId)))
    const found = 'found among the sent mail'
    expect(trails.map((trail) => trail.filter((what) => what === found).length)).toEqual([1, 1, 0])
    expect(await rig.poisoned()).toBe(0)
  },
)
