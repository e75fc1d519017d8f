/** Starts Application Insights, only when its connection string is set: it is the largest import of all (FACTS: about 1 s). */
import type { EventName, Properties } from './events.ts'

/** Gives a sink for events. Loaded off the cold path: nobody waits for it. */
export async function startAppInsights(
  connectionString: string,
): Promise<(name: EventName, properties: Properties) => void> {
  const { default: appInsights } = await import('applicationinsights')
  appInsights.setup(connectionString).start()
  const client = appInsights.defaultClient
  return (name, properties) => {
    const known = Object.entries(properties).filter(([, value]) => value !== undefined)
    client.trackEvent({ name, properties: Object.fromEntries(known) })
  }
}
