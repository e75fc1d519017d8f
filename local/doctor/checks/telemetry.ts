/** Whether the connection string of Application Insights is one, and its endpoint has an address. */
import { lookup } from 'node:dns/promises'
import { z } from 'zod'
import { connectionFailure } from '../../../src/adapters/http-failure.ts'
import { failed, ok, skipped, type Check } from '../check.ts'

export const telemetry: Check = {
  name: 'telemetry',
  async run({ config }) {
    const text = config.appInsights?.connectionString
    if (text === undefined)
      return skipped('APPLICATIONINSIGHTS_CONNECTION_STRING is not set: nothing is told')
    const endpoint = endpointOf(text)
    if (endpoint === undefined)
      return failed(
        'APPLICATIONINSIGHTS_CONNECTION_STRING is not of the form InstrumentationKey=...;IngestionEndpoint=https://...',
        'Copy it whole from the overview of the Application Insights resource.',
      )
    try {
      await lookup(endpoint.hostname)
    } catch (error) {
      // Its name is no secret, and yet no business of who reads the report.
      throw connectionFailure('graph', error) ?? error
    }
    return ok('the connection string is well-formed, its endpoint has an address')
  },
  advice: {
    unreachable:
      'The ingestion endpoint has no address here: copy the connection string anew, or see to the DNS of the private link.',
  },
}

/** undefined for what is no connection string (docs: "Connection strings", syntax). */
export function endpointOf(connectionString: string): URL | undefined {
  const parts = new Map(
    connectionString.split(';').map((part) => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), value.join('=').trim()]
    }),
  )
  const endpoint = parts.get('ingestionendpoint') ?? 'https://dc.services.visualstudio.com'
  const hasKey = z.guid().safeParse(parts.get('instrumentationkey')).success
  if (!hasKey || !URL.canParse(endpoint)) return undefined
  const url = new URL(endpoint)
  return url.protocol === 'https:' ? url : undefined
}
