/** Graph: read one mail, find mails, mark, move and delete them; and the folders. */
import type { Call, Reply, Route } from '../http.ts'
import { badRequest, graphError } from './errors.ts'
import type { Folder } from './folders.ts'
import { messageJson } from './message-json.ts'
import { parseFilter } from './odata.ts'
import { graphJson, mailboxRoute, mailOf, pageSize, show, viewOf, type GraphLab } from './route.ts'
import { applyChanges } from './writable.ts'

export function messageRoutes(lab: GraphLab): Route[] {
  const { mailbox } = lab
  return [
    mailboxRoute(lab, 'getFolder', 'GET', '/mailFolders/:folder', (call) => ({
      status: 200,
      body: folderJson(lab, folderOf(lab, call)),
    })),
    mailboxRoute(lab, 'listFolders', 'GET', '/mailFolders', () => ({
      status: 200,
      body: { value: mailbox.folders.all.map((folder) => folderJson(lab, folder)) },
    })),
    mailboxRoute(lab, 'findMessages', 'GET', '/messages', (call) => list(lab, call, undefined)),
    mailboxRoute(lab, 'findMessages', 'GET', '/mailFolders/:folder/messages', (call) =>
      list(lab, call, folderOf(lab, call).id),
    ),
    mailboxRoute(lab, 'getMessage', 'GET', '/messages/:id', (call) => show(lab, call, mailOf(lab, call))),
    mailboxRoute(lab, 'patchMessage', 'PATCH', '/messages/:id', (call) => {
      const mail = mailOf(lab, call)
      applyChanges(mail, graphJson(call))
      mailbox.touch(mail)
      return show(lab, call, mail)
    }),
    mailboxRoute(lab, 'moveMessage', 'POST', '/messages/:id/move', (call) => {
      const mail = mailOf(lab, call)
      const { destinationId } = graphJson(call)
      const folder = typeof destinationId === 'string' ? mailbox.folders.find(destinationId) : undefined
      if (folder === undefined) throw badRequest('destinationId names no folder.')
      mailbox.move(mail, { folderId: folder.id })
      return show(lab, call, mail, 201)
    }),
    mailboxRoute(lab, 'deleteMessage', 'DELETE', '/messages/:id', (call) => {
      const mail = mailOf(lab, call)
      if (mail.folderId === mailbox.folders.wellKnown('deleteditems').id) mailbox.remove(mail)
      else mailbox.move(mail, 'deleteditems')
      return { status: 204 }
    }),
  ]
}

export function folderOf(lab: GraphLab, call: Call): Folder {
  const folder = lab.mailbox.folders.find(call.params.folder ?? '')
  if (folder === undefined)
    throw graphError(404, 'ErrorItemNotFound', `The mailbox has no folder '${call.params.folder}'.`)
  return folder
}

function folderJson(lab: GraphLab, { id, displayName }: Folder): Record<string, unknown> {
  const mails = lab.mailbox.list(id)
  const unreadItemCount = mails.filter(({ isRead }) => !isRead).length
  return { id, displayName, childFolderCount: 0, totalItemCount: mails.length, unreadItemCount }
}

const defaultPage = 10
const largestPage = 1_000

function list(lab: GraphLab, call: Call, folderId: string | undefined): Reply {
  const query = call.url.searchParams
  const top = Number(query.get('$top') ?? pageSize(call) ?? defaultPage)
  const skip = Number(query.get('$skip') ?? 0)
  if (!(top >= 1 && top <= largestPage && skip >= 0)) throw badRequest('$top or $skip is out of range.')
  const matching = lab.mailbox.list(folderId).filter(parseFilter(query.get('$filter')))
  if (/^receivedDateTime( asc)?$/i.test(query.get('$orderby') ?? '')) matching.reverse()
  const view = viewOf(call)
  const value = matching.slice(skip, skip + top).map((mail) => messageJson(mail, lab.mailbox, view))
  const next = new URL(call.url)
  next.searchParams.set('$skip', String(skip + top))
  return {
    status: 200,
    body: { value, ...(matching.length > skip + top ? { '@odata.nextLink': next.href } : {}) },
  }
}
