/** `npm run vendors`: brings a vendor list from CSV into a running app, by its /vendors function. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import type { Vendor } from '../src/domain/vendor.ts'
import { type App, appAt, AppRefused, keyOption, urlOption } from './app-client.ts'
import { readVendorCsv } from './vendors/read-csv.ts'

const program = new Command('npm run vendors --').description('The vendor list of a running app.')

program
  .command('import')
  .description('Puts every vendor of a CSV file; the same file again changes nothing.')
  .argument('<file>', 'CSV with a header line; several values in a cell are parted by |')
  .addOption(urlOption())
  .addOption(keyOption())
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
  const app = appAt(options)
  for (const [place, vendor] of vendors.entries()) {
    const refusal = await put(vendor, app)
    if (refusal !== undefined)
      return fail(`${place} of ${vendors.length} vendors were put. ${vendor.vendorId}: ${refusal}`)
    console.log(
      `${String(place + 1).padStart(String(vendors.length).length)}/${vendors.length}  ${vendor.vendorId}`,
    )
  }
}

/** Why it was refused, or undefined. */
async function put({ vendorId, ...vendor }: Vendor, app: App): Promise<string | undefined> {
  try {
    await app.ask('PUT', `/vendors/${vendorId}`, vendor)
    return undefined
  } catch (error) {
    if (error instanceof AppRefused) return error.message
    throw error
  }
}

function fail(text: string): void {
  console.error(text)
  process.exitCode = 1
}
