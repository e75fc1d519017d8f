/** `npm run fuzz`: harmed PDFs and XMLs through the real sandbox; none may crash it, hang it or be read as a wild amount. */
import Table from 'cli-table3'
import { Command } from 'commander'
import { documentsAtHand } from '../documents-at-hand.ts'
import { fuzz } from './fuzz.ts'

const command = new Command('fuzz')
  .description(
    'Reads harmed documents. Exit code 0 when all ended in a verdict, in time, without a wild amount.',
  )
  .option('--runs <number>', 'how many', '2000')
  .option('--seed <number>', 'the same seed harms in the same way', '1')
  .parse()
const { runs, seed } = command.opts<{ runs: string; seed: string }>()

const { from, documents } = await documentsAtHand()
console.log(`${runs} harmed documents, of ${documents.length} of the ${from}, seed ${seed}`)
const start = performance.now()
const { ends, faults, slowestMs } = await fuzz(documents, {
  runs: Number(runs),
  seed: Number(seed),
  onRun: (done) => {
    if (done % 200 === 0) console.log(`${done} of ${runs}`)
  },
})

const plain = { style: { head: [], border: [], compact: true } }
const table = new Table({ head: ['ended', 'documents'], ...plain })
for (const [end, count] of [...ends].toSorted(([, a], [, b]) => b - a)) table.push([end, count])
console.log(table.toString())
console.log(
  `${((performance.now() - start) / 1000).toFixed(0)} s, slowest ${(slowestMs / 1000).toFixed(1)} s, faults ${faults.length}`,
)
for (const { run, document, how, what } of faults) console.log(`run ${run}: ${document} (${how}): ${what}`)
process.exitCode = faults.length === 0 ? 0 : 1
