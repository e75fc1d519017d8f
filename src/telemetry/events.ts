/** The names of everything the agent tells about itself; a query has one source for them. */
export const eventNames = {
  transition: 'breaker.transition',
  refused: 'breaker.refused',
  throttled: 'breaker.throttled',
  misconfigured: 'dependency.misconfigured',
  failed: 'dependency.failed',
  deferred: 'step.deferred',
  stepFailed: 'step.failed',
  parked: 'step.parked',
  drained: 'poison.drained',
  digest: 'digest.ended',
  tickSkipped: 'timer.skipped',
  noticesDropped: 'webhook.dropped',
  reconciled: 'mailbox.reconciled',
  mailTakenIn: 'mail.taken-in',
  outcome: 'invoice.outcome',
  held: 'invoice.held',
  fraudSigns: 'invoice.fraud-signs',
} as const

export type EventName = (typeof eventNames)[keyof typeof eventNames]

/** What each event says, by name: the compiler holds whoever tells against it, a test the queries in infra/. */
export const eventProperties = {
  'breaker.transition': ['dependency', 'to', 'retryAt', 'released', 'refusals'],
  'breaker.refused': ['dependency', 'operation', 'because', 'retryAt'],
  'breaker.throttled': ['dependency', 'operation', 'retryAt', 'over', 'refusals'],
  'dependency.misconfigured': ['dependency', 'operation', 'status'],
  'dependency.failed': ['dependency', 'operation', 'failure'],
  'step.deferred': ['queue', 'because', 'delaySeconds'],
  'step.failed': ['step', 'error', 'message', 'at'],
  'step.parked': ['queue', 'kind'],
  'poison.drained': ['taken', 'redriven', 'open'],
  'digest.ended': ['end'],
  'timer.skipped': ['timer', 'because'],
  'webhook.dropped': ['why', 'count'],
  'mailbox.reconciled': ['mails', 'requeued', 'orphans', 'yesterday', 'usual'],
  'mail.taken-in': ['outcome', 'invoices'],
  'invoice.outcome': ['invoiceId', 'outcome', 'state'],
  'invoice.held': ['invoiceId', 'kinds'],
  'invoice.fraud-signs': ['invoiceId', 'kinds'],
} as const satisfies Record<EventName, readonly string[]>

/** Numbers over time. Seconds where it is a time. */
export const metricNames = {
  /** 0 closed, 1 half-open, 2 open, 3 isolated; told at each transition. */
  breakerState: 'breaker.state',
  refusals: 'breaker.refusals',
  /** For how long it has not been closed: told at each opening, then once a minute while work waits for it. */
  openTime: 'breaker.open-time',
  /** From when the work first came up to when a run of its step begins. */
  queueAge: 'queue.age',
  /** For how long the message in front has been in its queue, where one lies there. */
  queueOldest: 'queue.oldest',
  /** Messages in the queue, those that are put off among them; told where there is any. */
  queueDepth: 'queue.depth',
  /** Messages that the host gave up on and nobody has taken yet; told where there is any. */
  poisonDepth: 'poison.depth',
  /** 1 each minute, whatever is away: without it no query could tell silence from peace. */
  alive: 'agent.alive',
  /** Until the first subscription ends, 0 where one is missing; told in the last day of its life. */
  subscriptionLeft: 'subscription.left',
  /** From when the mail was received to when accounts payable was sent its mail. */
  timeToAp: 'invoice.time-to-ap',
  outcomes: 'invoice.outcomes',
  /** By `kind`: input, output, and those of input that were cached. */
  tokens: 'model.tokens',
} as const

export type MetricName = (typeof metricNames)[keyof typeof metricNames]

/** By what each number is told apart. */
export const metricProperties = {
  'breaker.state': ['target'],
  'breaker.refusals': ['target'],
  'breaker.open-time': ['target'],
  'queue.age': ['queue'],
  'queue.oldest': ['queue'],
  'queue.depth': ['queue'],
  'poison.depth': ['queue'],
  'agent.alive': [],
  'subscription.left': [],
  'invoice.time-to-ap': ['outcome'],
  'invoice.outcomes': ['outcome'],
  'model.tokens': ['kind'],
} as const satisfies Record<MetricName, readonly string[]>

/** What each guarded call says beside its target, its result and its time. */
export const callProperties = ['operation', 'result', 'breaker'] as const

/** Small facts only: ids, names of ours, numbers. Never text of a document, an address, an amount or a secret. */
export type Property = string | number | boolean | undefined
export type Properties = Readonly<Record<string, Property>>

type Only<Names extends readonly string[]> = Readonly<Partial<Record<Names[number], Property>>>
export type EventProperties<N extends EventName> = Only<(typeof eventProperties)[N]>
export type MetricProperties<N extends MetricName> = Only<(typeof metricProperties)[N]>
