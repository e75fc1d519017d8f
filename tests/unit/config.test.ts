/** Settings: all faults at once, each with what to set; and the example file names exactly what the config reads. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BadConfig, readConfig } from '../../src/config.ts'
import { settingsSchema } from '../../src/settings/settings.ts'
import { seconds } from '../../src/domain/clock.ts'

const least = {
  InvoiceStorage: 'UseDevelopmentStorage=true',
  INVOICE_MAILBOX: 'Invoices@fabrikam.example',
  AP_EMAIL_ADDRESS: 'ap@fabrikam.example',
}

function faultsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof BadConfig) return error.faults
    throw error
  }
  return []
}

test('the least that is needed: storage, mailbox, accounts payable', () => {
  const config = readConfig(least)

  expect(config.storage).toEqual({
    kind: 'connection-string',
    connectionString: 'UseDevelopmentStorage=true',
  })
  expect(config.graph).toEqual({
    baseUrl: 'https://graph.microsoft.com',
    mailbox: 'invoices@fabrikam.example',
    accessToken: undefined,
  })
  expect(config.openai).toBeUndefined()
  expect(config.sendDoubtMs).toBe(600_000)
  expect(config.intake).toMatchObject({
    folders: ['Inbox'],
    resyncDays: 14,
    pollSchedule: '0 */5 * * * *',
  })
})

test("the time of a step and its lock follow the host's functionTimeout, wherever that is set", () => {
  const timesOf = (timeout?: string) =>
    readConfig({ ...least, AzureFunctionsJobHost__functionTimeout: timeout }).times
  expect(timesOf()).toEqual({ stepMs: 420_000, lockMs: 660_000 })
  expect(timesOf('00:00:10')).toEqual({ stepMs: 7_000, lockMs: 13_000 })
})

test.each([
  ['wished for, and on', { OPERATOR_AUTH: 'easyauth', WEBSITE_AUTH_ENABLED: 'True' }, true],
  ['wished for, and not on', { OPERATOR_AUTH: 'easyauth', WEBSITE_AUTH_ENABLED: 'False' }, false],
  ['wished for, and nothing said', { OPERATOR_AUTH: 'easyauth' }, false],
  ['on, and not wished for', { WEBSITE_AUTH_ENABLED: 'True' }, false],
])('operators need no key only where the platform signs them in for sure: %s', (_, given, isKeyless) => {
  expect(readConfig({ ...least, ...given }).isKeyless).toBe(isKeyless)
})

test.each([
  ['invoices.azurewebsites.net', 'https://invoices.azurewebsites.net/ops'],
  ['localhost:7071', undefined],
  ['evil.example/"><a', undefined],
  ['', undefined],
])('the operations page is where the platform says the app is: "%s"', (host, url) => {
  expect(readConfig({ ...least, WEBSITE_HOSTNAME: host }).operationsUrl).toBe(url)
})

test('an empty environment names every setting that is missing, at once', () => {
  expect(faultsOf({})).toEqual([
    'INVOICE_MAILBOX is missing: set it',
    'AP_EMAIL_ADDRESS is missing: set it',
    expect.stringMatching(/^InvoiceStorage is missing: set a connection string, or /),
  ])
})

test.each([
  ['a mail address', { INVOICE_MAILBOX: 'nobody' }, /^INVOICE_MAILBOX: must be a mail address such as/],
  ['https', { TEAMS_WEBHOOK_URL: 'http://flows.example/x' }, /^TEAMS_WEBHOOK_URL: must be an https address/],
  ['a duration', { SEND_DOUBT: 'ten minutes' }, /^SEND_DOUBT: must be a number with s, m or h/],
  [
    'a time span',
    { AzureFunctionsJobHost__functionTimeout: '-1' },
    /^AzureFunctionsJobHost__functionTimeout: must be a time span/,
  ],
  ['a date', { INTAKE_FROM: 'yesterday' }, /^INTAKE_FROM: /],
  ['a known way to sign operators in', { OPERATOR_AUTH: 'easy' }, /^OPERATOR_AUTH: must be easyauth/],
  ['JSON', { OWN_COMPANY: '{' }, /^OWN_COMPANY: must be JSON/],
  ['a known breaker', { BREAKER_GRAPHS: '5/60s' }, /^BREAKER_GRAPHS names no breaker/],
  ['a breaker setting', { BREAKER_GRAPH: '0/60s' }, /^BREAKER_GRAPH must be failures\/open time/],
  [
    'the model whole',
    { AZURE_OPENAI_ENDPOINT: 'https://x.openai.azure.com/openai/v1/' },
    /set both, or neither/,
  ],
  [
    'the webhook whole',
    { MAIL_WEBHOOK_URL: 'https://x.azurewebsites.net/webhooks/graph' },
    /^MAIL_WEBHOOK_URL and GRAPH_CLIENT_STATE: set both, or neither/,
  ],
  [
    'a client state that nobody guesses',
    { MAIL_WEBHOOK_URL: 'http://127.0.0.1:7071/webhooks/graph', GRAPH_CLIENT_STATE: 'short' },
    /^GRAPH_CLIENT_STATE: must have 16 to 128 characters/,
  ],
  [
    'https for the webhook',
    { MAIL_WEBHOOK_URL: 'http://x.example/webhooks/graph', GRAPH_CLIENT_STATE: 'long enough for a state' },
    /^MAIL_WEBHOOK_URL: must be an https address/,
  ],
  [
    'another address than the mailbox for accounts payable',
    { AP_EMAIL_ADDRESS: 'INVOICES@fabrikam.example' },
    /^AP_EMAIL_ADDRESS is the invoice mailbox itself/,
  ],
  [
    'no token for a Graph that is not on this machine',
    { GRAPH_ACCESS_TOKEN: 'secret' },
    /^GRAPH_ACCESS_TOKEN is for a GRAPH_BASE_URL on this machine alone/,
  ],
])('asks for %s', (_, given, fault) => {
  expect(faultsOf({ ...least, ...given })).toEqual([expect.stringMatching(fault)])
})

test('a secret is never repeated in a fault', () => {
  const faults = faultsOf({ ...least, GRAPH_ACCESS_TOKEN: 'canary-7', TEAMS_WEBHOOK_URL: 'canary-7' })

  expect(faults).toHaveLength(2)
  expect(faults.join()).not.toContain('canary-7')
})

test('with managed identity the three addresses of storage go together', () => {
  const { InvoiceStorage: _, ...without } = least

  expect(faultsOf({ ...without, InvoiceStorage__blobServiceUri: 'https://x.blob.core.windows.net' })).toEqual(
    [
      'InvoiceStorage__queueServiceUri and InvoiceStorage__tableServiceUri: set it as well, the three go together',
    ],
  )
})

test('BREAKER_STORAGE is for blob, queue and table alike, one of them may differ', () => {
  const { breakers } = readConfig({
    ...least,
    BREAKER_STORAGE: '7/90s',
    BREAKER_STORAGE_QUEUE: '2/500ms',
    BREAKER_OPENAI: '4/1m',
  })

  expect(breakers['storage-blob']).toMatchObject({ opensAfter: 7, staysOpenMs: seconds(90) })
  expect(breakers['storage-table']).toMatchObject({ opensAfter: 7, staysOpenMs: seconds(90) })
  expect(breakers['storage-queue']).toMatchObject({ opensAfter: 2, staysOpenMs: 500 })
  expect(breakers.openai).toMatchObject({ opensAfter: 4, staysOpenMs: seconds(60) })
  expect(breakers.graph).toMatchObject({ opensAfter: 5, staysOpenMs: seconds(60) })
})

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('local.settings.json.example names every setting, makes a valid start, and the README explains each', () => {
  const { Values: values } = JSON.parse(read('local.settings.json.example')) as {
    Values: Record<string, string>
  }
  const hosts = ['AzureWebJobsStorage', 'FUNCTIONS_WORKER_RUNTIME']
  const breakers = Object.keys(values).filter((name) => name.startsWith('BREAKER_'))
  const ours = Object.keys(settingsSchema.shape)
  const identity = ours.filter((name) => name.startsWith('InvoiceStorage__'))
  const readme = read('README.md')

  expect(new Set([...Object.keys(values), ...identity])).toEqual(new Set([...ours, ...hosts, ...breakers]))
  expect(faultsOf(values)).toEqual([])
  expect([...Object.keys(values), ...identity].filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})
