/** The lab's Azure OpenAI with the true openai package: strict schemas, scripted answers, a plain reading without a script. */
import OpenAI from 'openai'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startLab, type Lab } from '../../local/lab/lab.ts'

let lab: Lab
let openai: OpenAI

beforeEach(async () => {
  lab = await startLab()
  openai = new OpenAI({ baseURL: lab.openaiUrl, apiKey: lab.env().AZURE_OPENAI_API_KEY ?? '', maxRetries: 0 })
})
afterEach(() => lab.stop())

const field = (type: string) => ({
  anyOf: [
    {
      type: 'object',
      properties: { value: { type }, page: { type: 'integer' }, quote: { type: 'string' } },
      required: ['value', 'page', 'quote'],
      additionalProperties: false,
    },
    { type: 'null' },
  ],
})
const fields = {
  documentType: { type: 'string', enum: ['invoice', 'credit-note', 'not-an-invoice'] },
  vendorName: field('string'),
  invoiceNumber: field('string'),
  invoiceDate: field('string'),
  dueDate: field('string'),
  totalAmount: field('number'),
  currency: { type: ['string', 'null'] },
  iban: field('string'),
  purchaseOrder: field('string'),
  mood: { type: ['string', 'null'] },
}
const strict = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const document = `Read this invoice. Total is what counts.
[page 1]
Contoso Tools GmbH        Rechnung
Rechnungsnummer: RE-2026/17
Rechnungsdatum: 3. November 2026
[page 2]
Zwischensumme   1.000,00 EUR
MwSt. 19 %        190,00 EUR
Gesamtbetrag    1.190,00 EUR
IBAN DE89 3704 0044 0532 0130 00`

const ask = (text = document, schema: Record<string, unknown> = strict(fields)) =>
  openai.responses.create({
    model: 'lab',
    instructions: 'You read invoices.',
    input: text,
    text: { format: { type: 'json_schema', name: 'invoice', schema, strict: true } },
  })

test('without a script it reads the text plainly, with page and literal quote, and leaves the rest null', async () => {
  const answer = await ask()

  expect(answer).toMatchObject({
    model: 'lab',
    status: 'completed',
    usage: { total_tokens: expect.any(Number) as number },
  })
  expect(JSON.parse(answer.output_text)).toEqual({
    documentType: 'invoice',
    vendorName: { value: 'Contoso Tools GmbH', page: 1, quote: 'Contoso Tools GmbH        Rechnung' },
    invoiceNumber: { value: 'RE-2026/17', page: 1, quote: 'Rechnungsnummer: RE-2026/17' },
    invoiceDate: { value: '2026-11-03', page: 1, quote: 'Rechnungsdatum: 3. November 2026' },
    dueDate: null,
    totalAmount: { value: 1190, page: 2, quote: 'Gesamtbetrag    1.190,00 EUR' },
    currency: 'EUR',
    iban: { value: 'DE89370400440532013000', page: 2, quote: 'IBAN DE89 3704 0044 0532 0130 00' },
    purchaseOrder: null,
    mood: null,
  })
})

test('a document that comes as a file is answered with nulls', async () => {
  const answer = await openai.responses.create({
    model: 'lab',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'Invoice number: see file 1' },
          { type: 'input_file', filename: 'scan.pdf', file_data: 'data:application/pdf;base64,JVBERg==' },
        ],
      },
    ],
    text: { format: { type: 'json_schema', name: 'invoice', schema: strict(fields), strict: true } },
  })

  expect(JSON.parse(answer.output_text)).toMatchObject({ documentType: 'invoice', invoiceNumber: null })
})

test('a scripted answer goes to the prompts that match, as often as said', async () => {
  lab.model.answer('RE-2026/17', { kind: 'json', json: { scripted: true } }, 1)

  expect(JSON.parse((await ask()).output_text)).toEqual({ scripted: true })
  expect(JSON.parse((await ask()).output_text)).not.toHaveProperty('scripted')
})

test('the ways in which a model does not answer', async () => {
  lab.model.answer('filtered', { kind: 'content-filter' })
  lab.model.answer('refused', { kind: 'refusal', refusal: 'I cannot help with that.' })
  lab.model.answer('empty', { kind: 'empty' })
  lab.model.answer('long', { kind: 'incomplete', reason: 'max_output_tokens' })

  await expect(ask('filtered')).rejects.toMatchObject({ status: 400, code: 'content_filter' })
  expect((await ask('refused')).output).toMatchObject([
    { content: [{ type: 'refusal', refusal: 'I cannot help with that.' }] },
  ])
  expect((await ask('empty')).output_text).toBe('')
  const cut = await ask('long')
  expect(cut).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })
  expect(() => JSON.parse(cut.output_text) as unknown).toThrow(SyntaxError)
})

test.each([
  ['a property that is not required', strict(fields, ['currency'])],
  ['a length', strict({ currency: { type: 'string', maxLength: 3 } })],
  ['room for more properties', { ...strict(fields), additionalProperties: true }],
])('strict mode refuses a schema with %s', async (_what, schema) => {
  await expect(ask(document, schema)).rejects.toMatchObject({ status: 400, code: 'invalid_json_schema' })
})

test('a wrong key and an unknown deployment are told apart', async () => {
  const stranger = new OpenAI({ baseURL: lab.openaiUrl, apiKey: 'wrong', maxRetries: 0 })

  await expect(stranger.responses.create({ model: 'lab', input: 'x' })).rejects.toMatchObject({ status: 401 })
  await expect(openai.responses.create({ model: 'gpt', input: 'x' })).rejects.toMatchObject({
    status: 404,
    code: 'DeploymentNotFound',
  })
})

test('chat completions answer the same', async () => {
  const answer = await openai.chat.completions.create({
    model: 'lab',
    messages: [
      { role: 'system', content: 'You read invoices.' },
      { role: 'user', content: document },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'invoice',
        schema: strict({ currency: { type: ['string', 'null'] } }),
        strict: true,
      },
    },
  })

  expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({ currency: 'EUR' })
})
