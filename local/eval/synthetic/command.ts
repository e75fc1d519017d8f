/** `npm run eval -- synthetic`: invents invoices and reads them at once, or writes them as PDFs with their truth. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { tallyTable } from '../tally.ts'
import { synthetics } from './generate.ts'
import { measure } from './measure.ts'
import { printPdf } from './print-pdf.ts'

export function addSynthetic(program: Command): void {
  program
    .command('synthetic')
    .description(
      'Invents invoices of many countries and layouts, reads them by rules and prints what is right.',
    )
    .option('--seed <number>', 'the same seed invents the same invoices', '1')
    .option('--count <number>', 'how many', '448')
    .option('--misses', 'prints each value that is not right')
    .option(
      '--out <folder>',
      'writes them as PDFs with truth.json instead, to be read by `npm run eval -- FOLDER`',
    )
    .action(run)
}

async function run(options: { seed: string; count: string; misses?: true; out?: string }): Promise<void> {
  const invoices = synthetics(Number(options.seed), Number(options.count))
  if (options.out !== undefined) {
    await mkdir(options.out, { recursive: true })
    for (const { name, drawn } of invoices) await writeFile(join(options.out, `${name}.pdf`), printPdf(drawn))
    const truths = invoices.map(({ name, truth }) => ({ ...truth, file: `${name}.pdf` }))
    await writeFile(join(options.out, 'truth.json'), `${JSON.stringify(truths, undefined, 1)}\n`)
    console.log(`${invoices.length} invoices written to ${options.out}`)
    return
  }
  const { tallies, misses } = measure(invoices)
  for (const [what, tally] of Object.entries(tallies)) console.log(tallyTable(what, tally))
  if (options.misses) for (const miss of misses) console.log(miss)
}
