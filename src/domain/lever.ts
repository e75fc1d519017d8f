/** The levers of the people who run the agent, as they lie on the fleet board for every process. */
import type { Dependency } from './dependency.ts'

export const leverActions = ['isolate', 'release', 'probe'] as const
export type LeverAction = (typeof leverActions)[number]

/** Who pulls a lever: a name that the platform has verified, or one that was typed. */
export interface Operator {
  readonly who: string
  readonly isVerified: boolean
}

export interface PulledLever extends Operator {
  /** Tells two pulls of the same lever apart. */
  readonly leverId: string
  readonly dependency: Dependency
  readonly action: LeverAction
  readonly why: string
  /** Of an isolation: undefined until somebody releases it. */
  readonly until: Date | undefined
  readonly at: Date
}

/** A typed name is never shown as if it were known whose it is. */
export const shownName = ({ who, isVerified }: Operator): string => (isVerified ? who : `${who} (unverified)`)

/** The isolation holds still: nobody released it, and its time is not over. */
export const isStanding = ({ action, until }: PulledLever, now: Date): boolean =>
  action === 'isolate' && (until === undefined || until > now)
