/** Builds the app that the host loads: the same command as for a deployment. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

/** What was saved while a build ran, which takes some seconds, may not be in it. */
const buildMs = 3_000

/** Builds where a source is newer than the last good build. Throws with the compiler's words. */
export async function buildApp(): Promise<void> {
  if (newest('src/**/*.{ts,json,html,css,svg}', 'package.json', 'tsconfig*.json') < builtAt() - buildMs)
    return
  const child = spawn('npm', ['run', '--silent', 'build'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  const said: Buffer[] = []
  child.stdout.on('data', (data: Buffer) => said.push(data))
  child.stderr.on('data', (data: Buffer) => said.push(data))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The build failed.\n${Buffer.concat(said).toString()}`)
}

/** The JSON beside the compiled sources is copied last, and only where the compiler found no fault. */
const builtAt = (): number => newest('dist/src/**/*.json')

/** Milliseconds since 1970; 0 where there is none. */
function newest(...patterns: string[]): number {
  const files = globSync(patterns, { cwd: projectRoot })
  return Math.max(0, ...files.map((file) => statSync(join(projectRoot, file)).mtimeMs))
}
