/** Application Insights with local authentication off takes telemetry with a token of the app's identity alone. */
import { ManagedIdentityCredential } from '@azure/identity'
import library from 'applicationinsights'
import { afterEach, expect, test, vi } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { startAppInsights } from '../../../src/telemetry/app-insights.ts'

const nowhere =
  'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://127.0.0.1:9'
const least = {
  InvoiceStorage: 'UseDevelopmentStorage=true',
  INVOICE_MAILBOX: 'invoices@fabrikam.example',
  AP_EMAIL_ADDRESS: 'ap@fabrikam.example',
  APPLICATIONINSIGHTS_CONNECTION_STRING: nowhere,
}

const configOf = (authentication?: string) =>
  readConfig({ ...least, APPLICATIONINSIGHTS_AUTHENTICATION_STRING: authentication }).appInsights

afterEach(() => library.dispose())

test.each([
  ['a connection string alone', undefined, undefined],
  ['the system-assigned identity', 'Authorization=AAD', {}],
  ['a user-assigned identity', 'Authorization=AAD;ClientId=the-id', { clientId: 'the-id' }],
])('%s', (_, authentication, managedIdentity) => {
  expect(configOf(authentication)).toEqual({ connectionString: nowhere, managedIdentity })
})

test('what is no such setting stops the start', () => {
  expect(() => configOf('ClientId=the-id')).toThrow(/APPLICATIONINSIGHTS_AUTHENTICATION_STRING: must be/)
})

test.each([
  ['with', 'Authorization=AAD;ClientId=the-id', true],
  ['without', undefined, false],
])('telemetry is sent %s a token of the identity', async (_, authentication, hasCredential) => {
  const settings = configOf(authentication)
  if (settings === undefined) throw new Error('no settings')
  const faults: string[] = []

  startAppInsights(settings, (line) => faults.push(line))

  await vi.waitFor(() => {
    const { azureMonitorExporterOptions } = library.defaultClient.config.parseConfig()
    expect(azureMonitorExporterOptions?.connectionString).toBe(nowhere)
    expect(azureMonitorExporterOptions?.credential instanceof ManagedIdentityCredential).toBe(hasCredential)
  }, 10_000)
  expect(faults).toEqual([])
})
