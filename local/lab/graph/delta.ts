/** Graph: what is new in a folder since a token. Tokens hold the first query; one that nobody knows is answered with 410. */
import { randomBytes } from 'node:crypto'
import type { Call, Reply, Route } from '../http.ts'
import { badRequest, graphError } from './errors.ts'
import type { MailboxChange } from './mailbox.ts'
import { messageJson, type View } from './message-json.ts'
import { folderOf } from './messages.ts'
import { parseFilter, type MailFilter } from './odata.ts'
import { mailboxRoute, pageSize, viewOf, type GraphLab } from './route.ts'

interface Round {
  readonly folderId: string
  readonly filter: MailFilter
  readonly createdOnly: boolean
  readonly view: Omit<View, 'immutable'>
  /** Where in the folder's log to read on. */
  readonly position: number
  /** End of the log at the first request: what changed before is told as it is now. */
  readonly knownUntil: number
}

export interface DeltaLab {
  readonly routes: Route[]
  /** From now on every token is answered with 410, as after a move of the mailbox. */
  readonly forgetTokens: () => void
}

const defaultPage = 10

export function deltaRoutes(lab: GraphLab): DeltaLab {
  const rounds = new Map<string, Round>()
  const route = mailboxRoute(lab, 'delta', 'GET', '/mailFolders/:folder/messages/delta', (call) => {
    const folder = folderOf(lab, call)
    const query = call.url.searchParams
    const token = query.get('$skiptoken') ?? query.get('$deltatoken')
    const round = token === null ? firstRound(lab, call, folder.id) : rounds.get(token)
    if (round === undefined || round.folderId !== folder.id)
      throw graphError(410, 'SyncStateNotFound', 'The sync state generation is not found; start again.')
    return page(lab, call, round, rounds)
  })
  return { routes: [route], forgetTokens: () => rounds.clear() }
}

function firstRound(lab: GraphLab, call: Call, folderId: string): Round {
  const query = call.url.searchParams
  const filter = query.get('$filter')
  if (filter !== null && !/^receivedDateTime (ge|gt) \S+$/i.test(filter))
    throw badRequest('Change tracking filters by receivedDateTime ge or gt only.')
  const changeType = query.get('changeType')
  if (changeType !== null && !['created', 'updated', 'deleted'].includes(changeType))
    throw badRequest(`changeType ${changeType} is not known.`)
  const { select, expand } = viewOf(call)
  return {
    folderId,
    filter: parseFilter(filter),
    createdOnly: changeType === 'created',
    view: { select, expand },
    position: 0,
    knownUntil: lab.mailbox.changes(folderId).length,
  }
}

function page(lab: GraphLab, call: Call, round: Round, rounds: Map<string, Round>): Reply {
  const log = lab.mailbox.changes(round.folderId)
  const size = pageSize(call) ?? defaultPage
  const view: View = { ...round.view, immutable: viewOf(call).immutable }
  const value: Record<string, unknown>[] = []
  let position = round.position
  for (; position < log.length && value.length < size; position += 1) {
    const change = log[position]
    if (change !== undefined && told(lab, change, round, position)) value.push(shown(lab, change, view))
  }
  const token = randomBytes(24).toString('base64url')
  rounds.set(token, { ...round, position })
  const more = position < log.length
  const link = new URL(call.url.pathname, call.url)
  link.searchParams.set(more ? '$skiptoken' : '$deltatoken', token)
  return { status: 200, body: { value, [more ? '@odata.nextLink' : '@odata.deltaLink']: link.href } }
}

function told(lab: GraphLab, { kind, mail }: MailboxChange, round: Round, position: number): boolean {
  const here = mail.folderId === round.folderId && lab.mailbox.find(mail.immutableId) === mail
  if (!round.filter(mail)) return false
  if (kind === 'created') return here
  if (round.createdOnly || position < round.knownUntil) return false
  return kind === 'deleted' ? !here : here
}

function shown(lab: GraphLab, { kind, mail }: MailboxChange, view: View): Record<string, unknown> {
  if (kind !== 'deleted') return messageJson(mail, lab.mailbox, view)
  return { id: view.immutable ? mail.immutableId : mail.changingId, '@removed': { reason: 'deleted' } }
}
