/** The very folder that is deployed, made by `npm run package` where no node_modules is near, in the local host. */
import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type * as OpenAi from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { projectRoot } from '../../local/build.ts'
import { translateOpenai } from '../../src/adapters/openai/failures.ts'
import manifest from '../../package.json' with { type: 'json' }
import { documentOf } from '../../src/functions/description/document.ts'
import { eventNames } from '../../src/telemetry/events.ts'
import { type Ingestion, startIngestion } from './agent/ingestion.ts'
import { mail, pdf } from './agent/mails.ts'
import { drawnPdf } from '../fixtures/documents/drawn-pdf.ts'
import { openRig, type Rig, slow } from './agent/rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'invoice-agent-'))
const packaged = join(folder, 'package')
let said = ''
let ingestion: Ingestion
let rig: Rig

beforeAll(async () => {
  const args = [join(projectRoot, 'scripts/package.ts'), '--out', packaged]
  said = (await promisify(execFile)(process.execPath, args)).stdout
  ingestion = await startIngestion()
  rig = await openRig({ appDir: packaged, env: ingestion.env })
}, 90_000)
afterAll(async () => {
  await rig?.stop()
  await ingestion?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('the command says what is in it and how large it is', () => {
  const size = /zipped ([\d.]+) MB .*at most 8 MB/.exec(said)?.[1]
  expect(Number(size)).toBeGreaterThan(0.5)
  expect(Number(size)).toBeLessThanOrEqual(8)
  for (const name of ['main.js', 'worker.js', 'mail/worker.js', 'host.json', 'package.json'])
    expect(said).toContain(` ${name} `)
})

test('in it are code, the operations page, host.json and package.json alone: no map, no test, no fault point, no place of this machine', () => {
  const files = globSync('**/*', { cwd: packaged }).filter((file) => statSync(join(packaged, file)).isFile())
  const guilty = files.filter((file) =>
    /fault-?point|CRASH_|SIGKILL|local\/(crash|lab|host)/i.test(textOf(file)),
  )

  expect(
    files.filter((file) => !/\.js$|^(host|package)\.json$|^ops\/[\w.]+\.(html|css|svg|mjs)$/.test(file)),
  ).toEqual([])
  expect(guilty).toEqual([])
  expect(files.filter((file) => textOf(file).includes(projectRoot))).toEqual([])
  expect(globSync('**/main.js.map', { cwd: `${packaged}-maps` })).toEqual(['main.js.map'])
})

const textOf = (file: string): string => readFileSync(join(packaged, file), 'utf8')

test('/health answers with the version', async () => {
  const answer = await fetch(`${rig.host.url}/health`)

  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ status: 'healthy', version: manifest.version })
})

test('the operations page is there, with every file that it names, and no data without the key', async () => {
  const page = await fetch(`${rig.host.url}/ops`)
  const named = [...(await page.text()).matchAll(/(?:src|href)="(\/ops\/[^"]+)"/g)].map(([, path]) => path)
  const files = [...named, '/ops/pdf.min.mjs', '/ops/pdf.worker.min.mjs']
  const answers = await Promise.all(files.map((file) => fetch(`${rig.host.url}${file}`)))

  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(new Set(named)).toEqual(new Set(['/ops/icon.svg', '/ops/page.js', '/ops/style.css']))
  expect(answers.map(({ status }) => status)).toEqual(files.map(() => 200))
  for (const path of ['/ops/..%2fhost.json', '/ops/../host.json', '/ops/%2e%2e/package.json'])
    expect((await fetch(`${rig.host.url}${path}`)).status).toBe(404)
  for (const path of ['/desk/overview', '/desk/invoices', '/desk/cases', '/breakers'])
    expect((await fetch(`${rig.host.url}${path}`)).status).toBe(401)
})

test('/openapi.json is by the bundle what the sources make of it, and travels once to whoever keeps it', async () => {
  const answer = await fetch(`${rig.host.url}/openapi.json`)
  expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(documentOf(manifest.version))))

  const etag = answer.headers.get('etag') ?? ''
  const again = await fetch(`${rig.host.url}/openapi.json`, { headers: { 'if-none-match': etag } })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

const sentSchema = z.object({ doubts: z.array(z.object({ kind: z.string() })) })

test(
  'an invoice goes from the mailbox to accounts payable by all of it: worker, model, libraries that were cut down, telemetry',
  slow,
  async () => {
    const lines = [
      'Quayside GmbH',
      'VAT ID: DE136695976',
      'Invoice No: PACKED-1',
      'Date: 4 March 2024',
      'Total due EUR 120.50',
    ]
    const [line] = await rig.settled(await rig.deliver(mail('Invoice', pdf(await drawnPdf({ lines })))))

    expect(line).toMatchObject({ number: 'PACKED-1', outcome: 'needs coding' })
    const [sent, ...more] = rig.lab.apMails()
    expect(more).toEqual([])
    const json = sent?.attachments.find(({ name }) => name === 'invoice.json')
    const { doubts } = sentSchema.parse(JSON.parse(Buffer.from(json?.bytes ?? []).toString()))
    expect(doubts.map(({ kind }) => kind)).not.toContain('wrong-tax-id')
    const told = await rig.until('its outcome in Application Insights', () =>
      ingestion.told('EventData').find(({ data }) => data.name === eventNames.outcome),
    )
    expect(told.properties).toMatchObject({ invoiceId: line?.invoiceId, outcome: 'needs coding' })
  },
)

test('errors of the SDKs keep the names of their classes, by which they are told apart', async () => {
  const [chunk = ''] = globSync('openai-*.js', { cwd: packaged })
  const openai = (await import(pathToFileURL(join(packaged, chunk)).href)) as Pick<
    typeof OpenAi,
    'APIConnectionTimeoutError' | 'APIUserAbortError'
  >

  expect(translateOpenai(new openai.APIConnectionTimeoutError())).toMatchObject({ failure: 'timeout' })
  expect(translateOpenai(new openai.APIUserAbortError())).toMatchObject({ failure: 'timeout' })
})
