/** The host put together: the app loaded, its functions listening, and the way down again. */
import type { Clock } from '../../src/domain/clock.ts'
import { checkFunctions, eachFunction, enabled } from './app/check-functions.ts'
import { provideCoreModule } from './app/core-module.ts'
import { readHostJson } from './app/host-json.ts'
import { appLog, makeInvoke } from './app/invoke.ts'
import { loadApp } from './app/load-app.ts'
import { readOnly } from './app/read-only.ts'
import { createRegistry, type RegisteredFunction, type Registry } from './app/registry.ts'
import { watched } from './app/watch.ts'
import { adminEndpoints } from './http/admin.ts'
import { httpEndpoint } from './http/http-function.ts'
import { makeKeyCheck } from './http/keys.ts'
import { startHttp } from './http/server.ts'
import { failureOf, HostError } from './host-error.ts'
import { describe } from './describe.ts'
import { endsWithin } from './ends-within.ts'
import type { Log } from './log.ts'
import { leaseSecondsOf } from './queue/lease.ts'
import { startListener } from './queue/listener.ts'
import { makeEmit } from './queue/outputs.ts'
import { queueFunction } from './queue/queue-function.ts'
import { makeQueues } from './queue/queues.ts'
import { handMadeMessage } from './queue/hand-made-message.ts'
import { timerFunction } from './timer/timer-function.ts'

export interface RunningHost {
  readonly url: string
  /** A line a function: its route, queue or schedule. */
  readonly functions: readonly string[]
  /** Stops listening, waits up to 10 s for what is at work, runs the appTerminate hooks. */
  stop(): Promise<void>
}

export interface HostOptions {
  readonly appDir: string
  /** Loaded in the place of what package.json's `main` names. */
  readonly entry?: string | undefined
  /** 0 for any. */
  readonly port: number
  readonly functionKey: string
  readonly env: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
  /** An invocation ran longer than host.json's functionTimeout. */
  readonly onLate: (functionName: string) => void
}

/** HostError, or whatever the app throws while it is loaded. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const { appDir, env, log, clock } = options
  const hostJson = readHostJson(appDir, env)
  const leaseSeconds = leaseSecondsOf(env)
  const appHookData = {}
  const registry: Registry = createRegistry((level, category, message) =>
    appLog(registry, log)('host', { level, category, message }),
  )
  provideCoreModule(registry.core)
  const model = await loadApp(appDir, registry, appHookData, options.entry)
  const functions = registry.functions()
  checkFunctions(functions)

  const watch = watched(makeInvoke(registry, model, log, appHookData), {
    timeoutMs: hostJson.functionTimeout,
    clock,
    onLate: options.onLate,
  })
  const { invoke } = watch
  const queues = makeQueues(env)
  const emit = makeEmit(queues, hostJson.queues.messageEncoding, env)
  const ofType = (type: string) => enabled(functions, type, env)

  const faults: string[] = []
  const endpoints = eachFunction(
    ofType('httptrigger'),
    (fn) => httpEndpoint(fn, hostJson.routePrefix, invoke, emit),
    faults,
  )
  const targets = eachFunction(ofType('queuetrigger'), (fn) => queueFunction(fn, queues, env), faults)
  const timers = eachFunction(
    ofType('timertrigger'),
    (fn) => timerFunction(fn, env, { invoke, emit, log, clock }),
    faults,
  )
  if (faults.length > 0) throw new HostError(faults.join('\n'))

  const byHand = new Set<Promise<void>>()
  const runQueue = (fn: RegisteredFunction, body: string): void => {
    const run: Promise<void> = invoke(fn, handMadeMessage(body, clock.now()))
      .then((response) => emit(fn, response))
      .catch((error: unknown) => log('error', fn.metadata.name, `Executed (Failed): ${failureOf(error)}`))
      .finally(() => byHand.delete(run))
    byHand.add(run)
  }
  const admin = adminEndpoints({
    functions,
    runTimer: (fn) => void timers.find((timer) => timer.fn === fn)?.runNow(),
    runQueue,
  })
  const front = await startHttp({
    endpoints: [...admin, ...endpoints],
    port: options.port,
    mayCall: makeKeyCheck(options.functionKey),
    log,
  })
  const listeners = targets.map((target) =>
    startListener(
      target,
      { queues, options: hostJson.queues, leaseSeconds, invoke, emit, log },
      options.random,
    ),
  )
  for (const timer of timers) timer.start()

  return {
    url: front.url,
    functions: describe({ endpoints, targets, timers }),
    stop: async () => {
      const work = [
        front.stop(),
        ...listeners.map((each) => each.stop()),
        ...timers.map((each) => each.stop()),
        ...byHand,
      ]
      if (!(await endsWithin(10_000, Promise.all(work))))
        log('warning', 'host', 'Work was cut after 10 s; its messages come back later.')
      const hookData = {}
      for (const hook of registry.hooks('appTerminate'))
        await hook(readOnly({}, { hookData, appHookData, functionAppDirectory: appDir }))
      watch.stop()
    },
  }
}
