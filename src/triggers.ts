/** Every function of the app in flow order: what triggers it, under which name, with which key. */
import { app } from '@azure/functions'
import type { Agent } from './app.ts'
import type { Config } from './config.ts'
import type { QueueName } from './domain/messages.ts'

/** The setting (or the family of settings) that leads to the queues; the host reads it by this name. */
const connection = 'InvoiceStorage'

export function register(agent: Agent, config: Config): void {
  const queue = (name: string, queueName: QueueName) =>
    app.storageQueue(name, { queueName, connection, handler: agent.steps[queueName] })

  /** With the function key, or without where only whom the platform signed in gets in (functions/signed-in-only.ts). */
  const operators = config.isKeyless ? 'anonymous' : 'function'

  app.timer('pollMailbox', { schedule: config.intake.pollSchedule, handler: agent.pollMailbox })
  app.http('graphWebhook', {
    methods: ['POST'],
    route: 'webhooks/graph',
    authLevel: 'anonymous',
    handler: agent.graphWebhook,
  })
  app.timer('renewSubscription', { schedule: '0 17 */12 * * *', handler: agent.renewSubscription })
  queue('checkMailbox', 'mailbox-check')
  queue('ingestMail', 'mail-received')
  queue('extractInvoice', 'invoice-stored')
  queue('postInvoice', 'invoice-ready')
  queue('notifyTeam', 'notification')
  app.timer('drainPoison', { schedule: '30 * * * * *', handler: agent.drainPoison })
  app.timer('reconcile', { schedule: '0 23 3 * * *', handler: agent.reconcile })
  app.timer('sendDigest', { schedule: config.digestSchedule, handler: agent.sendDigest })

  app.http('health', { methods: ['GET'], route: 'health', authLevel: 'anonymous', handler: agent.health })
  app.http('breakers', {
    methods: ['GET', 'POST'],
    route: 'breakers/{*path}',
    authLevel: operators,
    handler: agent.breakers,
  })
  app.http('vendors', {
    methods: ['GET', 'PUT', 'DELETE'],
    route: 'vendors/{vendorId?}',
    authLevel: 'function',
    handler: agent.desk.vendors,
  })
  app.http('intake', {
    methods: ['POST'],
    route: 'intake',
    authLevel: 'function',
    handler: agent.intake,
  })
  app.http('deskInvoices', {
    methods: ['GET', 'POST'],
    route: 'desk/invoices/{*path}',
    authLevel: operators,
    handler: agent.desk.invoices,
  })
  app.http('deskCases', {
    methods: ['GET', 'POST'],
    route: 'desk/cases/{*path}',
    authLevel: operators,
    handler: agent.desk.cases,
  })

  app.http('deskOverview', {
    methods: ['GET'],
    route: 'desk/overview',
    authLevel: operators,
    handler: agent.desk.overview,
  })
  app.http('deskSearch', {
    methods: ['POST'],
    route: 'desk/search',
    authLevel: operators,
    handler: agent.desk.search,
  })
  // The page itself holds no data: what it shows it asks for with the key.
  app.http('ops', { methods: ['GET'], route: 'ops/{*file}', authLevel: 'anonymous', handler: agent.ops })
  app.http('openapi', {
    methods: ['GET'],
    route: 'openapi.json',
    authLevel: 'anonymous',
    handler: agent.openapi,
  })

  app.hook.appStart(() => agent.start())
  app.hook.appTerminate(() => agent.stop())
}
