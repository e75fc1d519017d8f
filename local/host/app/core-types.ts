/** The shapes of `@azure/functions-core` that `@azure/functions` works with; no package ships them (FACTS: library 4.16.5). */

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none'
export type LogCategory = 'user' | 'system' | 'customMetric'

/** One value on its way between host and worker: one of the keys is set. */
export interface TypedData {
  readonly string?: string
  readonly json?: string
  readonly bytes?: Uint8Array
  readonly int?: number
  readonly double?: number
  readonly http?: HttpData
}

type Nullable<T> = { readonly value: T } | null | undefined

export interface HttpCookie {
  readonly name: string
  readonly value: string
  readonly domain?: Nullable<string>
  readonly path?: Nullable<string>
  readonly expires?: Nullable<{ readonly seconds: number }>
  readonly secure?: Nullable<boolean>
  readonly httpOnly?: Nullable<boolean>
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone'
  /** Seconds. */
  readonly maxAge?: Nullable<number>
}

export interface HttpData {
  readonly method?: string
  readonly url?: string
  readonly nullableHeaders?: Readonly<Record<string, { value: string }>>
  readonly nullableQuery?: Readonly<Record<string, { value: string }>>
  readonly nullableParams?: Readonly<Record<string, { value: string }>>
  readonly body?: TypedData | null
  readonly statusCode?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly cookies?: readonly HttpCookie[]
}

export interface BindingInfo {
  readonly type: string
  readonly direction: 'in' | 'out'
  readonly name?: string
  /** The options that the app gave, as they are: queueName, connection, schedule, route, methods and so on. */
  readonly [option: string]: unknown
}

export type FunctionCallback = (...args: unknown[]) => unknown

export interface FunctionMetadata {
  readonly name: string
  readonly bindings: Readonly<Record<string, BindingInfo>>
  readonly retryOptions?: unknown
}

export interface InvocationRequest {
  readonly invocationId: string
  readonly functionId: string
  readonly inputData: readonly { readonly name: string; readonly data: TypedData }[]
  readonly triggerMetadata?: Readonly<Record<string, TypedData>>
  readonly traceContext: {
    readonly traceParent: string
    readonly traceState: string
    readonly attributes: object
  }
}

export interface InvocationResponse {
  readonly outputData?: readonly { readonly name: string; readonly data: TypedData }[]
  readonly returnValue?: TypedData | null
}

export interface CoreInvocationContext {
  readonly invocationId: string
  readonly request: InvocationRequest
  readonly metadata: FunctionMetadata
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined
  log(level: LogLevel, category: LogCategory, message: string): void
}

export interface InvocationModel {
  getArguments(): Promise<{ context: object; inputs: unknown[] }>
  invokeFunction(context: object, inputs: unknown[], callback: FunctionCallback): Promise<unknown>
  getResponse(context: object, result: unknown): Promise<InvocationResponse>
}

export interface ProgrammingModel {
  readonly name: string
  readonly version: string
  getInvocationModel(context: CoreInvocationContext): InvocationModel
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>
}

export const hookNames = ['preInvocation', 'postInvocation', 'appStart', 'appTerminate', 'log'] as const
export type HookName = (typeof hookNames)[number]
export type HookCallback = (context: object) => unknown

export interface Disposable {
  dispose(): void
}

/** What the library finds when it requires `@azure/functions-core`. */
export interface CoreApi {
  readonly version: string
  readonly hostVersion: string
  setProgrammingModel(model: ProgrammingModel): void
  getProgrammingModel(): ProgrammingModel | undefined
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable
  registerHook(name: string, callback: HookCallback): Disposable
  log(level: LogLevel, category: LogCategory, message: string): void
}
