/** What an ordinary invoice costs: every call of the app, and of the host for its messages, against the table in docs/architecture.md. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isByTheClock } from '../../../bench/storage-bill.ts'
import { projectRoot } from '../../../local/build.ts'
import type { LoggedRequest } from '../../../local/lab/request-log.ts'
import { invoiceMail } from './mails.ts'
import { openRig, type Rig, slow } from './rig.ts'

let rig: Rig
let outcome: string | undefined
let calls: readonly string[]
beforeAll(async () => {
  rig = await openRig()
  const vendor = JSON.stringify({ name: 'Quayside Ltd', ledgerAccount: '6815' })
  await rig.ask('/vendors/quayside', { method: 'PUT', body: vendor })
  await bring('FIRST-1')
  const { lab, storage, listeners } = rig
  for (const { requests } of [lab, storage, listeners]) requests.clear()
  outcome = await bring('ORDINARY-1')
  calls = [...lab.requests.all, ...storage.requests.all]
    .filter((call) => !isByTheClock(call))
    .map(nameOf)
    .toSorted()
}, slow.timeout)
afterAll(() => rig?.stop())

/** What a process asks for once, such as a folder's id, the first invoice has paid for. */
async function bring(number: string): Promise<string | undefined> {
  const [line] = await rig.settled(await rig.deliver(await invoiceMail(number)))
  await rig.drained()
  return line?.outcome
}

/** "graph getMessage", "queue POST invoice-stored", "table GET Ledger mail": without what differs between invoices. */
function nameOf({ service, operation, path }: LoggedRequest): string {
  const [, thing = '', partition] =
    /^\/devstoreaccount1\/(\$?\w[\w-]*)(?:\(PartitionKey='([\w-]*))?/.exec(path) ?? []
  if (service === 'blob') return `blob ${operation} ${path.replace(/.*\//, '')}`
  if (service === 'queue') return `queue ${operation} ${thing}`
  if (service !== 'table') return `${service} ${operation}`
  const whose = partition === undefined ? '' : /^[0-9A-Z]{26}$/.test(partition) ? ' invoice' : ` ${partition}`
  return `table ${operation} ${thing}${whose}`
}

interface Documented {
  readonly call: string
  readonly step: string
}

const architecture = readFileSync(join(projectRoot, 'docs/architecture.md'), 'utf8')
const section = /\n## What an invoice costs\n(.*?)\n## /s.exec(architecture)?.[1] ?? ''
const documented: readonly Documented[] = [...section.matchAll(/^\| (\w+) \| `([^`]+)` \|/gm)].map(
  ([, step = '', call = '']) => ({ step, call }),
)
const isGraph = (call: string): boolean => call.startsWith('graph ')
const isStorage = (call: string): boolean => /^(blob|queue|table) /.test(call)

test('the calls of an ordinary invoice are those of the table, each as often', () => {
  expect(outcome).toBe('posted')
  expect(calls).toEqual(documented.map(({ call }) => call).toSorted())
})

test('the totals that stand below the table are those of the table', () => {
  const totals = (isPoll: boolean) => {
    const ofThese = documented.filter(({ step }) => (step === 'poll') === isPoll).map(({ call }) => call)
    return `${ofThese.filter(isGraph).length} Graph calls and ${ofThese.filter(isStorage).length} storage operations`
  }
  const words = section.replaceAll('\n', ' ')
  expect(words).toContain(`**${totals(false)}**`)
  expect(words).toContain(`**${totals(true)} for each poll**`)
})

test('the host takes and deletes each of its four messages, and hides none a second time', () => {
  const { requests } = rig.listeners
  expect(requests.count('queue', 'DELETE')).toBe(4)
  expect(requests.count('queue', 'PUT')).toBe(0)
  expect(requests.count('queue', 'GET')).toBeGreaterThanOrEqual(4)
})
