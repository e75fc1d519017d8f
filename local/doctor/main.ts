/** `npm run doctor`: checks every setting and right by a real, harmless call, and says what to do about each failure. */
import { environmentConfig } from '../../src/config.ts'
import { projectRoot } from '../build.ts'
import { applyLocalSettings } from '../host/app/local-settings.ts'
import { HostError } from '../host/host-error.ts'
import { doctor } from './command.ts'

/** In place, and only for who looks on. */
function progress(check: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${check === '' ? '' : `checking: ${check}`}`)
}

try {
  applyLocalSettings(projectRoot, process.env)
  process.exitCode = await doctor(process.argv.slice(2), environmentConfig, {
    print: (text) => console.log(text),
    complain: (text) => console.error(text),
    progress,
    columns: process.stdout.columns ?? 100,
  })
} catch (error) {
  if (!(error instanceof HostError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
