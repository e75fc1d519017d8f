/** One mail is one transaction: whatever the running app tells of it, from mailbox to card, has one operation id. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ingestion, startIngestion } from './ingestion.ts'
import { invoiceMails } from './mails.ts'
import { openRig, type Rig, slow } from './rig.ts'

let ingestion: Ingestion
let rig: Rig
beforeAll(async () => {
  ingestion = await startIngestion()
  rig = await openRig({ env: ingestion.env })
}, slow.timeout)
afterAll(async () => {
  await rig?.stop()
  await ingestion?.stop()
})

const events = (name: string) => ingestion.told('EventData').filter(({ data }) => data['name'] === name)
const of = (operation: string, baseType: string) =>
  ingestion.told(baseType).filter((item) => item.operation === operation)
const steps = (operation: string) => of(operation, 'RequestData').map(({ data }) => String(data['name']))

/** The operation in which an invoice came to its end, once all of it is there. */
const operationOf = (invoiceId: string | undefined) =>
  rig.until('the end at the ingestion', () => {
    const end = events('invoice.outcome').find(
      ({ properties }) => properties['invoiceId'] === invoiceId && properties['state'] === 'notified',
    )
    if (end !== undefined && steps(end.operation).includes('invoice-ready')) return end.operation
    return undefined
  })

test(
  'steps, guarded calls and events of a mail share an operation, a failing call too; each mail has its own',
  slow,
  async () => {
    rig.lab.faults.set('teams', '*', { kind: 'down', times: 1 })
    const lines = await rig.settled(await rig.deliver(...(await invoiceMails(2, 'TRACE'))))
    await rig.drained()
    const operations: string[] = []
    for (const { invoiceId } of lines) operations.push(await operationOf(invoiceId))
    await rig.until(
      'all runs of the last step',
      () => operations.flatMap(steps).filter((name) => name === 'notification').length === 3,
    )

    expect(new Set(operations).size).toBe(2)
    for (const operation of operations) {
      expect([...new Set(steps(operation))].toSorted()).toEqual([
        'invoice-ready',
        'invoice-stored',
        'mail-received',
        'notification',
      ])
      const calls = of(operation, 'RemoteDependencyData')
      expect([...new Set(calls.map(({ data }) => String(data['target'])))].toSorted()).toEqual([
        'graph',
        'openai',
        'storage-blob',
        'storage-queue',
        'storage-table',
        'teams',
      ])
      for (const { data, properties } of calls) {
        expect(data).toMatchObject({ resultCode: properties['result'] })
        expect(data['duration']).toMatch(/^(0+\.)?00:00:\d\d\.\d+$/)
        expect(properties).toMatchObject({ breaker: 'closed', operation: expect.any(String) as string })
      }
    }
    const all = (baseType: string) => operations.flatMap((operation) => of(operation, baseType))
    const failed = all('RemoteDependencyData').filter(({ data }) => data['success'] === false)
    expect(failed.map(({ data, properties }) => [data['target'], properties['result']])).toEqual([
      ['teams', 'network'],
    ])
    const names = all('EventData').map(({ data }) => String(data['name']))
    expect(
      names.filter((name) => name === 'step.deferred' || name === 'dependency.failed').toSorted(),
    ).toEqual(['dependency.failed', 'step.deferred'])
  },
)

test('nothing is left out by sampling: as many calls of Graph are told as it got', slow, async () => {
  rig.lab.requests.clear()
  const toldBefore = graphCalls()

  await rig.settled(await rig.deliver(...(await invoiceMails(12, 'MANY'))))
  await rig.drained()

  await rig.until('all calls', () => graphCalls() - toldBefore === graphRequests())
  expect(graphRequests()).toBeGreaterThan(12 * 4)
})

const graphCalls = () =>
  ingestion.told('RemoteDependencyData').filter(({ data }) => data['target'] === 'graph').length
const graphRequests = () => rig.lab.requests.all.filter(({ service }) => service === 'graph').length
