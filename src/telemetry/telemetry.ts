/** Where events go: a line of JSON on standard output, which the host logs, and Application Insights where it is set up. */
import type { EventName, Properties } from './events.ts'

export interface Telemetry {
  event(name: EventName, properties: Properties): void
}

type Sink = (name: EventName, properties: Properties) => void

/** Standard output always; further sinks may join later, since Application Insights takes its time to load. */
export function createTelemetry(write: (line: string) => void): Telemetry & { join(sink: Sink): void } {
  const sinks: Sink[] = [(name, properties) => write(`${JSON.stringify({ event: name, ...properties })}\n`)]
  return {
    event(name, properties) {
      for (const sink of sinks) sink(name, properties)
    },
    join(sink) {
      sinks.push(sink)
    },
  }
}
