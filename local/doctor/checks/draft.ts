/** Whether drafts can be made and deleted; sending cannot be tried without a mail. */
import type { Graph } from '../../../src/adapters/graph/client.ts'
import { createOutbox } from '../../../src/adapters/graph/outbox.ts'
import { after, hours, systemClock } from '../../../src/domain/clock.ts'
import { isAnswer } from '../../../src/domain/errors.ts'
import type { OutgoingMail } from '../../../src/domain/mail.ts'
import type { Outbox } from '../../../src/domain/ports/outbox.ts'
import { bearerOf } from '../bearer.ts'
import { failed, ok, skipped, type Check } from '../check.ts'
import { leaveNothing } from '../leave-nothing.ts'
import { grantAdvice, graphAdvice } from './mailbox.ts'

const markOf = 'doctor-'
const subject = 'Invoice Agent: a draft of "npm run doctor", to be deleted'

export const draft: Check = {
  name: 'draft',
  needs: 'mailbox',
  async run({ graph, mark }) {
    const outbox = createOutbox(graph)
    const mine = `${markOf}${mark}`
    const made: string[] = []
    await leaveNothing(
      async () => {
        made.push(await outbox.createDraft(draftMail(mine)))
      },
      async () => {
        for (const draftId of made) await deleteForGood(graph, draftId)
        for (const draftId of await leftDrafts(outbox, mine)) await deleteForGood(graph, draftId)
      },
      {
        what: 'a draft was made, but not deleted again',
        advice: `Delete it by hand, from Drafts or Deleted Items: "${subject}". The right to do so comes with "Application Mail.ReadWrite" (infra/grant-mailbox-access.ps1).`,
      },
    )
    return ok('made, and deleted again')
  },
  advice: { ...graphAdvice, 'no-right': `Reading goes, writing does not. ${grantAdvice}` },
}

/** To nobody: a name under "invalid" never leads anywhere, should a person press "send". */
const draftMail = (invoiceId: string): OutgoingMail => ({
  to: 'nobody@example.invalid',
  subject,
  html: '<p>Nothing to do here.</p>',
  invoiceId,
  internetMessageId: `<${invoiceId}@example.invalid>`,
  files: [],
})

/** By its mark, since the reply that told its id may be lost; and what a run that was cut off has left. */
async function leftDrafts(outbox: Outbox, mine: string): Promise<string[]> {
  const old = after(systemClock.now(), -hours(1))
  const drafts = await outbox.listDrafts()
  return drafts
    .filter(
      ({ invoiceId, createdAt }) => invoiceId === mine || (invoiceId.startsWith(markOf) && createdAt < old),
    )
    .map(({ draftId }) => draftId)
}

/** The first takes it to Deleted Items, the second out of there (docs: "Delete message"). */
async function deleteForGood(graph: Graph, draftId: string): Promise<void> {
  for (const operation of ['deleteDraft', 'deleteDraftAgain']) {
    try {
      await graph.call(operation, (api) => api(`/messages/${encodeURIComponent(draftId)}`).delete(), {
        idempotent: true,
      })
    } catch (error) {
      if (!isAnswer(error, 'not-found')) throw error
    }
  }
}

export const sendRight: Check = {
  name: 'sending',
  needs: 'mailbox',
  async run({ graphBearer }) {
    const bearer = bearerOf(await graphBearer())
    if (bearer?.is === 'application' && bearer.mailRights.includes('Mail.Send'))
      return failed(
        'the token carries Mail.Send, consented to for every mailbox',
        'Take the consent away in Microsoft Entra; infra/grant-mailbox-access.ps1 gives the right within the one mailbox.',
      )
    return skipped(
      'cannot be tried without sending a mail',
      'infra/grant-mailbox-access.ps1 gives "Application Mail.Send" and shows it as InScope; the first invoice proves it.',
    )
  },
  advice: graphAdvice,
}
