/** Hands an item to Application Insights as its own kind of it: event, metric, dependency or request, in its transaction. */
import { context, ROOT_CONTEXT, trace as tracing, TraceFlags } from '@opentelemetry/api'
import type { TelemetryClient } from 'applicationinsights'
import type { Properties } from './events.ts'
import type { Item, Sink } from './telemetry.ts'
import { idsOf } from './trace.ts'

type Client = Pick<TelemetryClient, 'trackEvent' | 'trackMetric' | 'trackDependency' | 'trackRequest'>

export function makeSend(client: Client): Sink {
  return (item) => context.with(contextOf(item), () => send(client, item))
}

/** Always sampled: nothing that we tell is left out. */
function contextOf({ trace }: Item) {
  if (trace === undefined) return ROOT_CONTEXT
  const span = { ...idsOf(trace), traceFlags: TraceFlags.SAMPLED, isRemote: true }
  return tracing.setSpanContext(ROOT_CONTEXT, span)
}

function send(client: Client, item: Item): void {
  switch (item.kind) {
    case 'event':
      return client.trackEvent({ name: item.name, time: item.at, properties: known(item.properties) })
    case 'metric':
      return client.trackMetric({
        name: item.name,
        value: item.value,
        properties: known(item.properties),
      })
    case 'call': {
      const { target, operation, result, breaker, isSuccess: success } = item
      return client.trackDependency({
        ...spanOf(item),
        name: `${target} ${operation}`,
        target,
        success,
        data: operation,
        resultCode: result,
        // The exporter keeps target and result of none but the types that it knows.
        dependencyTypeName: 'rpc',
        properties: { operation, result, breaker },
      })
    }
    case 'step':
      return client.trackRequest({
        ...spanOf(item),
        name: item.step,
        success: item.isSuccess,
        url: '',
        resultCode: '',
      })
  }
}

/** It was told at its end. */
const spanOf = ({ at, ms }: Item & { ms: number }) => ({ time: new Date(at.getTime() - ms), duration: ms })

const known = (properties: Properties) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined))
