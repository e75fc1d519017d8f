/** Every request that reached the lab or the storage proxy, for tests and for the demo's account of what was called. */

export interface LoggedRequest {
  readonly service: string
  readonly operation: string
  readonly method: string
  /** With query; never a header or a body. */
  readonly path: string
  readonly at: Date
  /** What was answered; undefined while it runs and where the connection was broken instead. */
  status: number | undefined
}

export interface RequestLog {
  readonly all: readonly LoggedRequest[]
  add(request: LoggedRequest): LoggedRequest
  count(service: string, operation?: string): number
  clear(): void
}

/** The newest stay: a lab that runs for days must not grow without end. */
const kept = 100_000

export function createRequestLog(): RequestLog {
  const all: LoggedRequest[] = []
  return {
    all,
    add(request) {
      all.push(request)
      if (all.length > kept) all.splice(0, kept / 2)
      return request
    },
    count: (service, operation) =>
      all.filter((one) => one.service === service && (operation === undefined || one.operation === operation))
        .length,
    clear: () => void all.splice(0),
  }
}
