/** The sending half of the mailbox: draft, attach, send, and looking where a mail went. Nothing here is sent by itself twice. */
import { RemoteAnswer } from '../../domain/errors.ts'
import type { Outbox } from '../../domain/ports/outbox.ts'
import { attachmentPage, draftPage, folder as withId, shaped } from './answers.ts'
import type { Graph } from './client.ts'
import { attachmentJson, draftJson, invoiceProperty } from './draft-json.ts'
import { createFolders } from './folders.ts'
import { uploadFile } from './upload.ts'
import { stateOf, whereabouts } from './whereabouts.ts'

/** From here on Graph wants an upload session, and below it takes none (docs: "Attach large files to Outlook messages"). */
const sessionFrom = 3 * 1024 * 1024

const draftPath = (draftId: string): string => `/messages/${encodeURIComponent(draftId)}`

export function createOutbox(graph: Graph): Outbox {
  const folders = createFolders(graph)

  /** RemoteAnswer 'not-found' where somebody deleted the draft, 'rejected' where somebody has sent it by hand. */
  async function assertDraft(draftId: string): Promise<void> {
    const state = await stateOf(graph, folders, draftId)
    if (state === 'draft') return
    const isDeleted = state === 'deleted' || state === undefined
    throw new RemoteAnswer('graph', isDeleted ? 'not-found' : 'rejected', { code: 'NotAmongDrafts' })
  }

  return {
    async createDraft(mail) {
      const { id } = await graph.call('createDraft', async (api) =>
        shaped(withId, await api('/messages').post(draftJson(mail))),
      )
      return id
    },
    async attach(draftId, file) {
      const path = `${draftPath(draftId)}/attachments`
      if (file.bytes.byteLength >= sessionFrom) return uploadFile(graph, path, file)
      await graph.call('addAttachment', (api) => api(path).post(attachmentJson(file)))
    },
    async attached(draftId) {
      await assertDraft(draftId)
      const query = { $select: 'id,name,contentType,size,isInline', $top: '100' }
      let page = await graph.call(
        'listAttachments',
        async (api) => shaped(attachmentPage, await api(`${draftPath(draftId)}/attachments`, query).get()),
        { idempotent: true },
      )
      const names = page.value.map(({ name }) => name)
      while (page['@odata.nextLink'] !== undefined) {
        const link = graph.relative(page['@odata.nextLink'])
        page = await graph.follow('listAttachments', link, async (request) =>
          shaped(attachmentPage, await request.get()),
        )
        names.push(...page.value.map(({ name }) => name))
      }
      return names
    },
    async send(draftId) {
      await graph.call('send', (api) => api(`${draftPath(draftId)}/send`).post(''))
    },
    async listDrafts() {
      const query = {
        $select: 'id,createdDateTime',
        $expand: `singleValueExtendedProperties($filter=id eq '${invoiceProperty}')`,
        $top: '100',
      }
      let page = await graph.call(
        'listDrafts',
        async (api) => shaped(draftPage, await api('/mailFolders/drafts/messages', query).get()),
        { idempotent: true },
      )
      const all = [...page.value]
      while (page['@odata.nextLink'] !== undefined) {
        const link = graph.relative(page['@odata.nextLink'])
        page = await graph.follow('listDrafts', link, async (request) =>
          shaped(draftPage, await request.get()),
        )
        all.push(...page.value)
      }
      return all.flatMap(({ id: draftId, createdDateTime: createdAt, singleValueExtendedProperties }) => {
        // The only property that is asked for is our own; a draft of a person has none.
        const invoiceId = singleValueExtendedProperties?.[0]?.value
        return invoiceId === undefined ? [] : [{ draftId, invoiceId, createdAt }]
      })
    },
    async discard(draftId) {
      const state = await stateOf(graph, folders, draftId)
      if (state === 'draft')
        await graph.call('deleteDraft', (api) => api(draftPath(draftId)).delete(), { idempotent: true })
    },
    find: (mail) => whereabouts(graph, folders, mail),
  }
}
