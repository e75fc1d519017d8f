/** Where events go: a line of JSON on standard output, which the host logs, and further sinks such as Application Insights. */
import type { EventName, Properties } from './events.ts'

export interface Telemetry {
  event(name: EventName, properties: Properties): void
}

export type Sink = (name: EventName, properties: Properties) => void

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
