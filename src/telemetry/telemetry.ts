/** Where all goes that the agent tells: events as a line of JSON on standard output, which the host logs, and all to further sinks. */
import type { BreakerSnapshot } from '../resilience/snapshot.ts'
import type { EventName, EventProperties, MetricName, MetricProperties, Properties } from './events.ts'
import { currentTrace } from './trace.ts'

type Measured = {
  readonly [N in MetricName]: {
    readonly kind: 'metric'
    readonly name: N
    readonly value: number
    readonly properties: MetricProperties<N>
  }
}[MetricName]

export type Told =
  | { readonly kind: 'event'; readonly name: EventName; readonly properties: Properties }
  | Measured
  /** A guarded call: `result` is a word of ours, `target` the dependency's name, never an address. */
  | {
      readonly kind: 'call'
      readonly target: string
      readonly operation: string
      readonly result: string
      readonly isSuccess: boolean
      readonly breaker: BreakerSnapshot['state']
      readonly ms: number
    }
  /** A run of a step for one message; a deferral is a success. */
  | { readonly kind: 'step'; readonly step: string; readonly isSuccess: boolean; readonly ms: number }

/** `at`: when it was told, which for what took time is its end. */
export type Item = Told & { readonly at: Date; readonly trace: string | undefined }

export type Sink = (item: Item) => void

export interface Telemetry {
  event<N extends EventName>(name: N, properties: EventProperties<N>): void
  tell(told: Told): void
}

export function createTelemetry(write: (line: string) => void): Telemetry & { join(sink: Sink): void } {
  const toOutput: Sink = (item) => {
    if (item.kind === 'event') write(`${JSON.stringify({ event: item.name, ...item.properties })}\n`)
  }
  const sinks = [toOutput]
  const tell = (told: Told): void => {
    const item = { ...told, at: new Date(), trace: currentTrace() }
    for (const sink of sinks) sink(item)
  }
  return {
    event: (name, properties) => tell({ kind: 'event', name, properties }),
    tell,
    join(sink) {
      sinks.push(sink)
    },
  }
}
