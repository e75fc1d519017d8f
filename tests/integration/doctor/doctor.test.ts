/** `npm run doctor` against the lab: all green, and with each fault scripted, what is wrong and what to do about it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ulid } from 'ulid'
import { examine, type Row } from '../../../local/doctor/examine.ts'
import type { Wishes } from '../../../local/doctor/installation.ts'
import { bearing } from '../../unit/local/doctor/bearing.ts'
import { exitCodeFor } from '../../../local/doctor/report.ts'
import { readConfig } from '../../../src/config.ts'
import { seconds } from '../../../src/domain/clock.ts'
import { openClinic, type Clinic } from './clinic.ts'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.stop())
afterEach(() => {
  clinic.lab.faults.clear()
  clinic.lab.model.clear()
  clinic.storage.faults.clear()
  vi.unstubAllEnvs()
})

type Env = Readonly<Record<string, string>>

async function findings(change: Env = {}, wishes: Wishes = {}, limitMs = 5_000): Promise<readonly Row[]> {
  const settings = () => readConfig({ ...clinic.env, ...change })
  const rows = await examine({ settings, wishes, mark: ulid(), limitMs })
  expect(JSON.stringify(rows)).not.toMatch(
    /lab-token|lab-key|lab\.example|AccountKey=|workflows\/lab|sixteen/,
  )
  return rows
}

const named = (rows: readonly Row[], name: string) => rows.filter((row) => row.name === name)
const failing = (rows: readonly Row[]) =>
  rows.filter(({ state }) => state === 'failed').map(({ name }) => name)

test('all is well: every check is ok but sending, which cannot be tried; nobody saw a card; nothing is left', async () => {
  const rows = await findings()

  expect(rows.filter(({ state }) => state !== 'ok').map(({ name, state }) => [name, state])).toEqual([
    ['sending', 'skipped'],
  ])
  expect(exitCodeFor(rows)).toBe(0)
  expect(clinic.lab.cards).toEqual([])
  expect(clinic.lab.sent).toEqual([])
  expect(await clinic.left()).toEqual([])
})

test('--teams posts one card', async () => {
  expect(named(await findings({}, { teams: true }), 'Teams')).toMatchObject([{ state: 'ok' }])
  expect(clinic.lab.cards).toHaveLength(1)
})

/** What is wrong at once, and what each check that fails for it then says and advises. */
interface Fault {
  readonly arrange?: () => unknown
  readonly mend?: () => Promise<void>
  readonly env?: () => Env
  readonly wishes?: Wishes
  readonly says: Readonly<Record<string, readonly [said: RegExp, advice: RegExp]>>
}

const lab = (service: string, operation: string, status: number, code = `Scripted${status}`) =>
  clinic.lab.faults.set(service, operation, {
    kind: 'status',
    status,
    body: { error: { code, message: '' } },
  })
const storage = (service: string, operation: string, status: number, code: string) =>
  clinic.storage.faults.set(service, operation, {
    kind: 'status',
    status,
    headers: { 'x-ms-error-code': code },
    body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>lab.example</Message></Error>`,
  })

const noRole = 'AuthorizationPermissionMismatch'

const faults: Readonly<Record<string, Fault>> = {
  'no right to the mailbox; no role to read storage or ask the model': {
    arrange() {
      lab('graph', '*', 403, 'ErrorAccessDenied')
      for (const service of ['blob', 'queue', 'table']) storage(service, '*', 403, noRole)
      lab('openai', '*', 403)
    },
    says: {
      mailbox: [/access is denied \(HTTP 403 ErrorAccessDenied\)/, /grant-mailbox-access\.ps1.*two hours/],
      blob: [/denied \(HTTP 403 AuthorizationPermissionMismatch\)/, /"Storage Blob Data Owner".*ten minutes/],
      queues: [/denied/, /"Storage Queue Data Contributor"/],
      tables: [/denied/, /"Storage Table Data Contributor"/],
      model: [/denied/, /"Cognitive Services OpenAI User"/],
    },
  },
  'no right to write in mailbox, queues, tables; blobs take no key': {
    arrange() {
      lab('graph', 'createDraft', 403, 'ErrorAccessDenied')
      storage('blob', 'PUT', 403, 'KeyBasedAuthenticationNotPermitted')
      storage('queue', 'POST', 403, noRole)
      storage('table', 'POST', 403, noRole)
    },
    says: {
      draft: [/denied/, /Reading goes, writing does not.*grant-mailbox-access/],
      blob: [/KeyBasedAuthenticationNotPermitted/, /InvoiceStorage__blobServiceUri/],
      'queue message': [/denied/, /"Storage Queue Data Contributor"/],
      'table row': [/denied/, /"Storage Table Data Contributor"/],
    },
  },
  'container, a queue, a table and the deployment are not there; nor is the folder, nor the flow, nor the webhook':
    {
      async arrange() {
        storage('blob', 'PUT', 404, 'ContainerNotFound')
        await clinic.clients.queues.deleteQueue('invoice-ready-poison')
        await clinic.clients.table('Vendors').deleteTable()
        lab('teams', '*', 404)
      },
      mend: () => clinic.mend(),
      env: () => ({
        INVOICE_FOLDERS: 'Inbox, Rechnungen',
        AZURE_OPENAI_DEPLOYMENT: 'gone',
        MAIL_WEBHOOK_URL: `${clinic.lab.graphUrl}/webhooks/graf`,
      }),
      wishes: { teams: true },
      says: {
        folders: [/^not in the mailbox: Rechnungen$/, /INVOICE_FOLDERS/],
        blob: [/not found \(HTTP 404 ContainerNotFound\)/, /makes it when it starts/],
        queues: [/^not there: invoice-ready-poison$/, /makes it when it starts/],
        tables: [/^not there: Vendors$/, /makes it when it starts/],
        model: [/not found \(HTTP 404 DeploymentNotFound\)/, /AZURE_OPENAI_DEPLOYMENT/],
        Teams: [/not found/, /make it anew in Teams/],
        notices: [/HTTP 404/, /has to end in \/webhooks\/graph/],
      },
    },
  'the mailbox is not there; the key of the model is old; the network rules of storage; a certificate of nobody':
    {
      arrange: () => storage('blob', 'PUT', 403, 'AuthorizationFailure'),
      env: () => ({
        INVOICE_MAILBOX: 'nobody@elsewhere.example',
        AZURE_OPENAI_API_KEY: 'rotated',
        MAIL_WEBHOOK_URL: clinic.selfSigned,
      }),
      says: {
        mailbox: [/not found \(HTTP 404 ErrorInvalidUser\)/, /primary address/],
        blob: [/AuthorizationFailure/, /network rules/],
        model: [/not let in \(HTTP 401/, /AZURE_OPENAI_API_KEY/],
        notices: [/no connection \(DEPTH_ZERO_SELF_SIGNED_CERT\)/, /certificate/],
      },
    },
  'Graph does not take the token; nobody at the addresses of storage and app; half a connection string': {
    env: () => ({
      GRAPH_ACCESS_TOKEN: 'of another tenant',
      InvoiceStorage: clinic.nobodyThere.storage,
      MAIL_WEBHOOK_URL: clinic.nobodyThere.webhook,
      APPLICATIONINSIGHTS_CONNECTION_STRING: 'IngestionEndpoint=https://127.0.0.1/',
    }),
    says: {
      mailbox: [/not let in \(HTTP 401/, /GRAPH_BASE_URL.*tenant/],
      blob: [/no connection \(ECONNREFUSED\)/, /Azurite/],
      queues: [/no connection \(ECONNREFUSED\)/, /Azurite/],
      tables: [/no connection \(ECONNREFUSED\)/, /Azurite/],
      notices: [/no connection \(ECONNREFUSED\)/, /deployed and running/],
      telemetry: [/InstrumentationKey/, /Copy it whole/],
    },
  },
  'Graph breaks off; the model has no quota; tables have a fault': {
    arrange() {
      clinic.lab.faults.set('graph', '*', { kind: 'down' })
      lab('openai', '*', 429)
      storage('table', '*', 503, 'ServerBusy')
    },
    says: {
      mailbox: [/no connection/, /DNS, proxy and firewall/],
      tables: [/a fault of the service \(HTTP 503 ServerBusy\)/, /status page/],
      model: [/asks us to wait/, /quota/],
    },
  },
  // As it looks from here where Mail.ReadWrite was consented to in Entra: whichever mailbox is asked, it lists.
  'every mailbox within reach; the model keeps to no form': {
    arrange() {
      clinic.lab.faults.set('graph', 'findMessages', { kind: 'status', status: 200, body: { value: [] } })
      clinic.lab.model.answer(/./, { kind: 'json', json: { hello: 'world' } })
    },
    says: {
      'other mailbox': [/readable as well/, /consent.*Entra.*grant-mailbox-access/],
      model: [/not taken \(not-by-schema\)/, /strict JSON schema/],
    },
  },
  'the other mailbox is not there; the reply that told of the draft is lost; the model has no eyes': {
    arrange() {
      clinic.lab.faults.set('graph', 'createDraft', { kind: 'lostReply' })
      clinic.lab.model.answer(({ hasFile }) => hasFile, { kind: 'content-filter' })
    },
    wishes: { otherMailbox: 'nobody@elsewhere.example' },
    says: {
      'other mailbox': [/no mailbox of this tenant/, /that is there/],
      draft: [/no connection/, /DNS, proxy and firewall/],
      'model and PDF': [/content_filter/, /filter settings/],
    },
  },
  'two settings that cannot be used': {
    env: () => ({ INVOICE_MAILBOX: 'nobody', SEND_DOUBT: 'soon' }),
    says: { settings: [/^(INVOICE_MAILBOX|SEND_DOUBT): /, /local\.settings\.json.*README/] },
  },
  'a connection string that is none': {
    env: () => ({ InvoiceStorage: 'AccountKey=' }),
    says: { settings: [/^InvoiceStorage: is no connection string/, /README/] },
  },
}

test.for(Object.entries(faults))('%s', async ([, { arrange, mend, env, wishes, says }]) => {
  await arrange?.()

  const rows = await findings(env?.(), wishes)

  expect([...new Set(failing(rows))]).toEqual(Object.keys(says))
  for (const [name, [said, advice]] of Object.entries(says))
    for (const row of named(rows, name)) {
      expect(row.said).toMatch(said)
      expect(row).toMatchObject({ advice: expect.stringMatching(advice) as string })
    }
  expect(exitCodeFor(rows)).toBe(1)
  clinic.storage.faults.clear()
  await mend?.()
  expect(await clinic.left()).toEqual([])
})

test('who is silent is waited for until the limit, and the rest is looked at', async () => {
  clinic.lab.faults.set('graph', '*', { kind: 'hang' })
  clinic.storage.faults.set('blob', '*', { kind: 'hang' })

  const rows = await findings({}, {}, 300)

  const silent = { state: 'failed', said: 'no answer in time', advice: expect.stringMatching(/status page/) }
  expect([...named(rows, 'mailbox'), ...named(rows, 'blob')]).toMatchObject([silent, silent])
  expect(rows.at(-1)).toMatchObject({ name: 'telemetry', state: 'ok' })
  clinic.storage.faults.clear()
  // On a busy machine another check may have been cut off: what it made is taken away behind its back.
  await vi.waitFor(async () => expect(await clinic.left()).toEqual([]), seconds(10))
})

test('what could be made and not deleted again is named, and where it lies', async () => {
  lab('graph', 'deleteMessage', 403, 'ErrorAccessDenied')
  for (const service of ['blob', 'queue', 'table']) storage(service, 'DELETE', 403, noRole)

  const rows = await findings()

  expect(rows.flatMap((row) => (row.state === 'failed' ? [[row.name, row.said, row.advice]] : []))).toEqual([
    [
      'draft',
      expect.stringMatching(/made, but not deleted again: access is denied/),
      expect.stringMatching(/Drafts/),
    ],
    [
      'blob',
      expect.stringMatching(/not deleted again/),
      expect.stringMatching(/Delete doctor\/\w+ in .* by hand/),
    ],
    ['queue message', expect.stringMatching(/denied/), expect.stringMatching(/Queue Data Contributor/)],
    ['table row', expect.stringMatching(/not removed again/), expect.stringMatching(/Bookmarks/)],
  ])
})

/** As App Service has it, without GRAPH_ACCESS_TOKEN. The library keeps tokens by client id, hence one for each test. */
function managedIdentity(clientId: string, token?: string): Env {
  for (const [name, value] of Object.entries({
    ...clinic.lab.identityEnv(),
    AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
  }))
    vi.stubEnv(name, value)
  if (token !== undefined)
    clinic.lab.faults.set('identity', 'token', {
      kind: 'status',
      status: 200,
      body: { access_token: token, expires_on: '4102444800', resource: 'graph', token_type: 'Bearer' },
    })
  return { GRAPH_ACCESS_TOKEN: '', AZURE_CLIENT_ID: clientId }
}

test('with a managed identity Graph is asked with its token', async () => {
  const rows = await findings(managedIdentity('identity-1'))
  expect(failing(rows)).toEqual([])
  expect(named(rows, 'identity')).toMatchObject([{ state: 'ok', said: 'a token for Graph' }])
})

test('no token to be had: all that needs Graph is skipped, the rest is looked at', async () => {
  const env = managedIdentity('identity-2')
  lab('identity', 'token', 400)

  const rows = await findings(env)

  expect(failing(rows)).toEqual(['identity'])
  expect(named(rows, 'identity')).toMatchObject([
    {
      said: expect.stringMatching(/^no token to be had/),
      advice: expect.stringMatching(/az login.*AZURE_CLIENT_ID/),
    },
  ])
  expect(named(rows, 'mailbox')).toMatchObject([{ state: 'skipped', said: 'for want of "identity"' }])
  expect(named(rows, 'draft')).toMatchObject([{ state: 'skipped', said: 'for want of "identity"' }])
  expect(named(rows, 'table row')).toMatchObject([{ state: 'ok' }])
})

test('a person without a right to mail learns that it says nothing of the app, and nothing fails', async () => {
  const token = bearing({ idtyp: 'user', scp: 'AuditLog.Read.All User.Read.All' })

  const rows = await findings(managedIdentity('identity-3', token))

  expect(named(rows, 'identity')).toMatchObject([{ state: 'ok', said: expect.stringMatching(/of a person/) }])
  expect(named(rows, 'mailbox')).toMatchObject([
    { state: 'skipped', advice: expect.stringMatching(/as an application.*\/health/) },
  ])
  expect(exitCodeFor(rows)).toBe(0)
})

test('--other-mailbox has to be out of reach', async () => {
  const rows = await findings({}, { otherMailbox: 'ap@lab.example' })
  expect(named(rows, 'other mailbox')).toMatchObject([
    { state: 'ok', said: '--other-mailbox is out of reach, as it should be' },
  ])
})

test('the command: 1 where something failed, and the findings', async () => {
  clinic.lab.faults.set('teams', '*', { kind: 'status', status: 404 })
  const env = { ...process.env, ...clinic.env }
  const child = spawn(process.execPath, ['local/doctor/main.ts', '--teams', '--json'], {
    env,
    timeout: 15_000,
  })
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])

  expect({ code: code as unknown, errors }).toEqual({ code: 1, errors: '' })
  expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ name: 'Teams', state: 'failed' }))
  expect(failing(JSON.parse(out) as Row[])).toEqual(['Teams'])
})
