/** Application Insights, only where its connection string is set: it is the largest import of all (about a second). */
import type { Sink } from './telemetry.ts'

/**
 * A sink that loads the library off the cold path; what is told before that waits for it. Collects no dependencies, requests or
 * console lines by itself: their addresses hold secrets (the Teams webhook's signature) and mail ids, and the host tells its own part.
 */
export function startAppInsights(connectionString: string, tellFault: (line: string) => void): Sink {
  const loading = import('applicationinsights').then(({ default: library }) => {
    library
      .setup(connectionString)
      .setAutoCollectDependencies(false)
      .setAutoCollectRequests(false)
      .setAutoCollectConsole(false)
      .start()
    return library.defaultClient
  })
  loading.catch(() => tellFault('Application Insights did not start; events stay on standard output.\n'))
  return (name, properties) => {
    const known = Object.entries(properties).filter(([, value]) => value !== undefined)
    loading.then(
      (client) => client.trackEvent({ name, properties: Object.fromEntries(known) }),
      () => {
        // Told once, above.
      },
    )
  }
}
