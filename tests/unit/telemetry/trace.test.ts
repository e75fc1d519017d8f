/** A trace goes from message to message, beside the work and never in its way. */
import { expect, test } from 'vitest'
import { readMessage } from '../../../src/domain/messages.ts'
import { carryTrace } from '../../../src/telemetry/carry-trace.ts'
import { createTelemetry, type Item } from '../../../src/telemetry/telemetry.ts'
import { tellingStep } from '../../../src/telemetry/tell-step.ts'
import { currentTrace, inTrace, newTrace } from '../../../src/telemetry/trace.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeQueues } from '../../fakes/queues.ts'

const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const since = '2026-03-04T09:00:00.000Z'
const mail = { v: 1, since, deferrals: 0, mailId: 'mail-1', source: 'poll' } as const
const invoice = { v: 1, since, deferrals: 0, invoiceId: '01JNG0000000000000000000AB' } as const

test.each([
  ['a message without a trace stays valid', undefined, undefined],
  ['one with a trace keeps it', trace, trace],
  ['a trace of another form is left out, and the message stays valid', 'canary', undefined],
  ['so is one of another type', 7, undefined],
  ['so is one that says nothing', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, undefined],
])('%s', (_, given, kept) => {
  expect(readMessage('mail-received', { ...mail, ...(given !== undefined && { trace: given }) }).trace).toBe(
    kept,
  )
})

test('a new trace has the form that messages carry', () => {
  const made = newTrace()

  expect(readMessage('mail-received', { ...mail, trace: made }).trace).toBe(made)
  expect(newTrace()).not.toBe(made)
})

test('what a step puts goes on with its trace; a mail begins its own; what is put back keeps what it had', async () => {
  const queues = fakeQueues(fakeClock())
  const carrying = carryTrace(queues)
  const other = newTrace()

  await inTrace(trace, async () => {
    await carrying.put('invoice-stored', invoice)
    await carrying.put('mail-received', mail)
    await carrying.putBack('mail-received', { ...mail, trace: other }, 0)
    await carrying.putBack('notification', invoice, 0)
  })

  expect(queues.take('invoice-stored')?.trace).toBe(trace)
  expect(queues.take('mail-received')?.trace).not.toBe(trace)
  expect(queues.take('mail-received')?.trace).toBe(other)
  expect(queues.take('notification')?.trace).toBe(trace)
})

const ran = async (body: unknown, run: () => Promise<void>) => {
  const items: Item[] = []
  const telemetry = createTelemetry(() => {})
  telemetry.join((item) => items.push(item))
  const clock = fakeClock('2026-03-04T09:00:30.000Z')
  const end = await tellingStep(
    telemetry,
    clock,
    'mail-received',
    run,
  )(body, {}).catch((error: unknown) => error)
  return { items, end }
}

test('a run is told in the trace of its message, with the age of the message', async () => {
  let seen: string | undefined
  const { items } = await ran({ ...mail, trace }, async () => void (seen = currentTrace()))

  expect(seen).toBe(trace)
  expect(items).toMatchObject([
    { kind: 'metric', name: 'queue.age', value: 30, properties: { queue: 'mail-received' }, trace },
    { kind: 'step', step: 'mail-received', isSuccess: true, ms: 0, trace },
  ])
})

test('a run that fails, of a message that cannot be read, is told in a trace of its own; its error goes on', async () => {
  const bug = new Error('bug')
  const { items, end } = await ran('canary', () => Promise.reject(bug))

  expect(end).toBe(bug)
  expect(items).toMatchObject([{ kind: 'step', isSuccess: false, trace: expect.any(String) as string }])
})
