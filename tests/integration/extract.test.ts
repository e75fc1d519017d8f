/** `npm run extract`: one JSON line a file, nothing else on standard output; and the development set where it is there. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startLab } from '../../local/lab/lab.ts'
import { drawnPdf } from '../fixtures/documents/drawn-pdf.ts'
import { ubl } from '../fixtures/documents/e-invoices.ts'
import { rawPdf } from '../fixtures/documents/raw-pdf.ts'

const folder = await mkdtemp(join(tmpdir(), 'extract-'))
afterAll(() => rm(folder, { recursive: true }))

type Line = Record<string, unknown> & { file: string; outcome: string }

interface Run {
  code: number | null
  lines: Line[]
  errors: string
}

const extract = (...files: string[]): Promise<Run> => extractWith({}, ...files)

async function extractWith(env: Record<string, string | undefined>, ...files: string[]): Promise<Run> {
  const child = spawn(process.execPath, ['local/extract.ts', ...files], {
    timeout: 120_000,
    env: { ...process.env, ...env },
  })
  let [out, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const lines = out.split('\n').filter((line) => line !== '')
  return { code, lines: lines.map((line) => JSON.parse(line) as Line), errors }
}

async function stored(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

test('every file gets its line, in order, with its outcome', async () => {
  const lines = ['Quayside Ltd', 'Invoice No: Q-17', 'Date: 4 March 2024', 'Total due EUR 120.50']
  const files = [
    await stored('data.xml', ubl()),
    await stored('text.pdf', await drawnPdf({ lines })),
    await stored('scan.pdf', rawPdf([{ content: '0 0 100 100 re f' }])),
    await stored('empty.pdf', ''),
    await stored('letter.pdf', await drawnPdf({ lines: ['Dear Sir,', 'see you tomorrow.'] })),
  ]
  const run = await extract(...files)
  expect(run).toMatchObject({ code: 0, errors: '' })
  expect(run.lines.map(({ file }) => file)).toEqual(files)
  expect(run.lines.map(({ outcome }) => outcome)).toEqual([
    'extracted',
    'extracted',
    'needs-ocr',
    'unreadable',
    'not-invoice',
  ])
  expect(run.lines[1]).toEqual({
    file: files[1],
    outcome: 'extracted',
    source: 'rules',
    vendorName: 'Quayside Ltd',
    vendorTaxId: null,
    invoiceNumber: 'Q-17',
    invoiceDate: '2024-03-04',
    dueDate: null,
    totalAmount: 120.5,
    amountDue: 120.5,
    currency: 'EUR',
    iban: null,
    purchaseOrder: null,
    evidence: expect.objectContaining({
      totalAmount: expect.objectContaining({ page: 1, quote: expect.stringContaining('120.50') }),
    }),
    reasons: expect.arrayContaining([expect.stringMatching(/^dueDate: /)]),
  })
  expect(run.lines[0]).toMatchObject({ source: 'e-invoice', totalAmount: 125, iban: null })
  expect(run.lines[3]).toMatchObject({ source: null, totalAmount: null, evidence: {} })
}, 60_000)

test('a file that is not there is told on standard error, and the others are read', async () => {
  const there = await stored('there.xml', ubl())
  const run = await extract(join(folder, 'gone.pdf'), there)
  expect(run.code).toBe(1)
  expect(run.lines.map(({ file }) => file)).toEqual([there])
  expect(run.errors).toContain('gone.pdf')
}, 60_000)

const dev = join(import.meta.dirname, '../../../shared/invoices/dev')
const isThere = existsSync(join(dev, 'truth.json'))
if (!isThere) console.log('skipped: the development set ../shared/invoices/dev is not there')

interface Truth {
  readonly file: string
  readonly expect: 'extract' | 'needs-ocr' | 'unreadable' | 'not-invoice'
  readonly invoiceNumber: string | null
  readonly acceptNumbers?: readonly string[]
  readonly invoiceDate: string | null
  readonly dueDate: string | null
  readonly dueDateFromTerms?: string
  readonly totalAmount: number | null
  readonly acceptAmounts?: readonly number[]
  readonly currency: string | null
}

const code = (text: unknown): string =>
  String(text)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** Values that are there and are not the truth; a value left empty is none of them. */
function wrongFields(line: Line, truth: Truth): string[] {
  const accepted: Record<string, readonly unknown[]> = {
    invoiceNumber: [truth.invoiceNumber, ...(truth.acceptNumbers ?? [])].map((one) => code(one)),
    invoiceDate: [truth.invoiceDate],
    dueDate: [truth.dueDate, truth.dueDateFromTerms],
    totalAmount: [truth.totalAmount, ...(truth.acceptAmounts ?? [])],
    currency: [truth.currency],
  }
  return Object.entries(accepted).flatMap(([name, values]) => {
    const value = name === 'invoiceNumber' && line[name] !== null ? code(line[name]) : line[name]
    return value === null || values.includes(value) ? [] : [`${line.file}: ${name} ${String(line[name])}`]
  })
}

describe.runIf(isThere)('the development set', () => {
  test('every file ends as expected, and no value is wrong', async () => {
    const files = (await readdir(dev))
      .filter((name) => /\.(?:pdf|xml)$/.test(name))
      .map((name) => join(dev, name))
    const truth = JSON.parse(await readFile(join(dev, 'truth.json'), 'utf8')) as Truth[]
    const run = await extract(...files)
    expect(run).toMatchObject({ code: 0, errors: '' })
    const byName = new Map(run.lines.map((line) => [basename(line.file), line]))
    const outcomes = truth.map(({ file }) => [file, byName.get(file)?.outcome])
    expect(outcomes).toEqual(
      truth.map((one) => [one.file, one.expect === 'extract' ? 'extracted' : one.expect]),
    )
    const wrong = truth
      .filter((one) => one.expect === 'extract')
      .flatMap((one) => wrongFields(byName.get(one.file) ?? { file: one.file, outcome: '' }, one))
    expect(wrong).toEqual([])
  }, 120_000)
})

test('with a model configured it reads what holds no data', async () => {
  const lab = await startLab()
  try {
    const { AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT, AZURE_OPENAI_API_KEY } = lab.env()
    const model = { AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT, AZURE_OPENAI_API_KEY }
    const lines = ['Quayside Ltd', 'Invoice No: Q-17', 'Date: 4 March 2024', 'Total due EUR 120.50']
    const run = await extractWith(model, await stored('asked.pdf', await drawnPdf({ lines })))
    expect(run.lines).toMatchObject([{ source: 'model', invoiceNumber: 'Q-17', totalAmount: 120.5 }])
    expect(run.lines[0]?.evidence).toHaveProperty('invoiceNumber.box.width', expect.closeTo(0.04, 2))
    expect(lab.requests.count('openai')).toBe(1)
  } finally {
    await lab.stop()
  }
})
