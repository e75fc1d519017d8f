/** FAILURES 24 from mail to mail: whatever the model says instead of an answer, rules read, once and without a word against it. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startLab, type Lab } from '../../local/lab/lab.ts'
import { modelOn, noAnswers } from '../contracts/model-lab.ts'
import { fakeClock } from '../fakes/clock.ts'
import { agent, deliver, invoicePdf, outcomes } from './agent.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterEach(() => {
  lab.model.clear()
  lab.requests.clear()
})
afterAll(() => lab.stop())

test.each(noAnswers)('FAILURES 24: where %s rules read; the model is asked once', async (_, how) => {
  lab.model.answer(() => true, how)
  const clock = fakeClock()
  const { model, guard } = modelOn(lab, {}, {}, clock)
  const it = agent({ model, clock })
  it.parser.answer('a.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['a.pdf'])
  await it.poll()

  await it.workThrough()

  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent).toHaveLength(1)
  expect(it.outbox.sent[0]?.html).toContain('the model gave no answer: read by rules')
  expect(lab.requests.count('openai')).toBe(1)
  expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 0 })
  expect([it.deferred, it.failures]).toEqual([[], []])
})
