/** A case: a message that did not come through by itself, what a person has to know of it, and what became of it. */
import { after, type Clock } from './clock.ts'
import type { Dependency } from './dependency.ts'
import type { AuditLine } from './entry.ts'
import { AgentError } from './errors.ts'
import { sha256 } from './ids.ts'
import { messageAgeMs } from './limits.ts'
import { messageSchemas, type QueueName } from './messages.ts'

export type CaseState = 'open' | 'redriven' | 'dropped'

/** Why a message did not come through. */
export interface Reason {
  /** The kind of our error, `fault` for a bug, `too-old`, or `no-error` where the process died without a word. */
  readonly kind: string
  readonly why: string
  readonly dependency?: Dependency | undefined
}

/** The last error of a message that failed, kept beside it: the host hands none on to its poison queue. */
export interface Failure extends Reason {
  readonly at: Date
}

export interface Case extends Reason {
  /** The same for every message of one step about one mail or invoice. */
  readonly caseId: string
  readonly step: QueueName
  /** The body as it came; the newest of its kind. */
  readonly message: string
  readonly state: CaseState
  readonly firstSeen: Date
  readonly lastSeen: Date
  /** How often it was put back into its queue, by itself or by a person. */
  readonly redrives: number
  /** Whether a person has been told that it is there. */
  readonly isTold: boolean
  /** The newest lines; change ids are deterministic, so that a change made twice is known. */
  readonly history: readonly AuditLine[]
  /** The row as read; undefined for a case that is not stored yet. */
  readonly version: string | undefined
}

export const caseIdForm = /^[0-9a-f]{32}$/

/** Lines of history that a case keeps. */
const longestHistory = 50

/** Which case a message belongs to: its work where it can be read, however often it was put off; else its text. */
export function caseIdOf(step: QueueName, message: string): string {
  return sha256(JSON.stringify([step, ...workOf(step, message)])).slice(0, 32)
}

function workOf(step: QueueName, message: string): readonly string[] {
  const body = bodyOf(message)
  const known = messageSchemas[step].safeParse(body)
  if (!known.success) return ['text', typeof body === 'string' ? body : JSON.stringify(body)]
  if ('invoiceId' in known.data) return ['invoice', known.data.invoiceId]
  return 'work' in known.data ? ['work', known.data.work] : ['mail', known.data.mailId]
}

/** What the text holds, as the host would hand it to a function: JSON where it is any. */
function bodyOf(message: string): unknown {
  try {
    return JSON.parse(message)
  } catch {
    return message
  }
}

/** The text of a message whose body the host has parsed already. */
export const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : (JSON.stringify(body) ?? 'undefined')

/** The invoice that the message is about, if it is about one. */
export function invoiceOf({ step, message }: Pick<Case, 'step' | 'message'>): string | undefined {
  const known = messageSchemas[step].safeParse(bodyOf(message))
  return known.success && 'invoiceId' in known.data ? known.data.invoiceId : undefined
}

/** When the message's work first came up; undefined where it does not say. */
export function sinceOf({ step, message }: Pick<Case, 'step' | 'message'>): Date | undefined {
  const known = messageSchemas[step].safeParse(bodyOf(message))
  return known.success ? new Date(known.data.since) : undefined
}

/** What is kept of an error that a step threw. */
export function failureOf(error: unknown, clock: Clock): Failure {
  const at = clock.now()
  if (!(error instanceof Error)) return { kind: 'fault', why: `threw a ${typeof error}`, at }
  const why = `${error.name}: ${error.message}`
  if (!(error instanceof AgentError)) return { kind: 'fault', why, at }
  const dependency = 'dependency' in error ? (error.dependency as Dependency) : undefined
  return { kind: error.kind, why, dependency, at }
}

/** The case as a message makes it: open, whatever it was before. */
export function opened(
  known: Case | undefined,
  seen: { step: QueueName; message: string; reason: Reason; line: AuditLine },
): Case {
  const { step, message, line } = seen
  const { kind, why, dependency } = seen.reason
  return {
    caseId: caseIdOf(step, message),
    step,
    message,
    kind,
    why,
    dependency,
    state: 'open',
    firstSeen: known?.firstSeen ?? line.at,
    lastSeen: line.at,
    redrives: known?.redrives ?? 0,
    isTold: known?.state === 'open' && known.isTold,
    history: [...(known?.history ?? []), line].slice(-longestHistory),
    version: known?.version,
  }
}

/** The case with what was done about it. */
export function closed(known: Case, state: 'redriven' | 'dropped', line: AuditLine): Case {
  return {
    ...known,
    state,
    redrives: known.redrives + (state === 'redriven' ? 1 : 0),
    history: [...known.history, line].slice(-longestHistory),
  }
}

export const hasLine = (known: Case | undefined, changeId: string): boolean =>
  known?.history.some((line) => line.changeId === changeId) ?? false

/** Kinds that pass by themselves; a right or a secret is set by somebody, and then it passes too. */
const passing = new Set(['dependency-failed', 'call-refused', 'misconfigured'])
/** So often a message goes back that left no error: its process died, and may have died of it. */
const blindRedrives = 2

/**
 * Whether the case goes back by itself: `now` where what it waited for answers again, `later` while that is away,
 * `never` where a person has to look.
 */
export function selfRedrive(
  { kind, dependency, redrives, ...message }: Case,
  now: Date,
  isAway: (dependency: Dependency) => boolean,
): 'now' | 'later' | 'never' {
  if (kind === 'no-error') return redrives < blindRedrives ? 'now' : 'never'
  if (!passing.has(kind)) return 'never'
  if (now >= after(sinceOf(message) ?? message.firstSeen, messageAgeMs)) return 'never'
  return dependency !== undefined && isAway(dependency) ? 'later' : 'now'
}

/** The body that goes back: as it came, but that what was parked for its age begins anew. */
export function redriveText({ kind, step, message }: Case, now: Date): string {
  if (kind !== 'too-old') return message
  const known = messageSchemas[step].safeParse(bodyOf(message))
  return known.success ? JSON.stringify({ ...known.data, since: now.toISOString(), deferrals: 0 }) : message
}
