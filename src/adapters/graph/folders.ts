/** Finds a folder's id: well-known names go as they are, other names are looked up once among the mailbox's folders. */
import { folder, folders, shaped } from './answers.ts'
import type { Graph } from './client.ts'

/** Names that Graph takes in place of an id (docs: "mailFolder resource type"). */
const wellKnown = new Set([
  'archive',
  'deleteditems',
  'drafts',
  'inbox',
  'junkemail',
  'msgfolderroot',
  'outbox',
  'sentitems',
])

export interface Folders {
  /** What stands in a path for the folder of this name: `Inbox`, `Junk Email`, a folder of one's own, or an id. */
  segment(name: string): Promise<string>
  /** The id by which a mail names this well-known folder as its parent. */
  id(name: string): Promise<string>
}

export function createFolders(graph: Graph): Folders {
  const segments = new Map<string, string>()
  const ids = new Map<string, string>()
  return {
    async segment(name) {
      const compact = name.toLowerCase().replaceAll(' ', '')
      if (wellKnown.has(compact)) return compact
      const known = segments.get(name)
      if (known !== undefined) return known
      const all = await graph.call(
        'listFolders',
        async (api) =>
          shaped(folders, await api('/mailFolders', { $select: 'id,displayName', $top: '250' }).get()),
        { idempotent: true },
      )
      const one = all.value.find(({ displayName }) => displayName.toLowerCase() === name.toLowerCase())
      const segment = encodeURIComponent(one?.id ?? name)
      if (one !== undefined) segments.set(name, segment)
      return segment
    },
    async id(name) {
      const known = ids.get(name)
      if (known !== undefined) return known
      const { id } = await graph.call(
        'getFolder',
        async (api) => shaped(folder, await api(`/mailFolders/${name}`, { $select: 'id' }).get()),
        { idempotent: true },
      )
      ids.set(name, id)
      return id
    },
  }
}
