/** What came of a crash run: counted from the lab's own record of mails that left, held against what was put in. */
import type { SentMail } from '../lab/graph/sending.ts'
import type { Due } from './load.ts'
import { sha256 } from './load.ts'

export interface MailCount {
  readonly due: number
  readonly mails: number
  /** Numbers of invoices without a mail. */
  readonly lost: readonly string[]
  /** Without a mail as well, but in a person's hands since it may have left. */
  readonly inDoubt: readonly string[]
  /** Numbers of invoices with more than one mail. */
  readonly doubles: readonly string[]
  /** Subjects of mails with none of the files that were put in. */
  readonly strangers: readonly string[]
}

/** A mail is known by the files on it, byte for byte, and not by what the agent calls it. */
export function countMails(
  due: readonly Due[],
  mails: readonly Pick<SentMail, 'subject' | 'attachments'>[],
  filesInDoubt: ReadonlySet<string>,
): MailCount {
  const sent = mails.map(({ subject, attachments }) => ({
    subject,
    files: new Set(attachments.map(({ bytes }) => sha256(bytes))),
  }))
  const times = (one: Due) => sent.filter(({ files }) => share(files, one.files)).length
  const all = new Set(due.flatMap(({ files }) => [...files]))
  const unsent = due.filter((one) => times(one) === 0)
  const isInDoubt = (one: Due) => share(filesInDoubt, one.files)
  const numbers = (some: readonly Due[]) => some.map(({ number }) => number)
  return {
    due: due.length,
    mails: mails.length,
    lost: numbers(unsent.filter((one) => !isInDoubt(one))),
    inDoubt: numbers(unsent.filter(isInDoubt)),
    doubles: numbers(due.filter((one) => times(one) > 1)),
    strangers: sent.filter(({ files }) => !share(files, all)).map(({ subject }) => subject),
  }
}

const share = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].some((one) => others.has(one))
