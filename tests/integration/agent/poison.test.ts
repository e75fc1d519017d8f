/** What the host gives up on, with the real app: it becomes a case, goes back by itself, and is delivered once. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invoiceMail } from './mails.ts'
import { base64, openRig, type Rig, slow } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig({
    env: {
      BREAKER_STORAGE: '5/1s',
      BREAKER_GRAPH: '5/1s',
      AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00',
    },
  })
})
afterAll(() => rig?.stop())

const mailsAbout = (text: string) => rig.lab.apMails().filter(({ subject }) => subject.includes(text))
const casesOf = async () => (await rig.rows('Cases')).filter(({ partitionKey }) => partitionKey !== 'failure')

test(
  'FAILURES 34, in part: a message whose process died five times is drained, put back and delivered once',
  slow,
  async () => {
    rig.listeners.faults.set('queue', '*', { kind: 'down' })
    const ids = await rig.deliver(await invoiceMail('DIED-1'))
    const queue = rig.queue('mail-received')
    // Five deaths: taken each time, and never given back nor removed.
    let taken = 0
    await rig.until('five deaths', async () => {
      const { receivedMessageItems } = await queue.receiveMessages({ visibilityTimeout: 1 })
      taken = receivedMessageItems[0]?.dequeueCount ?? taken
      return taken >= 5
    })
    await sleep(1_100)
    rig.listeners.faults.clear()

    await rig.until(
      'the host giving up',
      async () => (await rig.poisoned()) > 0 || (await casesOf()).length > 0,
    )
    await rig.tick('drainPoison')
    const [line] = await rig.settled(ids)
    await rig.drained()

    expect(line?.outcome).toBe('needs coding')
    expect(mailsAbout('DIED-1')).toHaveLength(1)
    expect(await rig.poisoned()).toBe(0)
    expect(await casesOf()).toMatchObject([{ kind: 'no-error', state: 'redriven', redrives: 1 }])
  },
)

test(
  'FAILURES 12, in part: what an outage poisoned goes back by itself once all answers again, and is delivered once',
  slow,
  async () => {
    rig.lab.faults.set('graph', 'getMessage', { kind: 'down' })
    const mailId = rig.lab.mailbox.put(await invoiceMail('AWAY-1'))
    // Neither its work nor its deferral can be done: the host counts five attempts.
    rig.storage.faults.set('queue', 'POST', { kind: 'down' })
    const message = { v: 1, since: new Date().toISOString(), deferrals: 0, mailId, source: 'notification' }
    await rig.queue('mail-received').sendMessage(base64(JSON.stringify(message)))
    await rig.until('the host giving up', async () => (await rig.poisoned()) > 0)
    await rig.tick('drainPoison')
    await sleep(300)
    expect(mailsAbout('AWAY-1')).toEqual([])
    rig.lab.faults.clear()
    rig.storage.faults.clear()

    // As the timer would each minute.
    await rig.until('a case that was closed', async () => {
      await rig.tick('drainPoison')
      await sleep(500)
      return (await casesOf()).some(({ kind, state }) => kind === 'dependency-failed' && state === 'redriven')
    })
    const [line] = await rig.settled([mailId])
    await rig.drained()

    expect(line?.outcome).toBe('needs coding')
    expect(mailsAbout('AWAY-1')).toHaveLength(1)
    expect(await rig.poisoned()).toBe(0)
  },
)
