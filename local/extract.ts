/** `npm run extract -- FILE...`: reads files as the agent would and prints one JSON line for each. */
import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { createDocumentParser } from '../src/adapters/documents/parser.ts'
import { checked } from '../src/domain/checks.ts'
import { fieldNames, type FieldName, type ParsedDocument, type Reading } from '../src/domain/reading.ts'

/** A further reader between data and rules, such as a model; undefined where it has no answer. */
type Reader = (
  document: { name: string; contentType: string; bytes: Uint8Array },
  parsed: ParsedDocument,
) => Promise<Reading | undefined>

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
const amounts = new Set<FieldName>(['totalAmount', 'amountDue'])

/** The line for one file. */
async function extract(file: string, parse: Parse, model: Reader | undefined): Promise<object> {
  const document = { name: file, contentType: '', bytes: new Uint8Array(await readFile(file)) }
  const parsed = await parse(document)
  if (parsed.kind === 'unreadable')
    return line(file, 'unreadable', undefined, [`${parsed.why}: ${parsed.detail}`])
  const data = parsed.kind === 'parsed' ? parsed.eInvoice : undefined
  const rules = parsed.kind === 'parsed' ? parsed.rules : undefined
  const found = data ?? (await model?.(document, parsed)) ?? rules
  if (found === undefined)
    return line(file, 'needs-ocr', undefined, ['The document is a picture without text.'])
  const reading = checked(found, { today: new Date() })
  return line(file, reading.documentType === 'not-an-invoice' ? 'not-invoice' : 'extracted', reading, [])
}

type Parse = ReturnType<typeof createDocumentParser>['parse']

function line(
  file: string,
  outcome: string,
  reading: Reading | undefined,
  reasons: readonly string[],
): object {
  const fields = outcome === 'extracted' ? reading?.fields : undefined
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
      fieldNames.flatMap((name) => {
        const field = fields?.[name]
        return field === undefined || field.value === null ? [] : [[name, field.evidence]]
      }),
    ),
    reasons: [
      ...reasons,
      ...(reading?.doubts ?? []),
      ...fieldNames.flatMap((name) => {
        const field = fields?.[name]
        return field === undefined || field.value !== null ? [] : [`${name}: ${field.reason}`]
      }),
    ],
  }
}

const command = new Command('extract')
  .description('Reads invoices (PDF, XML) and prints one JSON line a file. Uses no network.')
  .argument('<file...>', 'files to read')
  .parse()

const parser = createDocumentParser()
const model: Reader | undefined = undefined
try {
  for (const file of command.args) {
    try {
      process.stdout.write(
        `${JSON.stringify(await extract(file, (document) => parser.parse(document), model))}\n`,
      )
    } catch (error) {
      console.error(`${file}: ${error instanceof Error ? error.message : 'could not be read'}`)
      process.exitCode = 1
    }
  }
} finally {
  await parser.close()
}
