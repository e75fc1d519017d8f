/** The Graph adapters with the true SDK and a true guard, against the lab. */
import type { Lab } from '../../local/lab/lab.ts'
import { createGraph, type Graph } from '../../src/adapters/graph/client.ts'
import { translateGraph } from '../../src/adapters/graph/failures.ts'
import { createMailbox } from '../../src/adapters/graph/mailbox.ts'
import { createOutbox } from '../../src/adapters/graph/outbox.ts'
import { graphToken } from '../../src/adapters/graph/token.ts'
import type { Mailbox } from '../../src/domain/ports/mailbox.ts'
import type { Outbox } from '../../src/domain/ports/outbox.ts'
import { createGuard } from '../../src/resilience/create-guard.ts'
import type { Guard } from '../../src/resilience/guard.ts'
import { defaultBreakers, type BreakerSettings } from '../../src/resilience/settings.ts'

export interface GraphWorld {
  readonly graph: Graph
  readonly guard: Guard
  readonly mailbox: Mailbox
  readonly outbox: Outbox
}

export const noTokens = { token: () => Promise.reject(new Error('Entra ID is not asked on this machine')) }

/** A guard of its own, so that no test opens the circuit of another. */
export function graphOn(
  lab: Pick<Lab, 'env'>,
  change: { baseUrl?: string; settings?: Partial<BreakerSettings> } = {},
): GraphWorld {
  const { GRAPH_BASE_URL, GRAPH_ACCESS_TOKEN, INVOICE_MAILBOX } = lab.env()
  const baseUrl = change.baseUrl ?? GRAPH_BASE_URL ?? ''
  const guard = createGuard({
    dependency: 'graph',
    settings: { ...defaultBreakers.graph, ...change.settings },
    translate: translateGraph,
    random: () => 0,
  })
  const token = graphToken({ baseUrl, accessToken: GRAPH_ACCESS_TOKEN }, noTokens)
  const graph = createGraph({ guard, baseUrl, mailbox: INVOICE_MAILBOX ?? '', token })
  return { graph, guard, mailbox: createMailbox(graph), outbox: createOutbox(graph) }
}
