/** The lab: HTTP stand-ins for Graph, Azure OpenAI and Teams on one loopback port, with faults to script and a record of all. */
import { systemClock, type Clock } from '../../src/domain/clock.ts'
import { controlRoutes } from './control.ts'
import { createFaults, type Faults } from './faults.ts'
import { createGraph } from './graph/graph.ts'
import type { Notifications } from './graph/notifier.ts'
import type { SendingHabits, SentMail } from './graph/sending.ts'
import type { SubscriptionHabits } from './graph/subscriptions.ts'
import { identityHeader, identityPath, identityRoutes } from './identity.ts'
import { mailboxControl, type MailboxControl } from './mailbox-control.ts'
import { deployment, openaiRoutes } from './openai/openai.ts'
import { createModelScript, type ModelScript } from './openai/script.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import { startServer } from './server.ts'
import { teamsPath, teamsRoutes, type Card } from './teams.ts'

export interface LabOptions extends Partial<SendingHabits & SubscriptionHabits> {
  /** 0, the default, lets the system choose. */
  readonly port?: number
  readonly mailbox?: string
  readonly apAddress?: string
  /** Mailboxes of the tenant that the agent has no right to; accounts payable's without. */
  readonly outOfReach?: readonly string[]
  readonly clock?: Clock
}

export interface Lab {
  /** `http://127.0.0.1:PORT`. */
  readonly graphUrl: string
  /** Ends in `/openai/v1/`. */
  readonly openaiUrl: string
  readonly teamsUrl: string
  readonly controlUrl: string
  /** The settings of an agent that works against this lab. */
  env(): Record<string, string>
  /** What App Service sets for a managed identity, which is given the same token as `GRAPH_ACCESS_TOKEN`. */
  identityEnv(): Record<string, string>
  readonly mailbox: MailboxControl
  readonly notifications: Notifications
  /** Services: graph, openai, teams, identity. */
  readonly faults: Faults
  readonly requests: RequestLog
  readonly sent: readonly SentMail[]
  apMails(): readonly SentMail[]
  readonly cards: readonly Card[]
  /** Answers of the model; without one it reads the prompt's text plainly. */
  readonly model: ModelScript
  stop(): Promise<void>
}

const accessToken = 'lab-token'
const apiKey = 'lab-key'

export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { port = 0, clock = systemClock, idsSurviveSending = true, sentCopyDelayMs = 0 } = options
  const { subscriptionMinutes = 10_080 } = options
  const { mailbox: address = 'invoices@lab.example', apAddress = 'ap@lab.example' } = options
  const { outOfReach = [apAddress] } = options
  const faults = createFaults(clock)
  const requests = createRequestLog()
  const graph = createGraph(
    address,
    accessToken,
    { idsSurviveSending, sentCopyDelayMs, subscriptionMinutes },
    clock,
    outOfReach,
  )
  const cards: Card[] = []
  const model = createModelScript()
  const now = () => clock.now()
  const mailbox = mailboxControl(graph.mailbox, clock, graph.forgetDeltaTokens)
  const { sent, notifier } = graph
  const seen = { mailbox, notifications: notifier, faults, requests, sent, cards, model }
  const routes = [
    ...graph.routes,
    ...openaiRoutes(apiKey, model, now),
    ...teamsRoutes(now, cards),
    ...identityRoutes(accessToken, clock),
    ...controlRoutes(seen, now),
  ]
  const server = await startServer(routes, port, { faults, requests, clock })
  const urls = {
    graphUrl: server.url,
    openaiUrl: `${server.url}/openai/v1/`,
    teamsUrl: `${server.url}${teamsPath}`,
    controlUrl: `${server.url}/control`,
  }
  return {
    ...urls,
    ...seen,
    env: () => ({
      GRAPH_BASE_URL: urls.graphUrl,
      GRAPH_ACCESS_TOKEN: accessToken,
      INVOICE_MAILBOX: address,
      AP_EMAIL_ADDRESS: apAddress,
      AZURE_OPENAI_ENDPOINT: urls.openaiUrl,
      AZURE_OPENAI_DEPLOYMENT: deployment,
      AZURE_OPENAI_API_KEY: apiKey,
      TEAMS_WEBHOOK_URL: urls.teamsUrl,
    }),
    identityEnv: () => ({
      IDENTITY_ENDPOINT: `${server.url}${identityPath}`,
      IDENTITY_HEADER: identityHeader,
    }),
    apMails: () =>
      graph.sent.filter(({ to }) => to.some((one) => one.toLowerCase() === apAddress.toLowerCase())),
    async stop() {
      await notifier.stop()
      await server.stop()
    },
  }
}
