/** `npm run extract -- FILE...`: reads files as the agent would and prints one JSON line for each. */
import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { createDocumentParser } from '../src/adapters/documents/parser.ts'
import { createCredential } from '../src/adapters/identity/credential.ts'
import { translateIdentity } from '../src/adapters/identity/failures.ts'
import { createTokens } from '../src/adapters/identity/tokens.ts'
import { translateOpenai } from '../src/adapters/openai/failures.ts'
import { createModelReader } from '../src/adapters/openai/reader.ts'
import { environmentReadingConfig, type ReadingConfig } from '../src/config.ts'
import { systemClock } from '../src/domain/clock.ts'
import { textsOf } from '../src/domain/doubt.ts'
import type { Extraction } from '../src/domain/entry.ts'
import type { OwnCompany } from '../src/domain/own-company.ts'
import type { DocumentParser, ModelReader } from '../src/domain/ports/readers.ts'
import { fieldNames, type FieldName, type ParsedDocument } from '../src/domain/reading.ts'
import { makeReadDocument } from '../src/pipeline/read-document.ts'
import { createGuard } from '../src/resilience/create-guard.ts'

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

/** The line for one file, read by the very step that the agent reads with. */
async function extract(
  file: string,
  {
    parser,
    model,
    ownCompany,
  }: { parser: DocumentParser; model: ModelReader | undefined; ownCompany: OwnCompany },
): Promise<Record<string, unknown>> {
  const document = { name: file, contentType: '', bytes: new Uint8Array(await readFile(file)) }
  const parsed = await parser.parse(document)
  const parsedAlready = { parse: () => Promise.resolve(parsed) }
  // Nobody waits for a model here: without its answer rules read.
  const read = makeReadDocument({
    parser: parsedAlready,
    model,
    clock: systemClock,
    ownCompany,
    modelWaitMs: 0,
  })
  return line(file, parsed, await read(file, document, systemClock.now()))
}

function outcomeOf(parsed: ParsedDocument, { verdict }: Extraction): Outcome {
  if (verdict === 'not-an-invoice') return 'not-invoice'
  if (parsed.kind === 'unreadable') return 'unreadable'
  return parsed.kind === 'image-only' && verdict !== 'read' ? 'needs-ocr' : 'extracted'
}

function line(file: string, parsed: ParsedDocument, extraction: Extraction): Record<string, unknown> {
  const outcome = outcomeOf(parsed, extraction)
  const fields = outcome === 'extracted' ? extraction.fields : undefined
  const read = fieldNames.flatMap((name) => (fields ? [{ name, field: fields[name] }] : []))
  return {
    file,
    outcome,
    source: extraction.source ?? null,
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
      ...textsOf(extraction.doubts),
      ...read.flatMap(({ name, field }) => (field.value === null ? [`${name}: ${field.reason}`] : [])),
    ],
  }
}

/** The model of the settings, where one is named. */
function modelOf({ openai, breakers, identityClientId }: ReadingConfig): ModelReader | undefined {
  if (openai === undefined) return undefined
  const identity = createGuard({
    dependency: 'identity',
    settings: breakers.identity,
    translate: translateIdentity,
  })
  const guard = createGuard({ dependency: 'openai', settings: breakers.openai, translate: translateOpenai })
  const tokens = createTokens({ guard: identity, credential: createCredential(identityClientId) })
  return createModelReader({ guard, tokens, ...openai })
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'no reason given')

const command = new Command('extract')
  .description(
    'Reads invoices (PDF, XML) and prints one JSON line a file. Exit code 0 when every file got its line.',
  )
  .argument('<file...>', 'files to read')
  .parse()

const config = environmentReadingConfig()
const parser = createDocumentParser({ ownCompany: config.ownCompany })
const reader = { parser, model: modelOf(config), ownCompany: config.ownCompany }
try {
  for (const file of command.args) {
    try {
      process.stdout.write(`${JSON.stringify(await extract(file, reader))}\n`)
    } catch (error) {
      console.error(`${file}: ${messageOf(error)}`)
      process.exitCode = 1
    }
  }
} finally {
  await parser.close()
}
