/** Builds the app that the host loads: the same command as for a deployment. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

/** Throws with the compiler's words. */
export async function buildApp(): Promise<void> {
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
