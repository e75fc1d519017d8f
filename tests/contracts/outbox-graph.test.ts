/** What is Graph's own about the outbox: large files, ids that change on sending, and replies that are lost. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { startLab, type Lab, type LabOptions } from '../../local/lab/lab.ts'
import { outgoingMail } from '../factories.ts'
import { graphOn } from './mailbox-lab.ts'

const labs: Lab[] = []
const servers: Server[] = []

afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.stop()))
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function aLab(options: LabOptions = {}): Promise<Lab> {
  const lab = await startLab(options)
  labs.push(lab)
  return lab
}

const { internetMessageId, invoiceId } = outgoingMail()
const marks = (draftId: string) => ({ draftId, internetMessageId, invoiceId })

/** Bytes that differ from place to place, so that a chunk out of order shows. */
function aFile(size: number): { name: string; contentType: string; bytes: Buffer } {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE(at, at)
  return { name: 'scan.pdf', contentType: 'application/pdf', bytes }
}

describe('files', () => {
  test('FAILURES 20: a file of 8 MB goes by an upload session, in order, and arrives byte for byte', async () => {
    const lab = await aLab()
    const { outbox, guard } = graphOn(lab)
    const file = aFile(8 * 1024 * 1024)
    const draftId = await outbox.createDraft(outgoingMail())
    await outbox.attach(draftId, file)
    await outbox.send(draftId)
    expect(lab.sent[0]?.attachments.map(({ bytes }) => bytes.equals(file.bytes))).toEqual([true])
    expect(lab.requests.count('graph', 'createUploadSession')).toBe(1)
    expect(lab.requests.count('graph')).toBe(guard.snapshot().counters.calls)
  })

  test.each([
    ['just under 3 MB goes in one request', 3 * 1024 * 1024 - 1_000, 0],
    ['of 3 MB goes by an upload session', 3 * 1024 * 1024, 1],
  ])('a file %s', async (_, size, sessions) => {
    const lab = await aLab()
    const { outbox } = graphOn(lab)
    const file = aFile(size)
    const draftId = await outbox.createDraft(outgoingMail())
    await outbox.attach(draftId, file)
    await outbox.send(draftId)
    expect(lab.requests.count('graph', 'createUploadSession')).toBe(sessions)
    expect(lab.sent[0]?.attachments[0]?.bytes.equals(file.bytes)).toBe(true)
  })

  test('a chunk that fails is not sent again: the draft does not carry the file, and a new try brings it once', async () => {
    const lab = await aLab()
    const { outbox } = graphOn(lab)
    const draftId = await outbox.createDraft(outgoingMail())
    lab.faults.set('graph', 'uploadChunk', { kind: 'status', status: 503, times: 1 })
    await expect(outbox.attach(draftId, aFile(4 * 1024 * 1024))).rejects.toMatchObject({ status: 503 })
    expect(lab.requests.count('graph', 'uploadChunk')).toBe(1)
    expect(await outbox.attached(draftId)).toEqual([])
    await outbox.attach(draftId, aFile(4 * 1024 * 1024))
    expect(await outbox.attached(draftId)).toEqual(['scan.pdf'])
  })

  test('an upload address that is neither https nor on this machine gets nothing', async () => {
    const server = createServer((_, response) => {
      const body = JSON.stringify({ uploadUrl: 'http://evil.example/upload' })
      response.writeHead(201, { 'content-type': 'application/json' }).end(body)
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { outbox } = graphOn(await aLab(), { baseUrl })
    const attach = outbox.attach('AAMk=', aFile(4 * 1024 * 1024))
    await expect(attach).rejects.toMatchObject({ code: 'UploadToUnsafeAddress' })
  })
})

describe('sending in doubt', () => {
  test('FAILURES 18: the mail left and the reply is 504: the call is in doubt, is not repeated, and the sent copy is found', async () => {
    const lab = await aLab()
    const { outbox } = graphOn(lab)
    const draftId = await outbox.createDraft(outgoingMail())
    lab.faults.set('graph', 'send', { kind: 'lostReplyStatus', status: 504 })
    await expect(outbox.send(draftId)).rejects.toMatchObject({ failure: 'timeout', mayHaveActed: true })
    expect(lab.sent).toHaveLength(1)
    expect(await outbox.find(marks(draftId))).toBe('sent')
  })

  test('the connection breaks after the mail left: in doubt as well', async () => {
    const lab = await aLab()
    const { outbox } = graphOn(lab)
    const draftId = await outbox.createDraft(outgoingMail())
    lab.faults.set('graph', 'send', { kind: 'lostReply' })
    await expect(outbox.send(draftId)).rejects.toMatchObject({ failure: 'network', mayHaveActed: true })
    expect(lab.sent).toHaveLength(1)
  })

  test.each([429, 400, 404, 409])('an answer of %s says that nothing was sent', async (status) => {
    const lab = await aLab()
    const { outbox } = graphOn(lab)
    const draftId = await outbox.createDraft(outgoingMail())
    lab.faults.set('graph', 'send', { kind: 'status', status, times: 1 })
    const error: unknown = await outbox.send(draftId).catch((thrown: unknown) => thrown)
    expect((error as { mayHaveActed?: boolean }).mayHaveActed ?? false).toBe(false)
    expect(await outbox.find(marks(draftId)).catch(() => 'throttled')).not.toBe('sent')
  })

  test('a refused connection says that nothing was sent', async () => {
    const lab = await aLab()
    const { outbox } = graphOn(lab)
    await lab.stop()
    labs.splice(0)
    await expect(outbox.send('AAMk=')).rejects.toMatchObject({ failure: 'network', mayHaveActed: false })
  })

  test.each([true, false])('the copy is found where ids survive sending: %s', async (idsSurviveSending) => {
    const lab = await aLab({ idsSurviveSending })
    const { outbox } = graphOn(lab)
    const draftId = await outbox.createDraft(outgoingMail())
    await outbox.send(draftId)
    expect(await outbox.find(marks(draftId))).toBe('sent')
  })

  test('a copy that is late is nowhere, neither draft nor sent', async () => {
    const lab = await aLab({ idsSurviveSending: false, sentCopyDelayMs: 60_000 })
    const { outbox } = graphOn(lab)
    const draftId = await outbox.createDraft(outgoingMail())
    await outbox.send(draftId)
    expect(await outbox.find(marks(draftId))).toBe('nowhere')
  })

  test('a draft that somebody sent by hand is not taken for a missing one', async () => {
    const lab = await aLab()
    const { outbox } = graphOn(lab)
    const draftId = await outbox.createDraft(outgoingMail())
    await outbox.send(draftId)
    await expect(outbox.attached(draftId)).rejects.toMatchObject({
      answer: 'rejected',
      code: 'NotAmongDrafts',
    })
  })

  test.each(['createDraft', 'send', 'addAttachment'] as const)(
    '%s is never tried twice by itself',
    async (operation) => {
      const lab = await aLab()
      const { outbox } = graphOn(lab)
      const draftId = await outbox.createDraft(outgoingMail())
      lab.requests.clear()
      lab.faults.set('graph', operation, { kind: 'status', status: 500 })
      const calls = {
        createDraft: () => outbox.createDraft(outgoingMail()),
        send: () => outbox.send(draftId),
        addAttachment: () => outbox.attach(draftId, aFile(100)),
      }
      await expect(calls[operation]()).rejects.toMatchObject({ status: 500 })
      expect(lab.requests.count('graph', operation)).toBe(1)
    },
  )
})
