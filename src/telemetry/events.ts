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
  tokens: 'model.tokens',
  started: 'agent.started',
} as const

export type EventName = (typeof eventNames)[keyof typeof eventNames]

/** Small facts only: ids, names of ours, numbers. Never text of a document, an address, an amount or a secret. */
export type Properties = Readonly<Record<string, string | number | boolean | undefined>>
