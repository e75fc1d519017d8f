/** A stand-in for Application Insights' ingestion: takes what the SDK sends to `/v2.1/track`, whole or gzipped, and keeps it. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** The SDK speaks TLS alone. A key of the tests for 127.0.0.1, which nothing else trusts. */
const tls = (file: string) => new URL(`../../fixtures/loopback-tls/${file}.pem`, import.meta.url)

/** What we look at of a telemetry item (Breeze envelope, schema version 2). */
interface TelemetryItem {
  readonly name: string
  readonly tags: Readonly<Record<string, string>>
  readonly data: { readonly baseType: string; readonly baseData: Readonly<Record<string, unknown>> }
}

/** An item with its properties and the id of its operation. */
export interface ToldItem {
  readonly operation: string
  readonly data: Readonly<Record<string, unknown>>
  readonly properties: Readonly<Record<string, string>>
}

export interface Ingestion {
  /** Settings by which the app tells all to it, and soon. */
  readonly env: Readonly<Record<string, string>>
  /** What came of a type, such as `EventData`. */
  told(baseType: string): readonly ToldItem[]
  /** All that came, unzipped, to any path, in the very text. */
  received(): string
  stop(): Promise<void>
}

export async function startIngestion(): Promise<Ingestion> {
  const items: TelemetryItem[] = []
  const texts: string[] = []
  const server = createServer(
    { key: readFileSync(tls('key')), cert: readFileSync(tls('cert')) },
    (request, response) => {
      void (async () => {
        const body = await buffer(request)
        const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString(
          'utf8',
        )
        texts.push(`${request.method} ${request.url}\n${text}`)
        if (request.method !== 'POST' || request.url !== '/v2.1/track') {
          response.writeHead(404).end()
          return
        }
        const sent = itemsIn(text)
        items.push(...sent)
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ itemsReceived: sent.length, itemsAccepted: sent.length, errors: [] }))
      })().catch((error: unknown) => response.writeHead(400).end(String(error)))
    },
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return {
    env: {
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=${url};LiveEndpoint=${url}`,
      // The SDK's telemetry about itself, which goes elsewhere.
      APPLICATIONINSIGHTS_STATSBEAT_DISABLED: 'true',
      NODE_EXTRA_CA_CERTS: fileURLToPath(tls('cert')),
      OTEL_METRIC_EXPORT_INTERVAL: '2000',
      OTEL_BSP_SCHEDULE_DELAY: '500',
      OTEL_BLRP_SCHEDULE_DELAY: '500',
    },
    told: (baseType) => items.filter(({ data }) => data.baseType === baseType).map(toldOf),
    received: () => texts.join('\n'),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const toldOf = ({ tags, data }: TelemetryItem): ToldItem => ({
  operation: tags['ai.operation.id'] ?? '',
  data: data.baseData,
  properties: (data.baseData['properties'] ?? {}) as ToldItem['properties'],
})

/** One JSON array, or an item a line. */
function itemsIn(text: string): TelemetryItem[] {
  if (text.trimStart().startsWith('[')) return JSON.parse(text) as TelemetryItem[]
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as TelemetryItem)
}
