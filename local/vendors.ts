/** `npm run vendors`: brings a vendor list from CSV into a running app, by its /vendors function. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import type { Vendor } from '../src/domain/vendor.ts'
import { readVendorCsv } from './vendors/read-csv.ts'

const program = new Command('npm run vendors --').description('The vendor list of a running app.')

program
  .command('import')
  .description('Puts every vendor of a CSV file; the same file again changes nothing.')
  .argument('<file>', 'CSV with a header line; several values in a cell are parted by |')
  .option('--url <url>', 'where the app listens', 'http://127.0.0.1:7071')
  .option('--key <key>', 'function key (or set INVOICE_AGENT_KEY)', process.env.INVOICE_AGENT_KEY ?? '')
  .option('--dry-run', 'check the file and send nothing', false)
  .action(importFile)

await program.parseAsync()

async function importFile(
  file: string,
  options: { url: string; key: string; dryRun: boolean },
): Promise<void> {
  const { vendors, faults } = readVendorCsv(readFileSync(file, 'utf8'))
  if (faults.length > 0)
    return fail(`${file} was not sent:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  if (options.dryRun) return console.log(`${vendors.length} vendors, no fault; nothing was sent.`)
  for (const [place, vendor] of vendors.entries()) {
    const refusal = await put(vendor, options)
    if (refusal !== undefined)
      return fail(`${place} of ${vendors.length} vendors were put. ${vendor.vendorId}: ${refusal}`)
    console.log(
      `${String(place + 1).padStart(String(vendors.length).length)}/${vendors.length}  ${vendor.vendorId}`,
    )
  }
}

/** Why it was refused, or undefined. */
async function put({ vendorId, ...vendor }: Vendor, { url, key }: { url: string; key: string }) {
  try {
    const answer = await fetch(new URL(`/vendors/${vendorId}`, url), {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-functions-key': key },
      body: JSON.stringify(vendor),
      signal: AbortSignal.timeout(60_000),
    })
    if (answer.status === 401) return 'the key was refused: give the function key with --key'
    return answer.ok ? undefined : `HTTP ${answer.status} ${await answer.text()}`
  } catch (error) {
    return `${url} cannot be reached (${error instanceof Error ? error.message : String(error)}): is the app running there?`
  }
}

function fail(text: string): void {
  console.error(text)
  process.exitCode = 1
}
