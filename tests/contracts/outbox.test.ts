/** The fake outbox and the Graph outbox keep the same promises. */
import { afterEach } from 'vitest'
import { startLab, type Lab } from '../../local/lab/lab.ts'
import { fakeOutbox } from '../fakes/outbox.ts'
import { graphOn } from './mailbox-lab.ts'
import { describeOutbox } from './outbox.ts'

describeOutbox('in memory', () => {
  const outbox = fakeOutbox()
  return Promise.resolve({
    outbox,
    sent: () => outbox.sent,
    throwAway: (draftId) => outbox.moveToDeleted(draftId),
  })
})

const labs: Lab[] = []

afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.stop()))
})

describeOutbox('Graph', async () => {
  const lab = await startLab()
  labs.push(lab)
  return {
    outbox: graphOn(lab).outbox,
    sent: () => lab.sent.map(({ invoiceId, attachments }) => ({ invoiceId, files: attachments })),
    throwAway: (draftId) => void lab.mailbox.move(draftId, 'Deleted Items'),
  }
})
