/** Application Insights, only where its connection string is set: it is the largest import of all (about a second). */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { seconds } from '../domain/clock.ts'
import type { Sink } from './telemetry.ts'

/** A stop waits no longer for an ingestion that is away. */
const patienceMs = seconds(3)

export interface AppInsights {
  readonly connectionString: string
  /** Where the resource takes no key; without `clientId` the system-assigned one. */
  readonly managedIdentity: { readonly clientId?: string } | undefined
}

/**
 * Nothing by itself: addresses of requests hold secrets (the Teams webhook's signature) and keys of rows, messages of
 * exceptions may quote a document, and the host tells its own part. No sampling: by default all beyond five traces a second
 * would be dropped, failures too.
 */
const options = {
  tracesPerSecond: 0,
  samplingRatio: 1,
  enableAutoCollectExceptions: false,
  enableLiveMetrics: false,
  enablePerformanceCounters: false,
  enableStandardMetrics: false,
  instrumentationOptions: Object.fromEntries(
    ['http', 'azureSdk', 'mongoDb', 'mySql', 'postgreSql', 'redis', 'redis4', 'bunyan', 'winston'].map(
      (name) => [name, { enabled: false }],
    ),
  ),
}

/** A sink that loads the library off the cold path, what is told before that waits for it; `flush` sends what is left. */
export function startAppInsights(
  settings: AppInsights,
  tellFault: (line: string) => void,
): { sink: Sink; flush: () => Promise<void> } {
  const { connectionString, managedIdentity } = settings
  const load = async () => {
    // The app registers its functions in this turn: reading and compiling so much would come before.
    await nextTurn()
    const { default: library } = await import('applicationinsights')
    const configuration = library.setup(connectionString)
    if (managedIdentity !== undefined) {
      // The library reads no setting for it: what it sends without a token is refused where local authentication is off.
      const { ManagedIdentityCredential } = await import('@azure/identity')
      library.defaultClient.config.aadTokenCredential = new ManagedIdentityCredential(managedIdentity)
    }
    library.defaultClient.config.azureMonitorOpenTelemetryOptions = options
    configuration
      .setAutoCollectExceptions(false)
      .setAutoCollectPerformance(false, false)
      .setAutoCollectConsole(false)
      .start()
    const { makeSend } = await import('./send-item.ts')
    return { send: makeSend(library.defaultClient), client: library.defaultClient }
  }
  const loading = load()
  loading.catch(() => tellFault('Application Insights did not start; events stay on standard output.\n'))
  const failed = () => {
    // Told once, above.
  }
  return {
    sink: (item) => void loading.then(({ send }) => send(item), failed),
    flush: () =>
      Promise.race([
        loading.then(({ client }) => client.flush(), failed),
        sleep(patienceMs, undefined, { ref: false }),
      ]),
  }
}
