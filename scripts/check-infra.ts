/** Holds infra/ against the real Bicep CLI, which is fetched where it is missing; skipped with its reason where it cannot be had. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { findBicep, bicepVersion, restoreBicep } from './infra/bicep-cli.ts'
import { lintFaults } from './infra/lint.ts'

const templates = join(import.meta.dirname, '../infra')

const installed = findBicep()
const restored = installed?.version === bicepVersion ? installed : restoreBicep()
const cli = typeof restored === 'string' ? (installed ?? restored) : restored
if (typeof cli === 'string') console.log(`infra: skipped, ${cli}`)
else {
  const faults = lintFaults(cli, templates)
  for (const fault of faults) console.error(fault)
  const count = globSync('**/*.bicep', { cwd: templates }).length
  console.log(`infra: ${count} templates, bicep ${cli.version}, ${faults.length} faults`)
  if (faults.length > 0) process.exitCode = 1
}
