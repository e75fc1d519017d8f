/** What is told of an invoice that came to its end: outcome, why it is held, signs of fraud, and how long it took; no word of it. */
import { expect, test } from 'vitest'
import type { Doubt } from '../../../src/domain/doubt.ts'
import type { Status } from '../../../src/domain/entry.ts'
import { createTelemetry, type Item } from '../../../src/telemetry/telemetry.ts'
import { tellOutcome } from '../../../src/telemetry/tell-outcome.ts'
import { arrival, entry, findings } from '../../factories.ts'

const doubts: Doubt[] = [
  { kind: 'new-bank-account', text: 'canary' },
  { kind: 'new-bank-account', text: 'canary' },
  { kind: 'sums-differ', text: 'canary' },
]
const found = findings({ vendorName: 'canary', doubts })
const done = (status: Status) =>
  entry({
    status,
    arrival: arrival({ subject: 'canary', receivedAt: new Date('2026-03-04T09:00:00Z') }),
  })

function told(queue: Parameters<typeof tellOutcome>[1], status: Status) {
  const items: Item[] = []
  const telemetry = createTelemetry(() => {})
  telemetry.join((item) => items.push(item))
  tellOutcome(telemetry, queue, done(status))
  expect(JSON.stringify(items)).not.toContain('canary')
  return items.map((item) => ('name' in item ? item.name : item.kind))
}

const held: Status = { state: 'held', findings: found, reasons: ['canary'] }
const posted: Status = { state: 'posted', findings: found, postedAt: new Date('2026-03-04T09:01:00Z') }

test('a held invoice: that it is held, the signs of fraud, its outcome', () => {
  expect(told('invoice-stored', held)).toEqual([
    'invoice.outcome',
    'invoice.outcomes',
    'invoice.held',
    'invoice.fraud-signs',
  ])
})

test('a posted one also how long it took', () => {
  expect(told('invoice-ready', posted)).toContain('invoice.time-to-ap')
})

test('telling the channel counts nothing a second time', () => {
  expect(told('notification', held)).toEqual(['invoice.outcome'])
})
