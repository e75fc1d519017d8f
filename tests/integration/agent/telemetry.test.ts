/** What the running app tells about itself, and what it never tells: its lines and its telemetry as a real ingestion gets them. */
import { TableClient } from '@azure/data-tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePorts } from '../../../local/free-ports.ts'
import type { NewMail } from '../../../local/lab/graph/stored-mail.ts'
import { type Ingestion, startIngestion, type ToldItem } from './ingestion.ts'
import { teamsPath } from '../../../local/lab/teams.ts'
import { dependencies } from '../../../src/domain/dependency.ts'
import type { TableName } from '../../../src/adapters/storage/names.ts'
import { eventNames, eventProperties, metricNames, metricProperties } from '../../../src/telemetry/events.ts'
import { drawnPdf } from '../../fixtures/documents/drawn-pdf.ts'
import { mail, pdf } from './mails.ts'
import { base64, mailbox, openRig, type Rig, slow } from './rig.ts'

/** Each stands where the real thing would, in a form that nothing else has. */
const canaries = {
  vendor: 'Kanarienvogel',
  text: 'zwitschert',
  number: 'CANARY-4711',
  amount: '86,421.97',
  amountAsNumber: '86421.97',
  iban: 'DE89370400440532013000',
  sender: 'billing@kanarien.example',
  subject: 'Singsang',
  fileName: 'gefieder',
  clientState: 'canary-state-of-our-client',
  signature: 'canary-signature-of-the-channel',
  functionKey: 'canary-function-key',
  accessToken: 'lab-token',
  apiKey: 'lab-key',
  /** What JSON.parse quotes of a text is ten characters long. */
  inBug: 'qanary-bug',
  inSdkError: 'canary-in-an-sdk-error',
  mailbox,
}

let ingestion: Ingestion
let rig: Rig
beforeAll(async () => {
  ingestion = await startIngestion()
  const [port = 0, labPort = 0] = await freePorts(2)
  rig = await openRig({
    port,
    lab: { port: labPort },
    env: {
      ...ingestion.env,
      TEAMS_WEBHOOK_URL: `http://127.0.0.1:${labPort}${teamsPath}?sig=${canaries.signature}`,
      MAIL_WEBHOOK_URL: `http://127.0.0.1:${port}/webhooks/graph`,
      GRAPH_CLIENT_STATE: canaries.clientState,
      LOCAL_FUNCTION_KEY: canaries.functionKey,
      BREAKER_GRAPH: '5/1s',
      BREAKER_STORAGE: '5/1s',
      BREAKER_TEAMS: '5/1s',
      AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00',
    },
  })
}, slow.timeout)
afterAll(async () => {
  await rig?.stop()
  await ingestion?.stop()
})

const canaryMail = async (number: string): Promise<NewMail> => ({
  ...mail(
    `${canaries.subject} ${number}`,
    pdf(
      await drawnPdf({
        lines: [
          `${canaries.vendor} Ltd`,
          `What ${canaries.text} in the document`,
          `Invoice No: ${number}`,
          'Date: 4 March 2024',
          `IBAN: ${canaries.iban}`,
          `Total due EUR ${canaries.amount}`,
        ],
      }),
      `${canaries.fileName}.pdf`,
    ),
  ),
  from: { name: canaries.vendor, address: canaries.sender },
})

const table = (name: TableName) =>
  TableClient.fromConnectionString(rig.connectionString, name, { allowInsecureConnection: true })
const casesOf = async () => (await rig.rows('Cases')).filter(({ partitionKey }) => partitionKey !== 'failure')
const lines = (event: string) =>
  rig.host
    .output()
    .split('\n')
    .filter((line) => line.includes(`"event":"${event}"`))

/** The drain may run meanwhile and make a case of it. */
const givenUp = (count: number) =>
  rig.until('the host giving up', async () => (await rig.poisoned()) + (await casesOf()).length >= count)

/** A row that cannot be read: what JSON.parse says of it quotes it. */
async function provokeBug(): Promise<void> {
  const row = { partitionKey: 'vendor', rowKey: 'broken' }
  await table('Vendors').createEntity({ ...row, vendor: `${canaries.inBug} ${canaries.iban}` })
  await rig.deliver(await canaryMail(`${canaries.number}-BUG`))
  await givenUp(1)
  await table('Vendors').deleteEntity(row.partitionKey, row.rowKey)
}

/** Neither its work nor its deferral can be done: what the SDK says of the queue's answer quotes the answer. */
async function provokeSdkError(): Promise<void> {
  const mailId = rig.lab.mailbox.put(await canaryMail(`${canaries.number}-SDK`))
  rig.lab.faults.set('graph', 'getMessage', { kind: 'down' })
  const body = `<Error><Code>Odd</Code><Message>https://store.example/queue?sig=${canaries.inSdkError}</Message></Error>`
  rig.storage.faults.set('queue', 'POST', { kind: 'status', status: 200, body })
  const message = { v: 1, since: new Date().toISOString(), deferrals: 0, mailId, source: 'notification' }
  await rig.queue('mail-received').sendMessage(base64(JSON.stringify(message)))
  await givenUp(2)
  rig.lab.faults.clear()
  rig.storage.faults.clear()
}

test(
  'FAILURES 37: no line of app or host and no telemetry item holds a word of a document, an address, an amount or a secret',
  slow,
  async () => {
    await provokeBug()
    await provokeSdkError()
    rig.lab.faults.set('teams', '*', { kind: 'down', times: 2 })
    await rig.until('Graph let in again', async () => {
      const { state, probeDue } = await rig.breaker('graph')
      if (probeDue) await rig.poll()
      return state === 'closed'
    })
    const [line] = await rig.settled(await rig.deliver(await canaryMail(canaries.number)))
    expect(line?.outcome).toBe('needs coding')
    await rig.tick('drainPoison')
    await rig.until('cases of what failed', async () => (await casesOf()).length >= 2)
    await rig.ask(`/desk/invoices?code=${canaries.functionKey}`)
    await rig.until('the outcome at the ingestion', () => events('invoice.outcome').length > 0)

    // It went the whole way, so that the silence means something.
    expect(rig.lab.apMails().some(({ subject }) => subject.includes(canaries.vendor))).toBe(true)
    expect(rig.host.output()).toContain('Executed (Failed')
    expect(lines('step.failed').join()).toContain('SyntaxError')
    const said = { 'app and host': rig.host.output(), telemetry: ingestion.received() }
    const told = Object.entries(said).flatMap(([by, text]) =>
      Object.entries(canaries)
        .filter(([, canary]) => text.toLowerCase().includes(canary.toLowerCase()))
        .map(([name, canary]) => `${name} told by ${by}: ${around(text, canary)}`),
    )
    expect(told).toEqual([])
  },
)

test(
  'every event that the app wrote came to the ingestion, none left out, and each metric was told',
  slow,
  async () => {
    for (const name of Object.values(eventNames))
      await rig.until(`all of ${name}`, () => events(name).length === lines(name).length)

    expect(events('breaker.transition').length).toBeGreaterThan(2)
    const metrics = () =>
      new Set(
        ingestion
          .told('MetricData')
          .flatMap(({ data }) => (data['metrics'] as { name: string }[]).map(({ name }) => name)),
      )
    await provokeRefusal()
    await provokeStock()
    await rig.until('all metrics', () => Object.values(metricNames).every((name) => metrics().has(name)))
    // The SDK's own, about where it runs.
    const others = ['_OTELRESOURCE_']
    expect([...metrics()].filter((name) => !others.includes(name)).toSorted()).toEqual(
      Object.values(metricNames).toSorted(),
    )
  },
)

test('what the queries of the alerts read is in what came: no property beside the declared ones, each call with target and result', () => {
  const strange = (name: string, says: Readonly<Record<string, readonly string[]>>, of: ToldItem) =>
    Object.keys(of.properties)
      .filter((property) => !(says[name] ?? []).includes(property))
      .map((property) => `${name} says ${property}`)
  const metrics = ingestion.told('MetricData').flatMap((item) => {
    const [{ name, count, max }] = item.data['metrics'] as [{ name: string; count: number; max: number }]
    return name in metricProperties
      ? [...strange(name, metricProperties, item), ...(count > 0 && max >= 0 ? [] : [`${name} has no max`])]
      : []
  })
  const inEvents = ingestion
    .told('EventData')
    .flatMap((item) => strange(String(item.data['name']), eventProperties, item))
  const calls = ingestion
    .told('RemoteDependencyData')
    .map(({ data, properties }) => [data['target'], data['resultCode'], properties['result']])
  expect([...metrics, ...inEvents]).toEqual([])
  expect(calls.filter(([target]) => !dependencies.some((name) => name === target))).toEqual([])
  expect(calls.filter(([, code, result]) => code !== result)).toEqual([])
  expect(calls).toContainEqual(['graph', 'answered', 'answered'])
})

/** A card has to go to a channel that a person keeps shut. */
async function provokeRefusal(): Promise<void> {
  const body = JSON.stringify({ who: 'Maria', why: 'the channel moves' })
  const answer = await rig.ask('/breakers/teams/isolate', { method: 'POST', body })
  expect(answer.status).toBe(200)
  await rig.deliver(await canaryMail(`${canaries.number}-SHUT`))
  await rig.until('the refusal', () => lines('step.deferred').some((line) => line.includes('teams isolated')))
}

/** Nobody takes the message, and the subscription is gone from our books: the look each minute finds both. */
async function provokeStock(): Promise<void> {
  rig.listeners.faults.set('queue', 'GET', { kind: 'down' })
  const message = { v: 1, since: new Date().toISOString(), deferrals: 0, work: 'renew-if-due' }
  // Hidden first: a listener that is asking just now must not get it.
  const queue = rig.queue('mailbox-check')
  await queue.sendMessage(base64(JSON.stringify(message)), { visibilityTimeout: 1 })
  await rig.until('the message in front', async () => (await queue.peekMessages()).peekedMessageItems[0])
  const kept = (await rig.rows('Bookmarks')).find(({ partitionKey }) => partitionKey === 'subscription')
  await table('Bookmarks').deleteEntity(String(kept?.['partitionKey']), String(kept?.['rowKey']))
  await rig.tick('drainPoison')
}

const events = (name: string) => ingestion.told('EventData').filter(({ data }) => data['name'] === name)

function around(text: string, canary: string): string {
  const at = text.toLowerCase().indexOf(canary.toLowerCase())
  return text.slice(Math.max(0, at - 200), at + 80)
}
