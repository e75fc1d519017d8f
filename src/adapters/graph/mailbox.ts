/** The invoice mailbox as the pipeline sees it: what is new by delta query, one mail, its documents, and our mark on it. */
import { ResponseType, type GraphRequest } from '@microsoft/microsoft-graph-client'
import { minutes, systemClock, type Clock } from '../../domain/clock.ts'
import { RemoteAnswer } from '../../domain/errors.ts'
import type { ListedMail, Mail } from '../../domain/mail.ts'
import type { Mailbox, MailPage, Since } from '../../domain/ports/mailbox.ts'
import { attachmentPage, deltaPage, mailPage, message, shaped, type AttachmentAnswer } from './answers.ts'
import { boundedBytes, boundedChunks } from './bounded-bytes.ts'
import type { Api, Graph } from './client.ts'
import { invoiceProperty } from './draft-json.ts'
import { createFolders } from './folders.ts'
import { mailOf } from './mail-of.ts'

/** The category that tells people in Outlook which mails the agent has taken in. */
export const category = 'Invoice Agent'

const pageSize = 50
const listSize = 100
const attachmentFields = 'id,name,contentType,size,isInline'
const expanded = `attachments($select=${attachmentFields}),singleValueExtendedProperties($filter=id eq '${invoiceProperty}')`
const mailFields =
  'id,parentFolderId,receivedDateTime,internetMessageId,subject,from,sender,categories,internetMessageHeaders'

/** For what is streamed: 150 MB in this time is a slow line; after a step's 7 minutes it still ends before the host's 10. */
const streamMs = minutes(2.5)

const mailPath = (mailId: string): string => `/messages/${encodeURIComponent(mailId)}`

export function createMailbox(graph: Graph, clock: Clock = systemClock): Mailbox {
  const folders = createFolders(graph)

  async function readPage(request: GraphRequest): Promise<MailPage> {
    const page = shaped(deltaPage, await request.header('Prefer', `odata.maxpagesize=${pageSize}`).get())
    const more = '@odata.nextLink' in page
    return {
      mails: page.value
        .filter((item) => item['@removed'] === undefined)
        // Whatever has no date is new: a mail too many does no harm, a mail too few is lost.
        .map(({ id, receivedDateTime, hasAttachments }) => ({
          mailId: id,
          receivedAt: receivedDateTime ?? clock.now(),
          hasAttachments: hasAttachments ?? true,
        })),
      cursor: graph.relative(more ? page['@odata.nextLink'] : page['@odata.deltaLink']),
      more,
    }
  }

  /** Graph pages what it expands where there is much of it. */
  async function allAttachments(
    first: readonly AttachmentAnswer[],
    next: string | undefined,
  ): Promise<AttachmentAnswer[]> {
    const all = [...first]
    for (let link = next; link !== undefined; ) {
      const page = await graph.follow('listAttachments', graph.relative(link), async (request) =>
        shaped(attachmentPage, await request.get()),
      )
      all.push(...page.value)
      link = page['@odata.nextLink']
    }
    return all
  }

  return {
    async page(folder, position) {
      if ('cursor' in position) return graph.follow('delta', position.cursor, readPage)
      const path = `/mailFolders/${await folders.segment(folder)}/messages/delta`
      const query = {
        changeType: 'created',
        $filter: `receivedDateTime ge ${position.from.toISOString()}`,
        $select: 'id,receivedDateTime,hasAttachments',
      }
      return graph.call('delta', (api) => readPage(api(path, query)), { idempotent: true })
    },
    async received(folder, { from, skip }) {
      const path = `/mailFolders/${await folders.segment(folder)}/messages`
      const query = {
        $filter: `receivedDateTime ge ${from.toISOString()}`,
        $orderby: 'receivedDateTime',
        $select: 'id,receivedDateTime,hasAttachments',
        $top: String(listSize),
        $skip: String(skip),
      }
      const page = await graph.call(
        'listMessages',
        async (api) => shaped(mailPage, await api(path, query).get()),
        {
          idempotent: true,
        },
      )
      const mails = page.value.map(({ id, receivedDateTime, hasAttachments = true }) => ({
        mailId: id,
        receivedAt: receivedDateTime,
        hasAttachments,
      }))
      const isLast = page['@odata.nextLink'] === undefined
      return { mails, next: isLast ? undefined : placeBehind(mails, { from, skip }) }
    },
    async read(mailId) {
      const query = { $select: mailFields, $expand: expanded }
      const answer = await graph.call(
        'getMessage',
        async (api) => shaped(message, await api(mailPath(mailId), query).get()),
        { idempotent: true },
      )
      // An immutable id goes with the mail, so that what a person threw away can still be read.
      if (answer.parentFolderId === (await folders.id('deleteditems')))
        throw new RemoteAnswer('graph', 'not-found', { code: 'InDeletedItems' })
      const attachments = await allAttachments(answer.attachments ?? [], answer['attachments@odata.nextLink'])
      return mailOf(answer, attachments)
    },
    content: (mailId, attachmentId, limit) =>
      graph.call(
        'getAttachmentContent',
        async (api) => boundedBytes(await contentOf(api, mailId, attachmentId), limit),
        { idempotent: true },
      ),
    stream: (mailId, attachmentId, limit, sink) =>
      graph.call(
        'streamAttachmentContent',
        async (api) => sink(boundedChunks(await contentOf(api, mailId, attachmentId), limit)),
        { timeoutMs: streamMs },
      ),
    async markProcessed(mail: Mail) {
      const change = { isRead: true, categories: [...new Set([...mail.categories, category])] }
      await graph.call('patchMessage', (api) => api(mailPath(mail.mailId)).patch(change), {
        idempotent: true,
      })
    },
  }
}

/** By time and not by count alone: a mail that is deleted meanwhile moves no other out of sight. */
function placeBehind(mails: readonly ListedMail[], { from, skip }: Since): Since {
  const last = mails.at(-1)?.receivedAt ?? from
  const alike = mails.filter(({ receivedAt }) => receivedAt.getTime() === last.getTime()).length
  return { from: last, skip: last.getTime() === from.getTime() ? skip + alike : alike }
}

async function contentOf(api: Api, mailId: string, attachmentId: string): Promise<Response> {
  const path = `${mailPath(mailId)}/attachments/${encodeURIComponent(attachmentId)}/$value`
  return (await api(path).responseType(ResponseType.RAW).get()) as Response
}
