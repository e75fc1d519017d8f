/** One cold start, in a process of its own: loads an app as the Functions worker would, calls /health, and prints the milliseconds as JSON. */
import { setTimeout as sleep } from 'node:timers/promises'
import { provideCoreModule } from '../../local/host/app/core-module.ts'
import { makeInvoke } from '../../local/host/app/invoke.ts'
import { createRegistry, type Registry } from '../../local/host/app/registry.ts'

/** From before the first import. */
export interface ColdStart {
  /** Until every function is registered. */
  readonly registered: number
  /** Until the first invocation, made at once, has its answer. */
  readonly answered: number
  /** Until telemetry is ready as well. */
  readonly ready: number
  readonly functions: number
}

/** Modules, as URLs: what is loaded up front, where anything is, and then the app. */
const modules = process.argv.slice(2)
const registry = createRegistry(() => undefined)
provideCoreModule(registry.core)

const start = performance.now()
for (const url of modules) await import(url)
const registered = performance.now() - start
const [answered, ready] = await Promise.all([health(registry).then(passed), telemetryReady().then(passed)])
const result: ColdStart = {
  registered,
  answered,
  ready: Math.max(ready, answered),
  functions: registry.functions().length,
}
process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit())

function passed(): number {
  return performance.now() - start
}

/** The library hangs its tracer here, for every copy of the OpenTelemetry API in the process, once it has started. */
async function telemetryReady(): Promise<void> {
  const slot = Symbol.for('opentelemetry.js.api.1')
  const held = globalThis as { [slot]?: { trace?: unknown } }
  while (held[slot]?.trace === undefined) await sleep(1)
}

async function health(app: Registry): Promise<void> {
  const fn = app.functions().find(({ metadata }) => metadata.name === 'health')
  const model = app.model()
  if (fn === undefined || model === undefined) throw new Error('The app registered no function "health".')
  const invoke = makeInvoke(app, model, () => undefined, {})
  const request = { method: 'GET', url: 'http://127.0.0.1/health' }
  const { returnValue } = await invoke(fn, { data: { http: request } })
  if (returnValue?.http?.statusCode !== '200')
    throw new Error(`/health answered ${returnValue?.http?.statusCode}`)
}
