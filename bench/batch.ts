/** One batch of invoices through a running stage: from the poll until the lab's record holds a mail to accounts payable for each. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { InvoiceMail } from './invoice-mails.ts'
import { startPoll, type Stage } from './pipeline-stage.ts'

export interface BatchTimes {
  /** Milliseconds from the poll until the first and the last mail to accounts payable. */
  readonly firstMs: number
  readonly mailedMs: number
  /** Until the channel was told of each. */
  readonly toldMs: number
  /** When the last mail was in the lab's record. */
  readonly mailedAt: Date
}

const tenSeconds = 10_000
const lookEveryMs = 10
const patienceMs = 5 * 60_000

/** Listeners have idled for ten seconds (or `idleMs`) when the clock starts. Throws where a mail is missing, doubled or not coded. */
export async function runBatch(
  { lab, host }: Stage,
  mails: readonly InvoiceMail[],
  idleMs = tenSeconds,
): Promise<BatchTimes> {
  const before = { sent: lab.apMails().length, cards: lab.cards.length }
  const patience = Date.now() + idleMs + patienceMs
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    while (!holds()) {
      if (Date.now() > patience) throw new Error(`${what}: not in time.\n${host.output().slice(-4_000)}`)
      await sleep(lookEveryMs)
    }
  }
  await sleep(idleMs)
  for (const { mail } of mails) lab.mailbox.put(mail)

  const started = Date.now()
  await startPoll(host)
  await until('mails to accounts payable', () => lab.apMails().length >= before.sent + mails.length)
  await until('cards', () => lab.cards.length >= before.cards + mails.length)
  const toldMs = Date.now() - started

  const sent = lab.apMails().slice(before.sent)
  assertEachOnce(
    mails,
    sent.map(({ subject }) => subject),
  )
  const times = sent.map(({ at }) => at.getTime())
  const mailedAt = new Date(Math.max(...times))
  return { firstMs: Math.min(...times) - started, mailedMs: mailedAt.getTime() - started, toldMs, mailedAt }
}

function assertEachOnce(mails: readonly InvoiceMail[], subjects: readonly string[]): void {
  const wrong = subjects.filter((subject) => subject.includes('needs coding'))
  const astray = mails.filter(
    ({ number }) => subjects.filter((subject) => subject.includes(` ${number} `)).length !== 1,
  )
  if (wrong.length > 0) throw new Error(`Not coded: ${wrong.join('; ')}`)
  if (astray.length > 0 || subjects.length !== mails.length)
    throw new Error(
      `Not mailed exactly once: ${astray.map(({ number }) => number).join(', ')}; ${subjects.join('\n')}`,
    )
}
