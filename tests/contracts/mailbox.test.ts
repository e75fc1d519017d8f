/** The fake mailbox and the Graph mailbox keep the same promises. */
import { afterEach } from 'vitest'
import { startLab, type Lab } from '../../local/lab/lab.ts'
import { attachment, mail } from '../factories.ts'
import { fakeMailbox } from '../fakes/mailbox.ts'
import { graphOn } from './mailbox-lab.ts'
import { describeMailbox } from './mailbox.ts'

describeMailbox('in memory', () => {
  const mailbox = fakeMailbox()
  let delivered = 0
  return Promise.resolve({
    mailbox,
    deliver({ subject, receivedAt, files = [] }) {
      const mailId = `mail-${++delivered}`
      const attachments = files.map(({ name, bytes }, n) =>
        attachment({ attachmentId: `att-${n + 1}`, name, size: bytes.length }),
      )
      const content = Object.fromEntries(files.map(({ bytes }, n) => [`att-${n + 1}`, bytes]))
      mailbox.deliver(mail({ mailId, subject, receivedAt, attachments }), content)
      return mailId
    },
    remove: (mailId) => Promise.resolve(mailbox.remove(mailId)),
    expireCursors: () => mailbox.expireCursors(),
  })
})

const labs: Lab[] = []

afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.stop()))
})

describeMailbox('Graph', async () => {
  const lab = await startLab()
  labs.push(lab)
  const { graph, mailbox } = graphOn(lab)
  return {
    mailbox,
    deliver: ({ subject, receivedAt, files = [] }) =>
      lab.mailbox.put({
        from: { name: 'Contoso', address: 'billing@contoso.example' },
        subject,
        receivedAt,
        attachments: files.map((file) => ({ ...file, contentType: 'application/pdf' })),
      }),
    remove: (mailId) => graph.call('deleteMessage', (api) => api(`/messages/${mailId}`).delete()),
    expireCursors: () => lab.mailbox.forgetDeltaTokens(),
  }
})
