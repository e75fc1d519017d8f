/** Puts a message aside for a person: a case with its reason, and the invoice's row where it is about one. */
import { caseIdOf, opened, textOf } from '../domain/case.ts'
import type { QueueName } from '../domain/messages.ts'
import type { Cases } from '../domain/ports/cases.ts'
import { changeCase } from './change-case.ts'
import { parkInvoice, type ParkInvoice } from './park-invoice.ts'

export type ParkMessage = (parked: {
  queue: QueueName
  body: unknown
  kind: string
  why: string
}) => Promise<void>

/** The same message parked again makes the same case. */
export function makeParkMessage(deps: ParkInvoice & { cases: Cases }): ParkMessage {
  return async ({ queue: step, body, kind, why }) => {
    const at = deps.clock.now()
    const message = textOf(body)
    const line = { changeId: `parked:${at.getTime()}`, at, who: step, what: why }
    const stands = await changeCase(deps.cases, caseIdOf(step, message), (known) =>
      opened(known, { step, message, reason: { kind, why }, line }),
    )
    // Where no card of an invoice tells of it, the drain of the poison queues does.
    if (await parkInvoice(deps, stands)) await deps.cases.save({ ...stands, isTold: true })
  }
}
