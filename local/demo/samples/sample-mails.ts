/** The mails that the demo puts into the lab mailbox, in the order they arrive; the same bytes at each run. */
import { bundledMails } from './mails/bundles.ts'
import { everydayMails } from './mails/everyday.ts'
import { otherMails } from './mails/no-invoices.ts'
import { specialMails } from './mails/special-cases.ts'
import type { SampleMail } from './sample.ts'

export async function sampleMails(): Promise<readonly SampleMail[]> {
  const mails = [
    ...(await everydayMails()),
    ...(await bundledMails()),
    ...(await specialMails()),
    ...otherMails,
  ]
  return mails.toSorted((a, b) => a.mail.receivedAt.getTime() - b.mail.receivedAt.getTime())
}
