/** The mailbox's folders: the five well-known ones that the agent meets. */

export interface Folder {
  readonly id: string
  readonly wellKnown: string
  readonly displayName: string
}

const names = {
  inbox: 'Inbox',
  drafts: 'Drafts',
  sentitems: 'Sent Items',
  deleteditems: 'Deleted Items',
  junkemail: 'Junk Email',
} as const

export type FolderName = keyof typeof names

export interface Folders {
  readonly all: readonly Folder[]
  /** By id, well-known name (any case) or name as shown. */
  find(nameOrId: string): Folder | undefined
  wellKnown(name: FolderName): Folder
}

export function createFolders(idFor: (what: string) => string): Folders {
  const made = Object.entries(names).map(
    ([wellKnown, displayName]): Folder => ({ id: idFor(wellKnown), wellKnown, displayName }),
  )
  const find = (nameOrId: string) => {
    const name = nameOrId.toLowerCase().replaceAll(' ', '')
    return made.find(({ id, wellKnown }) => id === nameOrId || wellKnown === name)
  }
  return {
    all: made,
    find,
    wellKnown(name) {
      const folder = find(name)
      if (folder === undefined) throw new Error(`The lab has no folder ${name}.`)
      return folder
    },
  }
}
