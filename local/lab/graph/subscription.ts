/** A change-notification subscription as the lab keeps it. */
import type { Folder } from './folders.ts'
import type { LabMailbox } from './mailbox.ts'

export interface Subscription {
  readonly id: string
  readonly changeType: string
  readonly notificationUrl: string
  readonly lifecycleNotificationUrl?: string | undefined
  readonly resource: string
  readonly expirationDateTime: string
  readonly clientState?: string | undefined
  /** Whether it was asked for with `Prefer: IdType="ImmutableId"`: its notices then carry such ids. */
  readonly hasImmutableIds: boolean
}

export const isLive = ({ expirationDateTime }: Subscription, now: Date): boolean =>
  Date.parse(expirationDateTime) > now.getTime()

const resourceForm = /^\/?users\/([^/]+)\/(?:mailFolders(?:\('([^']+)'\)|\/([^/]+))\/)?messages$/i

/** Whether the resource is mail of this mailbox, of one folder or of all. */
export function isWatchable(mailbox: LabMailbox, resource: string): boolean {
  const [, address, quoted, plain] = resourceForm.exec(resource) ?? []
  if (address?.toLowerCase() !== mailbox.address.toLowerCase()) return false
  const folder = quoted ?? plain
  return folder === undefined || mailbox.folders.find(folder) !== undefined
}

/** The folder that it watches; undefined where it watches them all. */
export function watchedFolder(mailbox: LabMailbox, resource: string): Folder | undefined {
  const [, , quoted, plain] = resourceForm.exec(resource) ?? []
  const folder = quoted ?? plain
  return folder === undefined ? undefined : mailbox.folders.find(folder)
}
