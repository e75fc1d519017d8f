/** What infra/ would make in Azure, read from the Bicep CLI's snapshot and held against what the code asks for. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { absentSettings } from '../../infra/absent-settings.ts'
import { neededRoles } from '../../infra/needed-roles.ts'
import { nameForms } from '../../infra/resource-names.ts'
import { findBicep } from '../../scripts/infra/bicep-cli.ts'
import { snapshotOf, type Resource } from '../../scripts/infra/snapshot.ts'
import { allQueues, documentContainer, tableNames } from '../../src/adapters/storage/names.ts'
import { settingsSchema } from '../../src/settings/settings.ts'
import { testAlerts } from './alerts.ts'

const bicep = findBicep()
if (bicep === undefined)
  console.warn('infra: not looked at, no Bicep CLI here; npm run check:infra brings it')
const templates = join(import.meta.dirname, '../../infra')

/** As a newcomer has it; and with everything otherwise that can be. */
const [asItIs, otherwise] =
  bicep === undefined
    ? [[], []]
    : await Promise.all([
        snapshotOf(bicep, templates),
        snapshotOf(bicep, templates, {
          AZURE_ENV_NAME: 'n'.repeat(64),
          PRIVATE_NETWORK: 'true',
          OPENAI: 'existing',
          EXISTING_OPENAI_NAME: 'shared-model',
          EXISTING_OPENAI_RESOURCE_GROUP: 'shared',
          ALERT_EMAIL: 'operator@fabrikam.example',
          DOCS_URL: 'https://docs.fabrikam.example/',
          MODEL_DOLLARS_A_DAY: '9',
          MONTHLY_BUDGET: '200',
          BUDGET_FROM: '2026-12-01',
        }),
      ])

/** What Azure, the Functions host and the libraries read; the rest is src/config.ts's. */
const readByOthers = [
  'APPLICATIONINSIGHTS_STATSBEAT_DISABLED',
  'AZURE_TOKEN_CREDENTIALS',
  'AzureWebJobsStorage__accountName',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__credential',
  'InvoiceStorage__clientId',
  'InvoiceStorage__credential',
]

describe.skipIf(bicep === undefined)('infra/main.bicepparam', () => {
  const named = (type: string) => asItIs.filter((resource) => resource.type === type)
  const only = (type: string): Resource => {
    const [first, ...more] = named(type)
    if (first === undefined || more.length > 0) throw new Error(`${1 + more.length} resources of ${type}`)
    return first
  }
  const lastNames = (type: string) => named(type).map(({ name }) => name.split('/').at(-1) ?? '')
  const storage = 'Microsoft.Storage/storageAccounts'

  test('storage opens to identities alone: no shared keys, no public blobs, TLS 1.2 at least', () => {
    expect(only(storage).properties).toMatchObject({
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      minimumTlsVersion: 'TLS1_2',
      supportsHttpsTrafficOnly: true,
    })
  })

  test('no service takes a key or a password', () => {
    expect(only('Microsoft.Insights/components').properties).toMatchObject({ DisableLocalAuth: true })
    expect(only('Microsoft.OperationalInsights/workspaces').properties).toMatchObject({
      features: { disableLocalAuth: true },
    })
    expect(only('Microsoft.CognitiveServices/accounts').properties).toMatchObject({ disableLocalAuth: true })
    const policies = named('Microsoft.Web/sites/basicPublishingCredentialsPolicies')
    expect(policies.map(({ properties }) => properties)).toEqual([{ allow: false }, { allow: false }])
  })

  test('the app speaks https, TLS 1.2 at least, on Node 24', () => {
    expect(only('Microsoft.Web/sites').properties).toMatchObject({
      httpsOnly: true,
      siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled' },
      functionAppConfig: {
        runtime: { name: 'node', version: '24' },
        scaleAndConcurrency: { alwaysReady: [{ name: 'http', instanceCount: 1 }] },
      },
    })
  })

  test("each trigger's queue and its poison queue is declared, and no other", () => {
    expect(lastNames(`${storage}/queueServices/queues`).toSorted()).toEqual(allQueues.toSorted())
  })

  test('each table is declared, and no other', () => {
    expect(lastNames(`${storage}/tableServices/tables`).toSorted()).toEqual([...tableNames].toSorted())
  })

  test('the containers of documents and of the package are declared, what is deleted comes back for 14 days', () => {
    expect(lastNames(`${storage}/blobServices/containers`)).toEqual([documentContainer, 'app-package'])
    const kept = { enabled: true, days: 14 }
    expect(only(`${storage}/blobServices`).properties).toEqual({
      deleteRetentionPolicy: kept,
      containerDeleteRetentionPolicy: kept,
    })
  })

  const set = Object.keys(asItIs.find(({ type }) => type === 'Microsoft.Web/sites/config')?.properties ?? {})

  test.each(Object.keys(settingsSchema.shape))('setting %s is set, or left out for a reason', (name) => {
    expect([set.includes(name), name in absentSettings]).toEqual([
      !(name in absentSettings),
      name in absentSettings,
    ])
  })

  test('every setting that is set or left out is read by somebody', () => {
    const known = [...Object.keys(settingsSchema.shape), ...readByOthers]
    expect(set.filter((name) => !known.includes(name))).toEqual([])
    expect(Object.keys(absentSettings).filter((name) => !known.includes(name))).toEqual([])
    expect(readByOthers.filter((name) => !set.includes(name))).toEqual([])
  })

  test.each([
    ['as it is', asItIs],
    ['with a model of somebody else', otherwise],
  ])('the identity has the roles it needs, each on the one resource, and no other: %s', (_, resources) => {
    expect(rolesIn(resources)).toEqual(neededRoles.map(({ id, on }) => `${id} on ${on}`).toSorted())
  })

  test.each([
    ['as it is', asItIs],
    ['of the longest name, with a private network', otherwise],
  ])('names are valid in length and letters: %s', (_, resources) => {
    expect(resources.flatMap(nameFault)).toEqual([])
  })

  test('with a private network storage answers inside it alone', () => {
    expect(otherwise.find(({ type }) => type === storage)?.properties).toMatchObject({
      publicNetworkAccess: 'Disabled',
    })
    const endpoints = otherwise.filter(({ type }) => type === 'Microsoft.Network/privateEndpoints')
    expect(endpoints.map(({ name }) => name.split('-').at(-1))).toEqual(['blob', 'queue', 'table'])
  })

  test('a model of somebody else is used, none is made', () => {
    expect(otherwise.filter(({ type }) => type.startsWith('Microsoft.CognitiveServices'))).toEqual([])
    expect(otherwise.find(({ type }) => type === 'Microsoft.Web/sites/config')?.properties).toMatchObject({
      AZURE_OPENAI_ENDPOINT: 'https://shared-model.openai.azure.com/openai/v1/',
    })
  })

  testAlerts(asItIs, otherwise)
})

function nameFault({ type, name }: Resource): string[] {
  // The domain of the cloud is known to Azure alone.
  const isZone = /^\[format\('(\{0\}\/\{1\}', format\(')?privatelink/.test(name)
  const last = isZone ? 'privatelink.blob.core.windows.net' : (name.split('/').at(-1) ?? '')
  const form = nameForms[type]
  if (form === undefined) return [`${type}: infra/resource-names.ts knows no form of its name`]
  return form.test(last) ? [] : [`${type}: ${name}`]
}

function rolesIn(resources: readonly Resource[]): string[] {
  return resources
    .filter(({ type }) => type === 'Microsoft.Authorization/roleAssignments')
    .map(({ id, properties }) => {
      const scope = /\/providers\/([^/]+\/[^/]+)\/[^/]+\/providers\/Microsoft\.Authorization\//.exec(id)?.[1]
      return `${String(properties.roleDefinitionId).split('/').at(-1) ?? ''} on ${scope ?? id}`
    })
    .toSorted()
}
