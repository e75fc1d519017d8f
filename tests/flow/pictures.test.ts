/** Pictures that come as invoices: a photograph is read by the model and told as one; what no model takes is passed on with the reason. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ModelPrompt } from '../../local/lab/openai/prompt.ts'
import { startLab, type Lab } from '../../local/lab/lab.ts'
import { createDocumentParser } from '../../src/adapters/documents/parser.ts'
import { hours, minutes } from '../../src/domain/clock.ts'
import { DependencyFailed } from '../../src/domain/errors.ts'
import type { ModelReader } from '../../src/domain/ports/readers.ts'
import { answer, modelOn, noAnswers, said } from '../contracts/model-lab.ts'
import { attachment, mail } from '../factories.ts'
import { fakeClock } from '../fakes/clock.ts'
import { fakeModelReader } from '../fakes/model-reader.ts'
import { begunWith, jpeg, png } from '../fixtures/documents/pictures.ts'
import { type Agent, agent, deliver, invoicePdf, outcomes } from './agent.ts'

let lab: Lab
const parser = createDocumentParser()
beforeAll(async () => {
  lab = await startLab()
})
afterEach(() => {
  lab.faults.clear()
  lab.model.clear()
  lab.requests.clear()
})
afterAll(() => Promise.all([lab.stop(), parser.close()]))

/** One for agent and guard, anew for each test. */
let clock = fakeClock()
beforeEach(() => {
  clock = fakeClock()
})
const eyes = () => modelOn(lab, {}, {}, clock)

const size = 150_000
const photo = jpeg({ size })

/** A mail with one picture has come in; the parser's verdict on it is the true one. */
async function arrive(
  name: string,
  contentType: string,
  content: Uint8Array,
  model?: ModelReader,
): Promise<Agent> {
  const it = agent({ clock, ...(model && { model }) })
  it.parser.answer(name, await parser.parse({ name, contentType, bytes: content }))
  await it.poll()
  const attachments = [attachment({ attachmentId: 'a1', name, contentType, size: content.byteLength })]
  it.mailbox.deliver(mail({ mailId: 'm1', receivedAt: it.clock.now(), attachments }), { a1: content })
  await it.poll()
  return it
}

const onPhoto = answer({
  vendorName: said('Contoso GmbH'),
  invoiceNumber: said('4711', 'Invoice no: 4711'),
  invoiceDate: said('2026-10-30', '30 October 2026'),
  totalAmount: said('1190.00', 'Total EUR 1,190.00'),
  currency: said('EUR', 'Total EUR 1,190.00'),
})

describe('with a model', () => {
  test.each([
    ['photo.jpg', 'image/jpeg', photo],
    ['scan.png', 'image/png', png({ size })],
  ])('%s is shown to it, and accounts payable is told to compare', async (name, type, content) => {
    const shown: ModelPrompt[] = []
    lab.model.answer((prompt) => shown.push(prompt) > 0, onPhoto)
    const it = await arrive(name, type, content, eyes().model)

    await it.work()

    expect(shown.map(({ files }) => files)).toEqual([
      [`data:${type};base64,${Buffer.from(content).toString('base64')}`],
    ])
    expect(outcomes(it)).toEqual(['posted'])
    expect(it.outbox.sent).toHaveLength(1)
    expect(it.outbox.sent[0]?.subject).toContain('Contoso GmbH | 4711 | 1,190.00 EUR')
    expect(it.outbox.sent[0]?.html).toContain('read from a picture by the model: compare with the document')
    expect(it.outbox.sent[0]?.files[0]?.bytes).toEqual(content)
  })

  test('FAILURES 25: a value that is not even in the words it is said to be read from is refused, and a person looks', async () => {
    lab.model.answer(() => true, answer({ totalAmount: said('9999.00', 'Total EUR 1,190.00') }))
    const it = await arrive('photo.jpg', 'image/jpeg', photo, eyes().model)

    await it.work()

    expect(it.ledger.entries[0]?.status).toMatchObject({
      state: 'held',
      reasons: [expect.stringContaining('"9999.00" was refused')],
    })
    expect(it.outbox.sent).toEqual([])
  })

  test('a picture of something else is no invoice, and the audit trail says who read it so', async () => {
    lab.model.answer(() => true, answer({ documentType: 'not-an-invoice' }))
    const it = await arrive('photo.jpg', 'image/jpeg', photo, eyes().model)

    await it.work()

    expect(outcomes(it)).toEqual(['not-an-invoice'])
    expect(it.outbox.sent).toEqual([])
    const audit = await it.ledger.audit(it.ledger.entries[0]?.invoiceId ?? '')
    expect(audit.at(-1)?.what).toBe(
      'not-an-invoice by model (invoice-v2); the document has no sign of an invoice',
    )
  })

  test.each(noAnswers)(
    'FAILURES 24: where %s it could not be read; the model is asked once',
    async (_, how) => {
      lab.model.answer(() => true, how)
      const { model, guard } = eyes()
      const it = await arrive('photo.jpg', 'image/jpeg', photo, model)

      await it.workThrough()

      expect(outcomes(it)).toEqual(['could not be read'])
      expect(it.outbox.sent[0]?.html).toContain('only a picture, and the model gave no answer')
      expect(lab.requests.count('openai')).toBe(1)
      expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 0 })
    },
  )

  test('while the model is away it waits four hours, then goes on unread', async () => {
    const away = fakeModelReader()
    away.failNext(new DependencyFailed('openai', 'server-error', { status: 503, mayHaveActed: true }), {
      times: 100_000,
    })
    const it = await arrive('photo.jpg', 'image/jpeg', photo, away)
    const start = it.clock.now()

    await it.workThrough()

    const waited = it.clock.now().getTime() - start.getTime()
    expect(waited).toBeGreaterThanOrEqual(hours(4))
    expect(waited).toBeLessThan(hours(4) + minutes(6))
    expect(outcomes(it)).toEqual(['could not be read'])
    expect(it.outbox.sent[0]?.html).toContain('only a picture, and the model was away')
  })
})

test('without a model a photograph could not be read; it is passed on as it came', async () => {
  const it = await arrive('photo.jpg', 'image/jpeg', photo)

  await it.work()

  expect(outcomes(it)).toEqual(['could not be read'])
  expect(it.outbox.sent[0]?.html).toContain('the document has no text, only a picture')
  expect(it.outbox.sent[0]?.files[0]?.bytes).toEqual(photo)
})

test.each([
  ['fax.tif', 'image/tiff', begunWith('II*\0', size), 'TIFF pictures cannot be read; ask for a PDF'],
  [
    'a.heic',
    'image/heic',
    begunWith('\0\0\0\x18ftypheic', size),
    'HEIC pictures cannot be read; ask for a PDF',
  ],
  ['a.webp', 'image/webp', begunWith('RIFF\0\0\0\0WEBPVP8 ', size), 'only JPEG and PNG can be read'],
  ['a.gif', 'image/gif', begunWith('GIF89a', size), 'only JPEG and PNG can be read'],
  // Its name and type say otherwise: what counts is what it is.
  ['a.jpg', 'image/jpeg', begunWith('MM\0*', size), 'TIFF pictures cannot be read; ask for a PDF'],
  ['half.jpg', 'image/jpeg', begunWith('\xff\xd8\xff\xe0', size), 'the file is damaged'],
  ['bomb.png', 'image/png', png({ width: 50_000, height: 50_000, size }), 'the picture is too large'],
  ['bomb.jpg', 'image/jpeg', jpeg({ width: 65_535, height: 65_535, size }), 'the picture is too large'],
  ['huge.jpg', 'image/jpeg', jpeg({ size: 20 * 1024 * 1024 + 1 }), 'the picture is too large'],
])(
  'FAILURES 27: %s (%s) is never shown to the model, and could not be read',
  async (name, type, content, why) => {
    const it = await arrive(name, type, content, eyes().model)

    await it.work()

    expect(outcomes(it)).toEqual(['could not be read'])
    expect(it.outbox.sent[0]?.html).toContain(why)
    expect(lab.requests.count('openai')).toBe(0)
  },
)

test('beside an invoice neither a small picture nor one within the text is a document', async () => {
  const it = agent({ clock, model: eyes().model })
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  const attachments = [
    attachment({ attachmentId: 'a1' }),
    attachment({ attachmentId: 'a2', name: 'logo.png', contentType: 'image/png', size: 99_000 }),
    attachment({
      attachmentId: 'a3',
      name: 'pic.jpg',
      contentType: 'image/jpeg',
      size: 500_000,
      isInline: true,
    }),
  ]
  const content = { a1: new Uint8Array([1]), a2: png({ size: 99_000 }), a3: jpeg({ size: 500_000 }) }
  it.mailbox.deliver(mail({ mailId: 'm1', receivedAt: it.clock.now(), attachments }), content)
  await it.poll()

  await it.work()

  expect(it.outbox.sent.map(({ files }) => files.map(({ name }) => name))).toEqual([
    ['invoice.pdf', 'invoice.json'],
  ])
  expect(lab.requests.count('openai')).toBe(1)
})

test('a scan of more pages than the model is paid to look at is not shown to it, and could not be read', async () => {
  const it = agent({ clock, model: eyes().model })
  it.parser.answer('scan.pdf', { kind: 'image-only', pageCount: 11, mediaType: 'application/pdf' })
  await it.poll()
  deliver(it, 'm1', ['scan.pdf'])
  await it.poll()

  await it.work()

  expect(outcomes(it)).toEqual(['could not be read'])
  expect(it.outbox.sent[0]?.html).toContain('only pictures, which are too many or too large to be read')
  expect(lab.requests.count('openai')).toBe(0)
})
