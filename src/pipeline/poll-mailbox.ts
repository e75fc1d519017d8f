/** Lists what came into the mailbox since last time and queues each mail; the cursor moves only behind queued mail. */
import { after, days } from '../domain/clock.ts'
import { isAnswer } from '../domain/errors.ts'
import type { Mailbox, MailPage } from '../domain/ports/mailbox.ts'
import type { Queues } from '../domain/ports/queues.ts'
import { intakeStart, type IntakeStart } from './intake-start.ts'

export interface PollMailbox extends IntakeStart {
  mailbox: Mailbox
  queues: Queues
  folders: readonly string[]
  resyncDays: number
}

/** Gives the number of mails queued. A crash between queueing and the cursor queues a page again: ingest knows the mail. */
export function makePollMailbox(deps: PollMailbox): () => Promise<number> {
  return async () => {
    const from = await intakeStart(deps)
    const began = deps.clock.now()
    let queued = 0
    for (const folder of deps.folders) queued += await pollFolder(deps, folder, from, 'poll')
    // Last, so that nothing in it holds up an invoice.
    if (!deps.folders.some(isJunk)) queued += await pollFolder(deps, junkFolder, from, 'junk')
    // Whoever wished for a catch-up before this has had it.
    await deps.bookmarks.saveRun('catch-up', began)
    return queued
  }
}

const junkFolder = 'Junk Email'
const isJunk = (folder: string): boolean => folder.toLowerCase().replaceAll(' ', '') === 'junkemail'

async function pollFolder(
  deps: PollMailbox,
  folder: string,
  from: Date,
  source: 'poll' | 'junk',
): Promise<number> {
  let cursor = await deps.bookmarks.cursor(folder)
  let queued = 0
  for (;;) {
    const page = await nextPage(deps, folder, cursor, from)
    const fresh = page.mails.filter(
      (mail) => mail.receivedAt >= from && (source === 'poll' || mail.hasAttachments),
    )
    const since = deps.clock.now().toISOString()
    await Promise.all(
      fresh.map(({ mailId }) =>
        deps.queues.put('mail-received', { v: 1, since, deferrals: 0, mailId, source }),
      ),
    )
    queued += fresh.length
    if (page.cursor !== cursor) await deps.bookmarks.saveCursor(folder, page.cursor)
    if (!page.more) return queued
    cursor = page.cursor
  }
}

/** A cursor that Graph no longer knows costs a look at the last days, never a mail (410, SyncStateNotFound). */
async function nextPage(
  deps: PollMailbox,
  folder: string,
  cursor: string | undefined,
  from: Date,
): Promise<MailPage> {
  if (cursor === undefined) return deps.mailbox.page(folder, { from })
  try {
    return await deps.mailbox.page(folder, { cursor })
  } catch (error) {
    if (!isAnswer(error, 'gone')) throw error
    const window = after(deps.clock.now(), -days(deps.resyncDays))
    return deps.mailbox.page(folder, { from: window > from ? window : from })
  }
}
