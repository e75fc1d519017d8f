/** One invocation in the worker's order: arguments, hooks before, the handler, hooks after, the response. */
import { randomUUID } from 'node:crypto'
import type { Log } from '../log.ts'
import { messageOf } from '../host-error.ts'
import type {
  CoreInvocationContext,
  InvocationRequest,
  InvocationResponse,
  LogCategory,
  LogLevel,
  ProgrammingModel,
  TypedData,
} from './core-types.ts'
import { readOnly } from './read-only.ts'
import type { RegisteredFunction, Registry } from './registry.ts'
import { traceParentFrom } from './trace-parent.ts'

export interface Call {
  /** The trigger's data; its name is found in the function's bindings. */
  readonly data: TypedData
  readonly triggerMetadata?: Readonly<Record<string, TypedData>>
  /** The caller's `traceparent`, where he sent one. */
  readonly traceParent?: string | undefined
}

/** Runs a function; rejects with what the handler or a hook threw. */
export type Invoke = (fn: RegisteredFunction, call: Call) => Promise<InvocationResponse>

/** Prints what the app logs, after its log hooks have seen it; only lines of the user's may be changed by them. */
export function appLog(registry: Pick<Registry, 'hooks'>, log: Log) {
  return (
    source: string,
    entry: { level: LogLevel; category: LogCategory; message: string },
    fixed: object = {},
  ): void => {
    const seen = readOnly({ ...entry }, fixed)
    for (const hook of registry.hooks('log')) {
      try {
        hook(seen)
      } catch (error) {
        log('error', source, `A log hook failed: ${messageOf(error)}`)
      }
    }
    if (entry.category === 'user') log(seen.level, source, seen.message)
    // The worker's own chatter below a warning concerns nobody here.
    else if (entry.level !== 'information' && entry.level !== 'debug') log(entry.level, source, entry.message)
  }
}

/** The error counts as one when it is neither null nor undefined: an after hook can swallow or make a failure. */
function throwIfError(error: unknown): void {
  // oxlint-disable-next-line typescript/only-throw-error -- what the handler threw goes on as it is
  if (error !== null && error !== undefined) throw error
}

export function makeInvoke(
  registry: Registry,
  model: ProgrammingModel,
  log: Log,
  appHookData: object,
): Invoke {
  const write = appLog(registry, log)

  return async (fn, call) => {
    const { metadata } = fn
    const invocationId = randomUUID()
    const trigger = triggerOf(fn)
    const request: InvocationRequest = {
      invocationId,
      functionId: metadata.name,
      inputData: [{ name: trigger.name, data: call.data }],
      traceContext: { traceParent: traceParentFrom(call.traceParent), traceState: '', attributes: {} },
      ...(call.triggerMetadata === undefined ? {} : { triggerMetadata: call.triggerMetadata }),
    }
    let shared: object = {}
    const core: CoreInvocationContext = {
      invocationId,
      request,
      metadata,
      state: undefined,
      log: (level, category, message) => write(metadata.name, { level, category, message }, shared),
    }
    const invocation = model.getInvocationModel(core)
    const { context, inputs } = await invocation.getArguments()
    shared = { hookData: {}, invocationContext: context }
    const fixed = { ...shared, appHookData }

    core.state = 'preInvocationHooks'
    const before = readOnly({ inputs, functionCallback: fn.callback }, fixed)
    for (const hook of registry.hooks('preInvocation')) await hook(before)

    core.state = 'invocation'
    const after = readOnly({ inputs: before.inputs, result: null as unknown, error: null as unknown }, fixed)
    try {
      after.result = await invocation.invokeFunction(context, before.inputs, before.functionCallback)
    } catch (error) {
      after.error = error ?? new Error('The handler threw nothing')
    }

    core.state = 'postInvocationHooks'
    for (const hook of registry.hooks('postInvocation')) await hook(after)
    throwIfError(after.error)
    return invocation.getResponse(context, after.result)
  }
}

/** The binding that starts the function, with its name. */
export function triggerOf(fn: RegisteredFunction): {
  name: string
  type: string
  options: Readonly<Record<string, unknown>>
} {
  for (const [name, binding] of Object.entries(fn.metadata.bindings))
    if (/trigger$/i.test(binding.type)) return { name, type: binding.type.toLowerCase(), options: binding }
  throw new Error(`Function "${fn.metadata.name}" has no trigger.`)
}
