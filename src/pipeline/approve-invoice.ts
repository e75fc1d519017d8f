/** A person approves a held invoice: it goes on to accounts payable in spite of what held it. */
import { mayHaveLeft } from '../domain/binding.ts'
import type { Entry, Status } from '../domain/entry.ts'
import { type Ask, cannot, decide, type Decide, type Decided, decisionOf, sameAsBefore } from './decide.ts'
import { queueNext } from './queue-next.ts'

type Held = Extract<Status, { state: 'held' }>

export function makeApproveInvoice(deps: Decide): (ask: Ask) => Promise<Decided | undefined> {
  return (ask) =>
    decide(deps, ask, async (entry) => {
      const { status } = entry
      if (status.state !== 'held') {
        if (!wentOn(entry)) throw cannot('approved', entry)
        return ask.dryRun === true ? { entry, done: 'before' } : sameAsBefore(deps, entry)
      }
      if (ask.dryRun === true) return { entry, done: 'dry-run' }
      return { entry: await approve(deps, entry, status, ask), done: 'now' }
    })
}

/** Approved before, and not stopped since. */
const wentOn = ({ status: { state }, decisions }: Entry): boolean =>
  decisions?.approved !== undefined &&
  (state === 'received' ||
    state === 'coded' ||
    state === 'posting' ||
    state === 'posted' ||
    state === 'notified')

async function approve(deps: Decide, entry: Entry, status: Held, ask: Ask): Promise<Entry> {
  const { changeId, ...approved } = decisionOf(deps, ask)
  const isAnew = mayHaveLeft(status)
  const sentAnew = (entry.decisions?.sentAnew ?? 0) + 1
  const approvedEntry = await deps.ledger.change(entry, {
    status: isAnew ? anew(status) : { state: 'coded', findings: status.findings },
    lock: undefined,
    decisions: { ...entry.decisions, approved, ...(isAnew ? { sentAnew } : {}) },
    audit: {
      changeId: `approved:${changeId}`,
      at: approved.at,
      who: approved.who,
      what: `approved${isAnew ? ', to be sent anew' : ''}${ask.why === undefined ? '' : `: ${ask.why}`}`,
    },
  })
  await queueNext(deps, approvedEntry)
  return approvedEntry
}

/** The mail that may have left is given up for a new one: another draft, another intent. */
function anew({ findings, sending }: Held): Status {
  const givenUp = sending?.draftId ?? sending?.givenUp
  return { state: 'posting', findings, sending: givenUp === undefined ? {} : { givenUp } }
}
