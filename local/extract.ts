/** `npm run extract -- FILE...`: reads files as the agent would and prints one JSON line for each. */
import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { createDocumentParser } from '../src/adapters/documents/parser.ts'
import { checked } from '../src/domain/checks.ts'
import { supported } from '../src/domain/evidence.ts'
import type { DocumentParser, ModelReader } from '../src/domain/ports.ts'
import { fieldNames, type FieldName, type ParsedDocument, type Reading } from '../src/domain/reading.ts'

const printed = [
  'vendorName',
  'vendorTaxId',
  'invoiceNumber',
  'invoiceDate',
  'dueDate',
  'totalAmount',
  'amountDue',
  'currency',
  'iban',
  'purchaseOrder',
] as const satisfies readonly FieldName[]
const amounts: ReadonlySet<FieldName> = new Set(['totalAmount', 'amountDue'])

type Outcome = 'extracted' | 'needs-ocr' | 'unreadable' | 'not-invoice'
type Readable = Exclude<ParsedDocument, { kind: 'unreadable' }>

/** The line for one file. `model` reads what holds no data; without it, or where it fails, rules do. */
async function extract(
  file: string,
  parser: DocumentParser,
  model: ModelReader | undefined,
): Promise<Record<string, unknown>> {
  const document = { name: file, contentType: '', bytes: new Uint8Array(await readFile(file)) }
  const parsed = await parser.parse(document)
  if (parsed.kind === 'unreadable') return line(file, 'unreadable', undefined, [parsed.detail])
  const found = await climb(document, parsed, model)
  if (found === undefined)
    return line(file, 'needs-ocr', undefined, ['The document is a picture without text.'])
  const reading = checked(found, { today: new Date() })
  return line(file, reading.documentType === 'not-an-invoice' ? 'not-invoice' : 'extracted', reading, [])
}

/** The ladder: data, else the model, else rules. */
async function climb(
  document: Parameters<ModelReader['read']>[0],
  parsed: Readable,
  model: ModelReader | undefined,
): Promise<Reading | undefined> {
  const data = parsed.kind === 'parsed' ? parsed.eInvoice : undefined
  const rules = parsed.kind === 'parsed' ? parsed.rules : undefined
  if (data !== undefined || model === undefined) return data ?? rules
  try {
    const reading = await model.read(document, parsed)
    return parsed.kind === 'parsed' ? supported(reading, parsed.pages) : reading
  } catch (error) {
    console.error(`${document.name}: the model gave no answer: ${messageOf(error)}`)
    return rules && { ...rules, doubts: [...rules.doubts, 'The model gave no answer: read by rules.'] }
  }
}

function line(
  file: string,
  outcome: Outcome,
  reading: Reading | undefined,
  reasons: readonly string[],
): Record<string, unknown> {
  const fields = outcome === 'extracted' ? reading?.fields : undefined
  const read = fieldNames.flatMap((name) => (fields ? [{ name, field: fields[name] }] : []))
  return {
    file,
    outcome,
    source: reading?.source ?? null,
    ...Object.fromEntries(
      printed.map((name) => {
        const value = fields?.[name].value ?? null
        return [name, value !== null && amounts.has(name) ? Number(value) : value]
      }),
    ),
    evidence: Object.fromEntries(
      read.flatMap(({ name, field }) => (field.value === null ? [] : [[name, field.evidence]])),
    ),
    reasons: [
      ...reasons,
      ...(reading?.doubts ?? []),
      ...read.flatMap(({ name, field }) => (field.value === null ? [`${name}: ${field.reason}`] : [])),
    ],
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'no reason given')

const command = new Command('extract')
  .description(
    'Reads invoices (PDF, XML) and prints one JSON line a file. Exit code 0 when every file got its line.',
  )
  .argument('<file...>', 'files to read')
  .parse()

const parser = createDocumentParser()
const model: ModelReader | undefined = undefined
try {
  for (const file of command.args) {
    try {
      process.stdout.write(`${JSON.stringify(await extract(file, parser, model))}\n`)
    } catch (error) {
      console.error(`${file}: ${messageOf(error)}`)
      process.exitCode = 1
    }
  }
} finally {
  await parser.close()
}
