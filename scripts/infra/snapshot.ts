/** What the templates would make in Azure, told by `bicep snapshot` without an account and without a request. */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { BicepCli } from './bicep-cli.ts'

/** Values that only Azure knows stay expressions in brackets. */
const resource = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  properties: z.record(z.string(), z.unknown()).default({}),
})
export type Resource = z.infer<typeof resource>

const snapshot = z.object({ predictedResources: z.array(resource), diagnostics: z.array(z.unknown()).max(0) })

/** Any will do; names made from it come out the same each time. */
const somewhere = [
  '--subscription-id=00000000-0000-0000-0000-000000000001',
  '--tenant-id=00000000-0000-0000-0000-000000000002',
  '--location=westeurope',
]

const run = promisify(execFile)

/**
 * The resources of infra/main.bicepparam with `values` for its environment variables and nothing of this process's own.
 * Rejects with what the CLI said.
 */
export async function snapshotOf(
  cli: BicepCli,
  templates: string,
  values: Readonly<Record<string, string>> = {},
): Promise<Resource[]> {
  // The CLI writes beside the parameter file.
  const folder = mkdtempSync(join(tmpdir(), 'infra-'))
  try {
    cpSync(templates, folder, { recursive: true })
    const { PATH, HOME, TEMP } = process.env
    await run(cli.path, ['snapshot', 'main.bicepparam', ...somewhere], {
      cwd: folder,
      env: { PATH, HOME, TEMP, ...values },
      timeout: 120_000,
    })
    return snapshot.parse(JSON.parse(readFileSync(join(folder, 'main.snapshot.json'), 'utf8')))
      .predictedResources
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
