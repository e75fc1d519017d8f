/** What the app has registered: functions, hooks and the library's programming model. */
import { HostError } from '../host-error.ts'
import type { CoreApi, FunctionCallback, FunctionMetadata, HookCallback, HookName } from './core-types.ts'
import { hookNames, type ProgrammingModel } from './core-types.ts'

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata
  readonly callback: FunctionCallback
}

export interface Registry {
  /** What the library talks to. */
  readonly core: CoreApi
  functions(): readonly RegisteredFunction[]
  hooks(name: HookName): readonly HookCallback[]
  model(): ProgrammingModel | undefined
  /** After this no function can be added. */
  lock(): void
}

/** The library knows this error by name and flag, and makes of it "your host is too old". */
function unknownHook(name: string): RangeError {
  const error = new RangeError(`Unrecognized hook "${name}"`)
  return Object.assign(error, { isAzureFunctionsSystemError: true })
}

export function createRegistry(log: CoreApi['log']): Registry {
  const functions = new Map<string, RegisteredFunction>()
  const hooks: Record<HookName, HookCallback[]> = {
    preInvocation: [],
    postInvocation: [],
    appStart: [],
    appTerminate: [],
    log: [],
  }
  let model: ProgrammingModel | undefined
  let locked = false

  const core: CoreApi = {
    version: '3.9.1',
    hostVersion: '4.1037.0',
    setProgrammingModel: (given) => {
      model = given
    },
    getProgrammingModel: () => model,
    registerFunction: (metadata, callback) => {
      const key = metadata.name.toLowerCase()
      if (locked)
        throw new HostError(`Function "${metadata.name}" was registered after the app had been loaded.`)
      if (functions.has(key))
        throw new HostError(
          `Function "${metadata.name}" is registered twice; names differ by more than case.`,
        )
      functions.set(key, { metadata, callback })
      return { dispose: () => void functions.delete(key) }
    },
    registerHook: (name, callback) => {
      const known = hookNames.find((candidate) => candidate === name)
      if (known === undefined) throw unknownHook(name)
      hooks[known].push(callback)
      return {
        dispose: () => {
          hooks[known] = hooks[known].filter((other) => other !== callback)
        },
      }
    },
    log,
  }
  return {
    core,
    functions: () => [...functions.values()],
    hooks: (name) => hooks[name],
    model: () => model,
    lock: () => {
      locked = true
    },
  }
}
