/** Which transaction the work at hand belongs to: all that one mail sets off shares one trace (W3C Trace Context). */
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

const traces = new AsyncLocalStorage<string>()

/** A `traceparent` that nobody had before: version, trace, its first span, sampled. */
export const newTrace = (): string =>
  `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`

/** Everything that `work` awaits belongs to the trace. */
export const inTrace = <T>(trace: string, work: () => T): T => traces.run(trace, work)

/** The trace of the step that is running; undefined outside of one. */
export const currentTrace = (): string | undefined => traces.getStore()

/** The ids in a `traceparent` of the form that messages.ts lets through. */
export function idsOf(trace: string): { readonly traceId: string; readonly spanId: string } {
  const [, traceId = '', spanId = ''] = trace.split('-')
  return { traceId, spanId }
}
