/** A command that npm started ends with npm, though npm's SIGTERM stops at the shell between them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

const module_ = new URL('../../local/stop-signal.ts', import.meta.url).href
const program = `const { stopSignal } = await import(${JSON.stringify(module_)})
setTimeout(() => process.exit(7), 15_000)
const stop = stopSignal()
console.log('up')
await stop
console.log('stopped')
process.exit(0)`

test.skipIf(process.platform === 'win32')(
  'the end of the shell between npm and us ends us as well',
  async () => {
    // The second command keeps the shell from becoming the first one.
    const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines: string[] = []
    const reader = createInterface({ input: shell.stdout })
    reader.on('line', (line) => lines.push(line))
    await once(reader, 'line')

    shell.kill('SIGTERM')
    await once(reader, 'close')

    expect(lines.at(-1)).toBe('stopped')
  },
)
