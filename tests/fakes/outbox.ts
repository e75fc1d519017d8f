/** The sending half of a mailbox in memory: drafts, what was sent, and where each is now. */
import { type Clock, systemClock } from '../../src/domain/clock.ts'
import { RemoteAnswer } from '../../src/domain/errors.ts'
import type { MailFile, OutgoingMail } from '../../src/domain/mail.ts'
import type { Outbox, Whereabouts } from '../../src/domain/ports/outbox.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface SentMail extends OutgoingMail {
  readonly draftId: string
}

export interface FakeOutbox extends Outbox, Faults<keyof Outbox> {
  /** Every mail that left, with all its files; the same mail twice stands here twice. */
  readonly sent: readonly SentMail[]
  /** Drafts that were made and have neither left nor been deleted. */
  readonly drafts: readonly SentMail[]
  /** A person moves the mail to Deleted Items. */
  moveToDeleted(draftId: string): void
  /** While true a copy in Sent Items is not to be seen yet. */
  hideSentCopies(hidden: boolean): void
}

interface Item {
  readonly draftId: string
  readonly mail: OutgoingMail
  readonly files: MailFile[]
  readonly createdAt: Date
  where: Exclude<Whereabouts, 'nowhere'>
}

export function fakeOutbox(clock: Clock = systemClock): FakeOutbox {
  const { faults, run } = faultPoint<keyof Outbox>()
  const items: Item[] = []
  const sent: SentMail[] = []
  let hidden = false

  const itemOf = (draftId: string): Item => {
    const item = items.find((each) => each.draftId === draftId)
    if (item === undefined) throw new RemoteAnswer('graph', 'not-found', { status: 404 })
    return item
  }
  const draftOf = (draftId: string): Item => {
    const item = itemOf(draftId)
    if (item.where !== 'draft') throw new RemoteAnswer('graph', 'not-found', { status: 404 })
    return item
  }
  const asMail = (item: Item): SentMail => ({
    ...item.mail,
    draftId: item.draftId,
    files: [...item.files],
  })

  return {
    ...faults,
    sent,
    get drafts() {
      return items.filter((item) => item.where === 'draft').map(asMail)
    },
    moveToDeleted(draftId) {
      itemOf(draftId).where = 'deleted'
    },
    hideSentCopies(value) {
      hidden = value
    },
    createDraft: (mail) =>
      run('createDraft', () => {
        const draftId = `draft-${items.length + 1}`
        items.push({ draftId, mail, files: [...mail.files], createdAt: clock.now(), where: 'draft' })
        return draftId
      }),
    attach: (draftId, file) =>
      run('attach', () => {
        draftOf(draftId).files.push(file)
      }),
    attached: (draftId) => run('attached', () => draftOf(draftId).files.map((file) => file.name)),
    send: (draftId) =>
      run('send', () => {
        const item = draftOf(draftId)
        item.where = 'sent'
        sent.push(asMail(item))
      }),
    listDrafts: () =>
      run('listDrafts', () =>
        items
          .filter((item) => item.where === 'draft')
          .map(({ draftId, mail, createdAt }) => ({ draftId, invoiceId: mail.invoiceId, createdAt })),
      ),
    discard: (draftId) =>
      run('discard', () => {
        const item = items.find((each) => each.draftId === draftId)
        if (item?.where === 'draft') item.where = 'deleted'
      }),
    find: ({ draftId, internetMessageId, invoiceId }) =>
      run('find', () => {
        const visible = items.filter((item) => !(hidden && item.where === 'sent'))
        const byId = visible.find((item) => item.draftId === draftId)
        if (byId !== undefined) return byId.where
        const alike = visible.filter(
          ({ mail }) => mail.internetMessageId === internetMessageId || mail.invoiceId === invoiceId,
        )
        if (alike.some((item) => item.where === 'sent')) return 'sent'
        return alike.some((item) => item.where === 'deleted') ? 'deleted' : 'nowhere'
      }),
  }
}
