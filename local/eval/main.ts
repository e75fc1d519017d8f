/** `npm run eval`: reads a set of documents and holds it against its truth, or invents such a set. */
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import Table from 'cli-table3'
import { Command } from 'commander'
import { readSet } from './read-set.ts'
import { reportHtml } from './report.ts'
import { scoreSet, type Miss } from './score-set.ts'
import { addSynthetic } from './synthetic/command.ts'
import { tallyTable } from './tally.ts'

const program = new Command('eval').description('Measures how well documents are read, without a model.')
program
  .command('set', { isDefault: true })
  .description(
    'Reads the documents of a folder that has a truth.json, scores them and shows what is not right.',
  )
  .argument('<folder>', 'the documents and their truth.json')
  .option(
    '--report <file>',
    'the HTML page that is written: what is not right, beside pictures of its pages with boxes where values were read (default: .data/eval/FOLDER.html)',
  )
  .option('--all', 'the page shows every document, not only those with a miss')
  .action(run)
addSynthetic(program)
await program.parseAsync()

async function run(folder: string, { report, all }: { report?: string; all?: true }): Promise<void> {
  const documents = await readSet(folder)
  const scored = scoreSet(documents)
  console.log(`Outcome as expected: ${scored.outcomes.right} of ${scored.outcomes.of}`)
  console.log(`Values from pages with their place known: ${scored.places.known} of ${scored.places.of}`)
  console.log(tallyTable('field', scored.fields))
  console.log(tallyTable('language', scored.languages))
  if (scored.misses.length > 0) console.log(missTable(scored.misses))
  const name = basename(resolve(folder))
  const path = resolve(report ?? join('.data', 'eval', `${name}.html`))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, reportHtml(name, documents, scored, all === true))
  console.log(`Report: ${path}`)
}

function missTable(misses: readonly Miss[]): string {
  const table = new Table({
    head: ['document', 'field', 'verdict', 'true', 'read', 'evidence or reason'],
    colWidths: [34, 15, 10, 24, 24, 60],
    style: { head: [], border: [], compact: true },
  })
  for (const { file, field, verdict, truth, read, evidence } of misses)
    table.push([file, field, verdict, truth, read, evidence.slice(0, 56)])
  return table.toString()
}
