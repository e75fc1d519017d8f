/** Finds out where a mail of ours is now, whichever of its marks survived the sending. */
import type { Whereabouts } from '../../domain/ports/outbox.ts'
import { isAnswer } from '../../domain/errors.ts'
import { draftState, found, shaped } from './answers.ts'
import type { Graph } from './client.ts'
import { invoiceProperty } from './draft-json.ts'
import type { Folders } from './folders.ts'

export interface Marks {
  readonly draftId: string
  readonly internetMessageId: string
  readonly invoiceId: string
}

/** What a mail's own row says; undefined where no mail has this id (any more). */
export async function stateOf(
  graph: Graph,
  folders: Folders,
  draftId: string,
): Promise<Whereabouts | undefined> {
  try {
    const { isDraft, parentFolderId } = await graph.call(
      'getMessage',
      async (api) => {
        const path = `/messages/${encodeURIComponent(draftId)}`
        return shaped(draftState, await api(path, { $select: 'id,isDraft,parentFolderId' }).get())
      },
      { idempotent: true },
    )
    if (parentFolderId === (await folders.id('deleteditems'))) return 'deleted'
    if (!isDraft) return 'sent'
    // In the outbox it may be leaving right now: that is neither sent nor free to be sent again.
    return parentFolderId === (await folders.id('drafts')) ? 'draft' : 'nowhere'
  } catch (error) {
    if (isAnswer(error, 'not-found')) return undefined
    throw error
  }
}

export async function whereabouts(graph: Graph, folders: Folders, marks: Marks): Promise<Whereabouts> {
  const byId = await stateOf(graph, folders, marks.draftId)
  if (byId === 'sent') return 'sent'
  // A sent copy tells more than a draft that is still there: ids may change when a mail leaves.
  if (await isIn(graph, 'sentitems', marks)) return 'sent'
  if (byId !== undefined) return byId
  return (await isIn(graph, 'deleteditems', marks)) ? 'deleted' : 'nowhere'
}

async function isIn(graph: Graph, folder: string, marks: Marks): Promise<boolean> {
  const filters = [
    `internetMessageId eq ${quoted(marks.internetMessageId)}`,
    `singleValueExtendedProperties/Any(ep: ep/id eq ${quoted(invoiceProperty)} and ep/value eq ${quoted(marks.invoiceId)})`,
  ]
  for (const $filter of filters) {
    const { value } = await graph.call(
      'findMessages',
      async (api) => {
        const path = `/mailFolders/${folder}/messages`
        return shaped(found, await api(path, { $filter, $select: 'id', $top: '1' }).get())
      },
      { idempotent: true },
    )
    if (value.length > 0) return true
  }
  return false
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
