/** Graph: make a draft, with attachments, extended properties and a message id of the client's own. */
import type { Route } from '../http.ts'
import { attach } from './attachments.ts'
import { newMessageId } from './mailbox.ts'
import { graphJson, mailboxRoute, show, type GraphLab } from './route.ts'
import { applyChanges } from './writable.ts'

export function draftRoutes(lab: GraphLab): Route[] {
  return [
    mailboxRoute(lab, 'createDraft', 'POST', '/messages', (call) => {
      const body = graphJson(call)
      const { mailbox, clock } = lab
      const draft = mailbox.add({
        folderId: mailbox.folders.wellKnown('drafts').id,
        isDraft: true,
        isRead: true,
        categories: [],
        subject: '',
        body: { contentType: 'text', content: '' },
        from: { name: 'Invoices', address: mailbox.address },
        to: [],
        cc: [],
        receivedAt: clock.now(),
        sentAt: undefined,
        internetMessageId: newMessageId(mailbox.address),
        headers: [],
        properties: new Map(),
        attachments: [],
        visibleFrom: clock.now(),
      })
      try {
        for (const file of applyChanges(draft, body)) attach(lab, draft, file)
      } catch (error) {
        mailbox.remove(draft)
        throw error
      }
      return show(lab, call, draft, 201)
    }),
  ]
}
