/** Where App Service authentication guards the app: who gets in, and in whose name he acts. */
import { HttpRequest, InvocationContext } from '@azure/functions'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ask } from '../../../src/functions/ask.ts'
import { readAsk } from '../../../src/functions/read-body.ts'
import { signedInOnly } from '../../../src/functions/signed-in-only.ts'

const request = (headers: Record<string, string> = {}, body?: unknown) =>
  new HttpRequest({
    method: body === undefined ? 'GET' : 'POST',
    url: 'http://127.0.0.1/desk/overview',
    headers,
    ...(body !== undefined && { body: { string: JSON.stringify(body) } }),
  })
const maria = { 'x-ms-client-principal-name': 'maria@fabrikam.example' }

const context = new InvocationContext({ functionName: 'test' })
const guarded = signedInOnly(() => ({ body: 'data' }))

test.each([
  ['whom the platform signed in', maria, { body: 'data' }],
  ['from the page itself', { ...maria, 'sec-fetch-site': 'same-origin' }, { body: 'data' }],
  ['by address', { ...maria, 'sec-fetch-site': 'none' }, { body: 'data' }],
  ['nobody', {}, { status: 401 }],
  ['a nameless one', { 'x-ms-client-principal-name': ' ' }, { status: 401 }],
  ['another site, in his name', { ...maria, 'sec-fetch-site': 'cross-site' }, { status: 403 }],
  ['a neighbour, in his name', { ...maria, 'sec-fetch-site': 'same-site' }, { status: 403 }],
])('%s', async (_, headers, answer) => {
  expect(await guarded(request(headers), context)).toMatchObject(answer)
})

const schema = z.strictObject(ask)

test('who decides is whom the platform signed in, whatever the body says', async () => {
  const said = { who: 'Somebody Else', why: 'because' }
  const wanted = { value: { who: 'maria@fabrikam.example', why: 'because' } }
  expect(await readAsk(request(maria, said), schema, 'a decision', true)).toEqual(wanted)
  expect(await readAsk(request(maria, { why: 'because' }), schema, 'a decision', true)).toEqual(wanted)
  expect(await readAsk(request({}, said), schema, 'a decision', true)).toMatchObject({
    problem: { status: 401 },
  })
})

test('without a platform that signs in, a name is typed and its header is nobody', async () => {
  const typed = { who: 'Ada' }
  expect(await readAsk(request(maria, typed), schema, 'a decision', false)).toEqual({ value: typed })
  expect(await readAsk(request(maria, {}), schema, 'a decision', false)).toMatchObject({
    problem: { status: 400 },
  })
})

test.each(['[]', '"who"', 'null', '1'])('%s is no decision, whoever signed in', async (text) => {
  const body = JSON.parse(text) as unknown
  expect(await readAsk(request(maria, body), schema, 'a decision', true)).toMatchObject({
    problem: { status: 400 },
  })
})
