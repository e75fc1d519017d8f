/** Whatever an HTTP function refuses, it refuses in problem+json, with a status that /openapi.json knows. */
import type { HTTPMethod } from 'find-my-way'
import { beforeAll, expect, test } from 'vitest'
import { CallRefused, RemoteAnswer } from '../../src/domain/errors.ts'
import { problemAnswer } from '../../src/functions/answers/problem.ts'
import { operationAt, strangeIn } from '../described.ts'
import { clientState } from './agent.ts'
import { type Asked, type DeskWorld, deskWorld } from './desk-world.ts'
import type { Answer } from './http-app.ts'

let world: DeskWorld
beforeAll(async () => {
  world = await deskWorld()
})

const unknownInvoice = '01KB1N3XM0ABCDEFGHJKMNPQRS'
const unknownCase = '0'.repeat(32)
const long = 'x'.repeat(70_000)
const ada = { who: 'Ada' }
const all = { who: 'Ada', all: true, dryRun: true }
const maria = { who: 'Maria', why: 'tenant move' }
const contoso = { name: 'Contoso Ltd', ledgerAccount: '6815', terms: 30, currency: 'EUR' }

/** Bad in each way that the function knows. */
const refused: Asked[] = [
  ['GET', '/desk/invoices?state=paid', 400],
  ['GET', '/desk/invoices?after=1&limit=1000', 400],
  ['GET', '/desk/invoices/4711', 400],
  ['GET', `/desk/invoices/${unknownInvoice}`, 404],
  ['GET', '/desk/invoices/HELD/pay', 404],
  ['GET', '/desk/invoices/HELD/approve', 405],
  ['POST', '/desk/invoices', 405, ada],
  ['POST', '/desk/invoices/HELD/approve', 400, '{'],
  ['POST', '/desk/invoices/HELD/approve', 400, '[]'],
  ['POST', '/desk/invoices/HELD/approve', 400, {}],
  ['POST', '/desk/invoices/HELD/approve', 413, long],
  ['POST', `/desk/invoices/${unknownInvoice}/approve`, 404, ada],
  ['POST', '/desk/invoices/HELD/correct', 400, { ...ada, fields: {} }],
  ['POST', '/desk/invoices/HELD/correct', 400, { ...ada, fields: { iban: 'DE00' } }],
  ['POST', '/desk/invoices/HELD/reject', 400, ada],
  ['POST', '/desk/invoices/HELD/not-duplicate', 409, ada],
  ['POST', '/desk/invoices/HELD/is-invoice', 409, ada],
  ['GET', '/desk/invoices/HELD/documents/9', 404],
  ['GET', '/desk/invoices/4711/documents/1', 400],
  ['GET', '/desk/overview?day=today', 400],
  ['POST', '/desk/search', 400, { text: '' }],
  ['POST', '/desk/search', 413, long],
  ['GET', '/ops/host.json', 404],
  ['GET', '/desk/cases?limit=0', 400],
  ['GET', '/desk/cases/4711', 400],
  ['GET', `/desk/cases/${unknownCase}`, 404],
  ['GET', '/desk/cases/CASE/close', 404],
  ['POST', '/desk/cases', 405, ada],
  ['POST', '/desk/cases/CASE/redrive', 400, {}],
  ['POST', `/desk/cases/${unknownCase}/redrive`, 404, ada],
  ['POST', '/desk/cases/CASE/drop', 400, ada],
  ['POST', '/desk/cases/redrive', 400, ada],
  ['GET', '/vendors?limit=0', 400],
  ['GET', '/vendors/A%20B', 400],
  ['GET', '/vendors/nobody', 404],
  ['PUT', '/vendors', 405, contoso],
  ['PUT', '/vendors/contoso-ltd', 400, { ...contoso, currency: 'EURO' }],
  ['PUT', '/vendors/contoso-ltd', 413, long],
  ['DELETE', '/vendors/nobody', 404],
  ['GET', '/breakers/graph', 404],
  ['GET', '/breakers/graph/isolate', 405],
  ['POST', '/breakers/graph/isolate', 400, { why: 'x' }],
  ['POST', '/breakers/graph/isolate', 400, { ...maria, until: '2020-01-01T00:00:00Z' }],
  ['POST', '/breakers/grape/isolate', 404, maria],
  ['POST', '/intake', 400, { since: 'yesterday' }],
  ['POST', '/intake', 400, ''],
  ['POST', '/webhooks/graph', 400, { value: 'none' }],
  ['POST', `/webhooks/graph?validationToken=${'x'.repeat(1_025)}`, 400],
]

/** Empty where it is a problem, and a described one. */
function strangeInProblem(method: HTTPMethod, target: string, answer: Answer): string[] {
  const type = answer.headers.get('content-type')
  if (type !== 'application/problem+json') return [`type ${type}`]
  const { status } = problemAnswer.parse(JSON.parse(answer.text))
  if (status !== answer.status) return [`${status} in the body`]
  // What no operation is for, such as another method, is not described.
  const operation = status === 405 ? undefined : operationAt(method, world.placed(target))
  return operation === undefined ? [] : strangeIn(operation, answer)
}

test.each<Asked>(refused)('%s %s: %i in problem+json', async (method, target, status, body) => {
  const answer = await world.ask(method, target, body)
  expect(answer.status).toBe(status)
  expect(strangeInProblem(method, target, answer)).toEqual([])
})

const retryAt = new Date('2026-11-30T09:00:00Z')
const errors = [
  [503, 'is away', () => new CallRefused('storage-table', 'open', retryAt)],
  [502, 'refuses', () => new RemoteAnswer('storage-table', 'rejected', { status: 400 })],
  [500, 'meets a bug of ours', () => new TypeError('canary-9')],
] as const

type Reaching = [HTTPMethod, string, unknown, (world: DeskWorld) => { failNext(error: Error): void }]
const reaching: Reaching[] = [
  ['GET', '/desk/invoices', undefined, ({ it }) => it.ledger],
  ['POST', '/desk/invoices/HELD/approve', ada, ({ it }) => it.ledger],
  ['GET', '/desk/invoices/HELD/documents/1', undefined, ({ it }) => it.documents],
  ['GET', '/desk/overview', undefined, ({ it }) => it.ledger],
  ['POST', '/desk/search', { text: '4711' }, ({ it }) => it.ledger],
  ['GET', '/desk/cases', undefined, ({ it }) => it.cases],
  ['POST', '/desk/cases/redrive', all, ({ it }) => it.cases],
  ['GET', '/vendors', undefined, ({ it }) => it.vendors],
  ['PUT', '/vendors/contoso-ltd', contoso, ({ it }) => it.vendors],
  ['POST', '/breakers/graph/release', maria, ({ app }) => app.board],
  ['POST', '/intake', { since: '2026-11-01', dryRun: true }, ({ it }) => it.mailbox],
  ['POST', '/webhooks/graph', { value: [{ clientState, lifecycleEvent: 'missed' }] }, ({ it }) => it.queues],
]
const failing = errors.flatMap(([status, what, error]) =>
  reaching.map((asked) => ({ what, asked, status, error })),
)

test.each(failing)(
  'what it reaches $what: $asked.0 $asked.1 is $status in problem+json',
  async ({ asked: [method, target, body, fake], status, error }) => {
    fake(world).failNext(error())
    const answer = await world.ask(method, target, body)
    expect([answer.status, answer.headers.has('retry-after')]).toEqual([status, status === 503])
    expect(strangeInProblem(method, target, answer)).toEqual([])
    expect(answer.text).not.toContain('canary')
  },
)
