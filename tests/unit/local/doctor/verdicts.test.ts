/** From what came back to a verdict and advice, where a stand-in cannot well be made to answer so. */
import { expect, test } from 'vitest'
import { bearerOf } from '../../../../local/doctor/bearer.ts'
import { signs } from '../../../../local/doctor/check.ts'
import { checks } from '../../../../local/doctor/checks.ts'
import { verdict as noticesVerdict } from '../../../../local/doctor/checks/notices.ts'
import { verdict as otherVerdict } from '../../../../local/doctor/checks/other-mailbox.ts'
import { endpointOf } from '../../../../local/doctor/checks/telemetry.ts'
import { judge } from '../../../../local/doctor/judge.ts'
import { reportOf } from '../../../../local/doctor/report.ts'
import {
  CallRefused,
  DependencyFailed,
  Misconfigured,
  OutOfTime,
  RemoteAnswer,
} from '../../../../src/domain/errors.ts'
import { bearing } from './bearing.ts'

const app = (...mailRights: string[]) => ({ is: 'application', mailRights }) as const
const person = (...mailRights: string[]) => ({ is: 'person', mailRights }) as const

test.each([
  ['denied', undefined, false, 'ok', /out of reach/],
  ['denied', app(), true, 'ok', /out of reach/],
  // Held back by a policy for now, and yet consented to.
  ['denied', app('Mail.ReadWrite'), true, 'failed', /Mail\.ReadWrite, consented to for every mailbox/],
  ['not-found', app('Mail.Send'), false, 'failed', /Mail\.Send, consented/],
  ['not-found', app(), false, 'skipped', /not in this tenant/],
  ['not-found', app(), true, 'failed', /no mailbox of this tenant/],
  ['read', app(), true, 'failed', /readable as well/],
  ['read', person('Mail.Read'), true, 'failed', /by your own sign-in/],
] as const)('other mailbox: %s to %o, named: %s, is %s', (answer, bearer, isNamed, state, said) => {
  expect(otherVerdict(answer, bearer, isNamed)).toMatchObject({ state, said: expect.stringMatching(said) })
})

const answer = (status: number, text = 'token', contentType = 'text/plain; charset=utf-8') => ({
  status,
  text,
  contentType,
})

test.each([
  ['the token as text', answer(200), 'ok', /validation/],
  ['another text', answer(200, 'hello'), 'failed', /Something else listens/],
  ['the token as a page', answer(200, 'token', 'text/html'), 'failed', /Something else listens/],
  ['a sign-in', answer(401, ''), 'failed', /authentication has to let \/webhooks\/graph pass/],
  ['access restrictions', answer(403, ''), 'failed', /keep Graph out/],
  ['no such function', answer(404, ''), 'failed', /has to end in \/webhooks\/graph/],
  ['a redirect', answer(302, ''), 'failed', /address that it leads to/],
  ['a fault', answer(500, ''), 'failed', /\/health/],
] as const)('FAILURES 4: notices: %s', (_, given, state, text) => {
  const { said, ...found } = noticesVerdict(given, 'token')
  expect(found.state).toBe(state)
  expect([said, 'advice' in found ? found.advice : ''].join(' ')).toMatch(text)
})

test.each([
  ['an application', { idtyp: 'app', roles: ['Mail.Read', 'User.Read.All'] }, app('Mail.Read')],
  ['an application without a word of its kind', { roles: [] }, app()],
  ['a person', { idtyp: 'user', scp: 'User.Read Mail.Read' }, person('Mail.Read')],
  ['a person without a word of his kind', { scp: 'User.Read' }, person()],
  ['claims of another form', { roles: 7 }, undefined],
])('a token says it is of %s', (_, claims, bearer) => {
  expect(bearerOf(bearing(claims))).toEqual(bearer)
})

test.each(['lab-token', '', 'a.b.c', 'a.!.c'])('a token of another form says nothing: "%s"', (token) => {
  expect(bearerOf(token)).toBeUndefined()
})

const key = 'InstrumentationKey=00000000-0000-4000-8000-000000000001'
test.each([
  [`${key};IngestionEndpoint=https://weu.in.example/;LiveEndpoint=x`, 'weu.in.example'],
  [key, 'dc.services.visualstudio.com'],
  ['IngestionEndpoint=https://weu.in.example/', undefined],
  [`${key};IngestionEndpoint=http://weu.in.example/`, undefined],
  [`${key};IngestionEndpoint=weu`, undefined],
  ['InstrumentationKey=abc', undefined],
  ['', undefined],
])('Application Insights: %s', (text, host) => {
  expect(endpointOf(text)?.hostname).toBe(host)
})

const network = { mayHaveActed: false }
test.each([
  [
    new Misconfigured('graph', { status: 403, cause: new Error('ErrorAccessDenied') }),
    'access is denied (HTTP 403 ErrorAccessDenied)',
    /^right$/,
  ],
  [new Misconfigured('graph', { status: 401 }), 'we are not let in (HTTP 401)', /^caller$/],
  [
    new Misconfigured('identity', { cause: new Error('AuthenticationError, AADSTS700016') }),
    'no token to be had (AuthenticationError, AADSTS700016)',
    /az login/,
  ],
  [new DependencyFailed('identity', 'timeout', network), 'no token to be had', /az login/],
  [
    new RemoteAnswer('graph', 'not-found', { status: 404, code: 'Known' }),
    'not found (HTTP 404 Known)',
    /^by code$/,
  ],
  [
    new DependencyFailed('graph', 'network', {
      ...network,
      cause: new Error('getaddrinfo ENOTFOUND secret.example'),
    }),
    'no connection',
    /DNS/,
  ],
  [
    new DependencyFailed('graph', 'server-error', { ...network, status: 503 }),
    'a fault of the service (HTTP 503)',
    /status page/,
  ],
  [new CallRefused('graph', 'throttled', new Date(0)), 'asks us to wait', /some minutes/],
  [new OutOfTime('mailbox'), 'no answer in time', /Run it again/],
  [new TypeError('secret.example'), 'an unexpected error (TypeError)', /report it/],
])('%s', (error, said, advice) => {
  const known = { Known: 'by code', 'no-right': 'right', 'unknown-caller': 'caller', 'not-found': 'by sign' }
  expect(judge(error, known)).toEqual({
    state: 'failed',
    said,
    advice: expect.stringMatching(advice),
  })
})

test('what a check needs comes before it', () => {
  const before = (at: number) => checks.slice(0, at).map(({ name }) => name)
  expect(checks.filter(({ needs }, at) => needs !== undefined && !before(at).includes(needs))).toEqual([])
})

/** Else the advice would never be given: a code of a service, or a sign. */
test('advice is kept under a sign, or a code as services and our readers form them', () => {
  const codes = /^([A-Z][A-Za-z]+|content_filter|not-by-schema|empty|truncated|refusal)$/
  const words = checks.flatMap(({ advice }) => Object.keys(advice))
  expect(words.filter((word) => !(signs as readonly string[]).includes(word) && !codes.test(word))).toEqual(
    [],
  )
})

test.each([40, 80, 140, 400])(
  'at %i columns no line is longer than the terminal, or than can be read',
  (columns) => {
    const long = 'word '.repeat(60)
    const report = reportOf(
      [
        { name: 'mailbox', state: 'failed', said: long, advice: long },
        { name: 'sending', state: 'skipped', said: long, advice: long },
      ],
      columns,
    )

    expect(Math.max(...report.split('\n').map((line) => line.length))).toBeLessThanOrEqual(
      Math.min(Math.max(columns, 60), 140),
    )
  },
)
