/** Runs the tests that bear a failure's number, and gives vitest's report of them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')))

/** Progress and the errors of tests go to standard error. */
export async function runFailureTests(root: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'failures-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const child = spawn(process.execPath, [vitest, 'run', '-t', 'FAILURES', ...reporters], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    })
    await once(child, 'exit')
    return readFileSync(report, 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
