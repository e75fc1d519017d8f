/** The few kinds of error the agent knows; `functions/outcome.ts` alone decides what each one leads to. */
import type { Dependency } from './dependency.ts'

/** An error of ours: `kind` tells it apart, `cause` holds what the outside system threw. */
export abstract class AgentError extends Error {
  abstract readonly kind: string
}

/** The guard did not make the call: circuit open, probe under way, lever pulled, or `Retry-After` not over. */
export class CallRefused extends AgentError {
  override readonly name = 'CallRefused'
  readonly kind = 'call-refused'
  readonly dependency: Dependency
  readonly because: 'open' | 'half-open' | 'isolated' | 'throttled'
  /** Earliest moment at which another try makes sense. */
  readonly retryAt: Date

  constructor(dependency: Dependency, because: CallRefused['because'], retryAt: Date) {
    super(`${dependency} is not called: ${because}; next try at ${retryAt.toISOString()}`)
    this.dependency = dependency
    this.because = because
    this.retryAt = retryAt
  }
}

export type FailureKind = 'network' | 'timeout' | 'throttled' | 'server-error'

/** The dependency's own trouble: network, timeout, 408, 429 or 5xx. The only kind that a breaker counts. */
export class DependencyFailed extends AgentError {
  override readonly name = 'DependencyFailed'
  readonly kind = 'dependency-failed'
  readonly dependency: Dependency
  readonly failure: FailureKind
  /** False where the request surely had no effect (connection refused, 429); true where only the reply may be lost. */
  readonly mayHaveActed: boolean
  readonly status: number | undefined
  /** What `Retry-After` asked for, in milliseconds from the answer. */
  readonly retryAfterMs: number | undefined

  constructor(
    dependency: Dependency,
    failure: FailureKind,
    details: {
      mayHaveActed: boolean
      status?: number | undefined
      retryAfterMs?: number | undefined
      cause?: unknown
    },
  ) {
    super(
      `${dependency} failed: ${failure}${details.status === undefined ? '' : ` (HTTP ${details.status})`}`,
      {
        cause: details.cause,
      },
    )
    this.dependency = dependency
    this.failure = failure
    this.mayHaveActed = details.mayHaveActed
    this.status = details.status
    this.retryAfterMs = details.retryAfterMs
  }
}

/** 401 or 403, or no token to be had for a wrong setting: no outage, somebody must set a right or a secret. */
export class Misconfigured extends AgentError {
  override readonly name = 'Misconfigured'
  readonly kind = 'misconfigured'
  readonly dependency: Dependency
  readonly status: number | undefined

  constructor(dependency: Dependency, details: { status?: number | undefined; cause?: unknown }) {
    super(
      `${dependency} does not let us in (${details.status ?? 'no token'}): check its settings and our rights`,
      {
        cause: details.cause,
      },
    )
    this.dependency = dependency
    this.status = details.status
  }
}

export type AnswerKind = 'not-found' | 'conflict' | 'gone' | 'content-filter' | 'rejected'

/** An answer we did not wish for, from a dependency in good health: 404, 409/412, 410, a filter, any other 4xx. */
export class RemoteAnswer extends AgentError {
  override readonly name = 'RemoteAnswer'
  readonly kind = 'remote-answer'
  readonly dependency: Dependency
  readonly answer: AnswerKind
  readonly status: number | undefined
  /** The service's own error code, such as `ErrorItemNotFound` or `BlobAlreadyExists`. */
  readonly code: string | undefined

  constructor(
    dependency: Dependency,
    answer: AnswerKind,
    details: { status?: number | undefined; code?: string | undefined; cause?: unknown },
  ) {
    super(`${dependency} answered ${answer} (${[details.status, details.code].filter(Boolean).join(' ')})`, {
      cause: details.cause,
    })
    this.dependency = dependency
    this.answer = answer
    this.status = details.status
    this.code = details.code
  }
}

/** The step has to wait for something that is no fault: a lock, the model, the end of a doubt. */
export class NotYet extends AgentError {
  override readonly name = 'NotYet'
  readonly kind = 'not-yet'
  readonly until: Date

  constructor(what: string, until: Date, cause?: unknown) {
    super(`${what}; again at ${until.toISOString()}`, { cause })
    this.until = until
  }
}

/** The step's time is used up: no new remote call begins, and the message comes back with what is done kept. */
export class OutOfTime extends AgentError {
  override readonly name = 'OutOfTime'
  readonly kind = 'out-of-time'
}

/** A queue message that is not ours or of a version we do not know: parked, never tried again. */
export class BadMessage extends AgentError {
  override readonly name = 'BadMessage'
  readonly kind = 'bad-message'
}

/** Something that must hold does not, such as a message about an invoice that the ledger has never seen. */
export class Inconsistent extends AgentError {
  override readonly name = 'Inconsistent'
  readonly kind = 'inconsistent'
}

/** A person's decision that does not fit what has become of the invoice; the message says what has. */
export class DecisionConflict extends AgentError {
  override readonly name = 'DecisionConflict'
  readonly kind = 'decision-conflict'
}

/** Whether the error is that answer from any dependency. */
export function isAnswer(error: unknown, answer: AnswerKind): error is RemoteAnswer {
  return error instanceof RemoteAnswer && error.answer === answer
}
