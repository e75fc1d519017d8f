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
  caseClosed: 'case.closed',
  tickSkipped: 'timer.skipped',
  noticesDropped: 'webhook.dropped',
  reconciled: 'mailbox.reconciled',
  mailTakenIn: 'mail.taken-in',
  outcome: 'invoice.outcome',
  held: 'invoice.held',
  fraudSigns: 'invoice.fraud-signs',
  started: 'agent.started',
} as const

export type EventName = (typeof eventNames)[keyof typeof eventNames]

/** Numbers over time. Seconds where it is a time. */
export const metricNames = {
  /** 0 closed, 1 half-open, 2 open, 3 isolated; told at each transition. */
  breakerState: 'breaker.state',
  refusals: 'breaker.refusals',
  /** From when the work first came up to when a run of its step begins. */
  queueAge: 'queue.age',
  /** From when the mail was received to when accounts payable was sent its mail. */
  timeToAp: 'invoice.time-to-ap',
  outcomes: 'invoice.outcomes',
  tokens: 'model.tokens',
} as const

export type MetricName = (typeof metricNames)[keyof typeof metricNames]

/** Small facts only: ids, names of ours, numbers. Never text of a document, an address, an amount or a secret. */
export type Properties = Readonly<Record<string, string | number | boolean | undefined>>
