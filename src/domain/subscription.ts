/** Change notifications: what the pipeline needs of Graph's subscriptions, and what it keeps of its own. */

/** A live subscription of ours to change notifications. */
export interface Subscription {
  readonly id: string
  /** undefined where it is of no use any more: made for another folder, or with another client state. */
  readonly folder: string | undefined
  readonly expiresAt: Date
}

export interface Subscriptions {
  /** All that bring notices to our address. */
  list(folders: readonly string[]): Promise<readonly Subscription[]>
  /** With the longest life that Graph grants. RemoteAnswer 'rejected' also where our address does not answer Graph. */
  create(folder: string): Promise<Subscription>
  /** Gives its new end. RemoteAnswer 'not-found' where it is gone. */
  renew(id: string): Promise<Date>
  /** Also where somebody did so before. */
  remove(id: string): Promise<void>
  /** Tells, without a call, subscriptions apart by folder, address and client state; holds nothing of the latter. */
  mark(folder: string): string
}

/** What the agent knows of its subscription without asking Graph. */
export interface KeptSubscription {
  readonly id: string
  /** What it was made for (Subscriptions.mark): another folder, address or client state needs another subscription. */
  readonly mark: string
  /** Half of its life is over. */
  readonly renewAt: Date
  readonly expiresAt: Date
}
