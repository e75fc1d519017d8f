/** POST /webhooks/graph: the validation, bodies that are none, a queue that is slow, and an app without a webhook. */
import { HttpRequest } from '@azure/functions'
import { expect, test, vi } from 'vitest'
import { after, seconds } from '../../../src/domain/clock.ts'
import { CallRefused } from '../../../src/domain/errors.ts'
import { makeGraphWebhook } from '../../../src/functions/graph-webhook.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeQueues } from '../../fakes/queues.ts'

const ours = { clientState: 'the state of our client', mailbox: 'invoices@fabrikam.example' }

function webhook(settings: { ours: typeof ours | undefined } = { ours }) {
  const clock = fakeClock()
  const queues = fakeQueues(clock)
  const failures: unknown[] = []
  const report = {
    deferred: () => {},
    parked: () => {},
    tickSkipped: () => {},
    stepFailed: (_: string, error: unknown) => void failures.push(error),
  }
  const handle = makeGraphWebhook({ queues, clock, report, dropped: () => {}, ...settings })
  const post = (body?: string, query: Record<string, string> = {}) =>
    handle(
      new HttpRequest({
        method: 'POST',
        url: 'http://127.0.0.1/webhooks/graph',
        query,
        ...(body === undefined ? {} : { body: { string: body } }),
      }),
    )
  return { clock, queues, failures, post }
}

const notices = (...ids: string[]) =>
  JSON.stringify({
    value: ids.map((id) => ({
      changeType: 'created',
      clientState: ours.clientState,
      resource: `Users/${ours.mailbox}/Messages/${id}`,
      resourceData: { id },
    })),
  })

const html = '<script>alert(1)</script> 100%25+sure'

test.each([
  ['HTML in the token, decoded once', 'validationToken', html, undefined],
  ['an upper-case name', 'VALIDATIONTOKEN', 'token', undefined],
  ['no body', 'validationToken', 'token', undefined],
  ['a body that is no JSON', 'validationtoken', 'token', '{'],
  ['notices beside it', 'validationToken', 'token', notices('m1')],
  ['the longest token', 'validationToken', 'x'.repeat(1_024), undefined],
])(
  'FAILURES 4: the validation with %s is answered with the very token, as text',
  async (_, name, token, body) => {
    const { post, queues } = webhook()

    expect(await post(body, { [name]: token })).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
      body: token,
    })
    expect(queues.all).toEqual([])
  },
)

test.each([
  ['a token that is too long', { validationToken: 'x'.repeat(1_025) }],
  ['an empty token', { validationToken: '' }],
])('FAILURES 4: %s is refused and not repeated', async (_, query) => {
  const answer = await webhook().post(undefined, query)
  expect(answer).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } })
  expect(JSON.stringify(answer)).not.toContain('xxx')
})

test.each([
  ['no body', undefined, 400],
  ['no JSON', '{', 400],
  ['no list', '{"value":{}}', 400],
  ['more notices than anybody sends', JSON.stringify({ value: Array.from({ length: 1_001 }, () => 0) }), 400],
  ['more than a megabyte', ' '.repeat(1024 * 1024 + 1), 413],
  ['nested deeper than any stack', `${'['.repeat(500_000)}${']'.repeat(500_000)}`, 400],
  ['an empty list', '{"value":[]}', 202],
])('%s: %#', async (_, body, status) => {
  const { post, queues, failures } = webhook()
  expect((await post(body)).status).toBe(status)
  expect(failures).toEqual([])
  expect(queues.all).toEqual([])
})

test('an open circuit of the queue is told at once, with the time to come again', async () => {
  const { post, queues, clock } = webhook()
  queues.failNext(new CallRefused('storage-queue', 'open', after(clock.now(), seconds(45))))
  expect(await post(notices('m1'))).toMatchObject({
    status: 503,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '45' },
  })
})

test('a queue that takes longer than 3 s is not waited for; what it queues all the same does no harm', async () => {
  const { post, queues, failures } = webhook()
  const held = Promise.withResolvers<void>()
  queues.around(async (_, call) => {
    await held.promise
    return call()
  })
  expect(await post(notices('m1', 'm2'))).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
  held.resolve()
  await vi.waitFor(() => expect(queues.of('mail-received')).toHaveLength(2))
  expect(failures).toEqual([])
})

test('without the settings there is no webhook, for a validation neither', async () => {
  const { post } = webhook({ ours: undefined })
  expect(await post(undefined, { validationToken: 'token' })).toMatchObject({ status: 404 })
  expect(await post(notices('m1'))).toMatchObject({ status: 404 })
})
