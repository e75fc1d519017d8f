/** A person says that a duplicate is none: it goes on like any other invoice, whoever has its claims. */
import type { Entry } from '../domain/entry.ts'
import { type Ask, cannot, decide, type Decide, type Decided, decisionOf, sameAsBefore } from './decide.ts'
import { judgeAnew } from './judge-anew.ts'
import { queueNext } from './queue-next.ts'

export function makeNotDuplicate(deps: Decide): (ask: Ask) => Promise<Decided | undefined> {
  return (ask) =>
    decide(deps, ask, async (entry) => {
      if (entry.status.state !== 'duplicate') {
        if (!wentOn(entry)) throw cannot('taken for no duplicate', entry)
        return ask.dryRun === true ? { entry, done: 'before' } : sameAsBefore(deps, entry)
      }
      if (ask.dryRun === true) return { entry, done: 'dry-run' }
      return { entry: await takeOn(deps, entry, entry.status.of, ask), done: 'now' }
    })
}

/** Said before, and not stopped since. */
const wentOn = ({ status: { state }, decisions }: Entry): boolean =>
  decisions?.notDuplicate !== undefined && state !== 'rejected' && state !== 'parked'

async function takeOn(deps: Decide, entry: Entry, of: string, ask: Ask): Promise<Entry> {
  const { changeId, ...notDuplicate } = decisionOf(deps, ask)
  const what = `no duplicate of ${of}${ask.why === undefined ? '' : `: ${ask.why}`}`
  const taken = await judgeAnew(
    deps,
    entry,
    { who: ask.who, what, changeId: `not-duplicate:${changeId}` },
    { ...entry.decisions, notDuplicate },
  )
  await queueNext(deps, taken)
  return taken
}
