/** Every adapter of the app is made here, each behind its guard; app.ts wires them to the steps. */
import type { TokenCredential } from '@azure/identity'
import { createMailOpener } from './adapters/documents/mail-opener.ts'
import { createDocumentParser } from './adapters/documents/parser.ts'
import { createGraph } from './adapters/graph/client.ts'
import { translateGraph } from './adapters/graph/failures.ts'
import { createMailbox } from './adapters/graph/mailbox.ts'
import { createOutbox } from './adapters/graph/outbox.ts'
import { createSubscriptions } from './adapters/graph/subscriptions.ts'
import { graphToken } from './adapters/graph/token.ts'
import { createCredential } from './adapters/identity/credential.ts'
import { translateIdentity } from './adapters/identity/failures.ts'
import { createTokens } from './adapters/identity/tokens.ts'
import { translateOpenai } from './adapters/openai/failures.ts'
import { createModelReader, type ModelSettings } from './adapters/openai/reader.ts'
import { makeBoard } from './adapters/storage/board.ts'
import { makeBookmarks } from './adapters/storage/bookmarks.ts'
import { makeCases } from './adapters/storage/cases.ts'
import { makeClaims } from './adapters/storage/claims.ts'
import { type StorageAccess, storageClients } from './adapters/storage/clients.ts'
import { makeDigests } from './adapters/storage/digests.ts'
import { makeDocuments } from './adapters/storage/documents.ts'
import { translateStorage } from './adapters/storage/failures.ts'
import { makeLedger } from './adapters/storage/ledger.ts'
import { makePoisonQueues } from './adapters/storage/poison-queues.ts'
import { makeQueueDepths } from './adapters/storage/queue-depths.ts'
import { makeQueues } from './adapters/storage/queues.ts'
import { makeVendors } from './adapters/storage/vendors.ts'
import { translateTeams } from './adapters/teams/failures.ts'
import { createTeam } from './adapters/teams/team.ts'
import type { Config } from './config.ts'
import { seconds, systemClock } from './domain/clock.ts'
import type { Dependency } from './domain/dependency.ts'
import type { Guards } from './resilience/create-guards.ts'
import { uncounted } from './resilience/uncounted.ts'

/** What an error of each dependency's SDK means to the agent. */
export const translate: Readonly<Record<Dependency, (error: unknown) => Error>> = {
  graph: translateGraph,
  openai: translateOpenai,
  'storage-blob': translateStorage('storage-blob'),
  'storage-queue': translateStorage('storage-queue'),
  'storage-table': translateStorage('storage-table'),
  teams: translateTeams,
  identity: translateIdentity,
}

/** The ways out of this process: tokens, the storage account, Graph for a mailbox. `npm run doctor` takes the same. */
export function waysOut({ identityClientId, storage, graph }: Config, guards: Guards) {
  const credential = createCredential(identityClientId)
  const tokens = createTokens({ guard: guards.identity, credential })
  const token = graphToken(graph, tokens)
  return {
    credential,
    tokens,
    graphBearer: token,
    storage: storageClients(access(storage, tokens.credential)),
    graphOf: (mailbox: string) =>
      createGraph({ guard: guards.graph, baseUrl: graph.baseUrl, mailbox, token }),
  }
}

/** Everything outside this process. */
export type World = ReturnType<typeof outside>

export function outside(config: Config, guards: Guards, onTokens?: ModelSettings['onTokens']) {
  const { credential, tokens, storage, graphOf } = waysOut(config, guards)
  const graph = graphOf(config.graph.mailbox)
  const tables = guards['storage-table']
  // It tells of breakers, so it has its own way to storage, past every guard, that of the tokens too.
  const boardTable = storageClients(access(config.storage, credential)).table('Breakers')
  const boardCalls = uncounted('storage-table', translate['storage-table'], seconds(3))
  return {
    storage,
    mailbox: createMailbox(graph),
    outbox: createOutbox(graph),
    subscriptions:
      config.webhook === undefined
        ? undefined
        : createSubscriptions(graph, { mailbox: config.graph.mailbox, ...config.webhook }),
    documents: makeDocuments(storage.blobs, guards['storage-blob']),
    queues: makeQueues(storage.queues, guards['storage-queue']),
    poison: makePoisonQueues(storage.queues, guards['storage-queue']),
    depths: makeQueueDepths(storage.queues, guards['storage-queue']),
    ledger: makeLedger(storage.table('Ledger'), tables, config.graph.mailbox),
    claims: makeClaims(storage.table('Claims'), tables),
    vendors: makeVendors(storage.table('Vendors'), tables, systemClock),
    bookmarks: makeBookmarks(storage.table('Bookmarks'), tables),
    digests: makeDigests(storage.table('Bookmarks'), tables),
    board: makeBoard(boardTable, boardCalls),
    cases: makeCases(storage.table('Cases'), tables),
    mailOpener: createMailOpener(),
    parser: createDocumentParser({ ownCompany: config.ownCompany }),
    model:
      config.openai === undefined
        ? undefined
        : createModelReader({
            guard: guards.openai,
            tokens,
            ...config.openai,
            ...(onTokens && { onTokens }),
          }),
    team:
      config.teamsWebhookUrl === undefined
        ? undefined
        : createTeam({ guard: guards.teams, url: config.teamsWebhookUrl }),
  }
}

function access(storage: Config['storage'], credential: TokenCredential): StorageAccess {
  return storage.kind === 'identity' ? { ...storage, credential } : storage
}
