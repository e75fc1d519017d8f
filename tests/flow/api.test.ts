/** Every HTTP function answers as /openapi.json says: each operation, on the whole pipeline. */
import { beforeAll, expect, test } from 'vitest'
import { operationAt, operations, strangeIn } from '../described.ts'
import { clientState } from './agent.ts'
import { type Asked, type DeskWorld, deskWorld } from './desk-world.ts'

let world: DeskWorld
beforeAll(async () => {
  world = await deskWorld()
})

const trial = { who: 'Ada', why: 'asked the vendor', dryRun: true }
const maria = { who: 'Maria', why: 'tenant move' }
const contoso = { name: 'Contoso Ltd', ledgerAccount: '6815', terms: 30, currency: 'EUR' }

const done: Asked[] = [
  ['GET', '/desk/invoices', 200],
  ['GET', '/desk/invoices?state=duplicate&limit=1', 200],
  ['GET', '/desk/invoices?day=2026-11-02', 200],
  ['GET', '/desk/invoices/HELD', 200],
  ['GET', '/desk/invoices/NONE', 200],
  ['POST', '/desk/invoices/HELD/approve', 200, trial],
  ['POST', '/desk/invoices/HELD/correct', 200, { ...trial, fields: { totalAmount: '1190.00', iban: null } }],
  ['POST', '/desk/invoices/HELD/reject', 200, trial],
  ['POST', '/desk/invoices/DUPLICATE/not-duplicate', 200, trial],
  ['POST', '/desk/invoices/NONE/is-invoice', 200, trial],
  ['GET', '/desk/invoices/HELD/documents/1', 200],
  ['GET', '/desk/overview', 200],
  ['GET', '/desk/overview?day=2026-11-02', 200],
  ['POST', '/desk/search', 200, { text: '4711' }],
  ['GET', '/desk/cases', 200],
  ['GET', '/desk/cases/CASE', 200],
  ['POST', '/desk/cases/CASE/redrive', 200, trial],
  ['POST', '/desk/cases/CASE/drop', 200, { who: 'Ada', reason: 'paper', dryRun: true }],
  ['POST', '/desk/cases/redrive', 200, { ...trial, all: true }],
  ['PUT', '/vendors/contoso-ltd', 200, contoso],
  ['GET', '/vendors/contoso-ltd', 200],
  ['GET', '/vendors?limit=1', 200],
  ['DELETE', '/vendors/contoso-ltd', 204],
  ['POST', '/breakers/graph/isolate', 200, { ...maria, until: '2026-11-03T09:00:00Z' }],
  ['GET', '/breakers', 200],
  ['GET', '/health', 200],
  ['GET', '/health?strict=1', 503],
  ['POST', '/breakers/graph/release', 200, maria],
  ['POST', '/breakers/graph/probe', 200, maria],
  ['POST', '/intake', 200, { since: '2026-11-01', dryRun: true }],
  ['POST', '/webhooks/graph?validationToken=abc', 200],
  ['POST', '/webhooks/graph', 202, { value: [{ clientState, lifecycleEvent: 'missed' }] }],
  ['GET', '/openapi.json', 200],
  ['GET', '/ops', 200],
  ['GET', '/ops/style.css', 200],
]

test.each<Asked>(done)('%s %s: %i, as described', async (method, target, status, body) => {
  const answer = await world.ask(method, target, body)
  expect(answer).toMatchObject({ status })
  const operation = operationAt(method, world.placed(target))
  if (operation === undefined) throw new Error(`${method} ${target} is not described`)
  expect(strangeIn(operation, answer)).toEqual([])
})

test('no operation is left out of these', () => {
  const met = new Set(done.map(([method, target]) => operationAt(method, world.placed(target))))
  expect(operations.filter((one) => !met.has(one))).toEqual([])
})
