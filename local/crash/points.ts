/** The step boundaries at which a process can be killed: before and after every call of the agent to a port. */
import type { Bookmarks } from '../../src/domain/ports/bookmarks.ts'
import type { Cases } from '../../src/domain/ports/cases.ts'
import type { Claims } from '../../src/domain/ports/claims.ts'
import type { Documents } from '../../src/domain/ports/documents.ts'
import type { Ledger } from '../../src/domain/ports/ledger.ts'
import type { Mailbox } from '../../src/domain/ports/mailbox.ts'
import type { Outbox } from '../../src/domain/ports/outbox.ts'
import type { PoisonQueues, Queues } from '../../src/domain/ports/queues.ts'
import type { DocumentParser, MailOpener, ModelReader } from '../../src/domain/ports/readers.ts'
import type { Team } from '../../src/domain/ports/team.ts'
import type { Vendors } from '../../src/domain/ports/vendors.ts'

export interface Ports {
  mailbox: Mailbox
  outbox: Outbox
  documents: Documents
  queues: Queues
  ledger: Ledger
  claims: Claims
  vendors: Vendors
  bookmarks: Bookmarks
  cases: Cases
  poison: PoisonQueues
  mailOpener: MailOpener
  parser: DocumentParser
  model: ModelReader
  team: Team
}

/** Killed at; or the reason why this load never calls it. */
type Aim = 'kill' | { readonly never: string }

const tooLarge = { never: 'no document is over 25 MB' } as const
const byPerson = { never: 'only what a person asks for' } as const
const byOutage = { never: 'only where storage is away' } as const
const bySetting = { never: 'INTAKE_FROM is set' } as const
const byReconcile = { never: 'reconcile runs once a day' } as const
const byNotice = { never: 'no webhook is set' } as const
const byRelease = { never: 'no invoice is rejected or parked' } as const

/** Complete, since the compiler holds it against the ports. */
export const calls = {
  mailbox: {
    page: 'kill',
    received: byReconcile,
    read: 'kill',
    content: 'kill',
    stream: tooLarge,
    markProcessed: 'kill',
  },
  outbox: {
    createDraft: 'kill',
    attach: 'kill',
    attached: 'kill',
    send: 'kill',
    listDrafts: byReconcile,
    discard: byReconcile,
    find: 'kill',
  },
  documents: { put: 'kill', putStream: tooLarge, get: 'kill', link: tooLarge },
  queues: { put: 'kill', putBack: 'kill' },
  ledger: {
    find: 'kill',
    open: 'kill',
    change: 'kill',
    audit: byPerson,
    list: byPerson,
    marks: byPerson,
    search: byPerson,
    findMail: 'kill',
    recordMail: 'kill',
  },
  claims: {
    claim: 'kill',
    find: 'kill',
    takeOver: byRelease,
    release: 'kill',
    wait: 'kill',
    waiting: 'kill',
    stopWaiting: byRelease,
  },
  vendors: { all: 'kill', known: byPerson, find: byPerson, put: byPerson, remove: byPerson },
  bookmarks: {
    intakeFrom: bySetting,
    cursor: 'kill',
    saveCursor: 'kill',
    subscription: byNotice,
    saveSubscription: byNotice,
    lastRun: byNotice,
    saveRun: 'kill',
    takeTurn: byNotice,
    endTurn: byNotice,
  },
  cases: { find: 'kill', open: 'kill', save: 'kill', noteFailure: byOutage, lastFailure: 'kill' },
  poison: { take: 'kill', remove: 'kill', redrive: 'kill' },
  mailOpener: { open: 'kill' },
  parser: { parse: 'kill' },
  model: { read: 'kill' },
  team: { tell: 'kill' },
} as const satisfies { [P in keyof Ports]: { [C in keyof Ports[P]]: Aim } }

export type Port = keyof Ports
export type Side = 'before' | 'after'
/** Such as `ledger.change:after`. */
export type Point = `${Port}.${string}:${Side}`

const sides: readonly Side[] = ['before', 'after']

const aims = Object.entries(calls).flatMap(([port, all]) =>
  Object.entries(all).flatMap(([call, aim]: [string, Aim]) =>
    sides.map((side) => ({ point: `${port as Port}.${call}:${side}` as const, aim })),
  ),
)

export const killedAt: readonly Point[] = aims.flatMap(({ point, aim }) => (aim === 'kill' ? [point] : []))

/** With the reason. */
export const neverMet: ReadonlyMap<Point, string> = new Map(
  aims.flatMap(({ point, aim }) => (aim === 'kill' ? [] : [[point, aim.never] as const])),
)
