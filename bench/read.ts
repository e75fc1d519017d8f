/** What reading costs: each text PDF beside `pdftotext` as a process, the whole set through the sandbox, and the memory of it all. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentsAtHand, type DocumentAtHand } from '../local/documents-at-hand.ts'
import { median } from '../local/quantile.ts'
import { createDocumentParser } from '../src/adapters/documents/parser.ts'
import { plainTable, timeOf } from './reference.ts'

const rounds = 5
const most = { ratio: 1.5, setMs: 10_000, memoryMb: 500 }

const { from, documents } = await documentsAtHand()
const asDocument = ({ name, bytes }: DocumentAtHand): Parameters<typeof parser.parse>[0] => ({
  name,
  contentType: '',
  bytes,
})

// First of all, with cold workers, as after a deployment.
const parser = createDocumentParser()
const setMs = await timeOf(() => Promise.all(documents.map((one) => parser.parse(asDocument(one)))))
await parser.close()

const warm = createDocumentParser({ workers: 1 })
const texts: DocumentAtHand[] = []
for (const one of documents) {
  const parsed = await warm.parse(asDocument(one))
  if (parsed.kind === 'parsed' && parsed.pageCount > 0) texts.push(one)
}

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined
const folder = await mkdtemp(join(tmpdir(), 'bench-read-'))
const paths = texts.map((_, i) => join(folder, `${i}.pdf`))
await Promise.all(texts.map(({ bytes }, i) => writeFile(paths[i] ?? '', bytes)))

const ours: number[] = []
const theirs: number[] = []
for (let round = 0; round < rounds; round++)
  for (const [i, one] of texts.entries()) {
    ours.push(await timeOf(() => warm.parse(asDocument(one))))
    if (hasPdftotext)
      theirs.push(await timeOf(async () => void spawnSync('pdftotext', ['-layout', paths[i] ?? '', '-'])))
  }
await warm.close()
await rm(folder, { recursive: true })

const memoryMb = process.resourceUsage().maxRSS / 1024
const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length
const ratio = hasPdftotext ? mean(ours) / mean(theirs) : undefined
const rows: [string, string, string, boolean][] = [
  [
    `${documents.length} documents, 2 cold workers`,
    `${setMs.toFixed(0)} ms`,
    `${most.setMs} ms`,
    setMs <= most.setMs,
  ],
  ['peak memory', `${memoryMb.toFixed(0)} MB`, `${most.memoryMb} MB`, memoryMb <= most.memoryMb],
]
if (ratio === undefined)
  console.log('pdftotext is not installed (Debian: poppler-utils): nothing to compare with.')
else
  rows.unshift([
    `text PDF: ${mean(ours).toFixed(1)} ms (median ${median(ours).toFixed(1)}), pdftotext ${mean(theirs).toFixed(1)} ms (median ${median(theirs).toFixed(1)})`,
    `${ratio.toFixed(2)} x`,
    `${most.ratio} x`,
    ratio <= most.ratio,
  ])
console.log(`${texts.length} text PDFs of the ${from}, ${rounds} rounds`)
const table = plainTable(['what', 'measured', 'at most', ''])
for (const [what, measured, limit, isMet] of rows)
  table.push([what, measured, limit, isMet ? 'met' : 'MISSED'])
console.log(table.toString())
process.exitCode = rows.every(([, , , isMet]) => isMet) ? 0 : 1
