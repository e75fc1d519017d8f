/** A person says that a document is an invoice, though reading took it for none: it is judged like any other. */
import type { Entry } from '../domain/entry.ts'
import { type Ask, cannot, decide, type Decide, type Decided, decisionOf, sameAsBefore } from './decide.ts'
import { judgeAnew } from './judge-anew.ts'
import { queueNext } from './queue-next.ts'

export function makeIsInvoice(deps: Decide): (ask: Ask) => Promise<Decided | undefined> {
  return (ask) =>
    decide(deps, ask, async (entry) => {
      if (entry.status.state !== 'not-an-invoice') {
        if (!wentOn(entry)) throw cannot('taken for an invoice', entry)
        return ask.dryRun === true ? { entry, done: 'before' } : sameAsBefore(deps, entry)
      }
      if (ask.dryRun === true) return { entry, done: 'dry-run' }
      return { entry: await takeOn(deps, entry, ask), done: 'now' }
    })
}

/** Said before, and not stopped since. */
const wentOn = ({ status: { state }, decisions }: Entry): boolean =>
  decisions?.isInvoice !== undefined && state !== 'rejected' && state !== 'parked'

async function takeOn(deps: Decide, entry: Entry, ask: Ask): Promise<Entry> {
  const { changeId, ...isInvoice } = decisionOf(deps, ask)
  const what = `is an invoice${ask.why === undefined ? '' : `: ${ask.why}`}`
  const taken = await judgeAnew(
    deps,
    entry,
    { who: ask.who, what, changeId: `is-invoice:${changeId}` },
    { ...entry.decisions, isInvoice },
  )
  await queueNext(deps, taken)
  return taken
}
