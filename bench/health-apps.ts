/** App folder for the local host: the agent and, beside it in the same process, an empty function; handlers of both say how long they took. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../local/build.ts'

const ours = join(import.meta.dirname, 'health-apps')

/** So both meet the same load: that of the process they run in. */
export function agentWithEmptyFunction(): string {
  const folder = join(projectRoot, 'dist/bench/agent')
  mkdirSync(folder, { recursive: true })
  copyFileSync(join(projectRoot, 'host.json'), join(folder, 'host.json'))
  const agent = join(projectRoot, 'dist/src/main.js')
  const files = [join(ours, 'time-handlers.js'), join(ours, 'empty-function.js'), agent]
  const imports = files.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)}\n`)
  writeFileSync(join(folder, 'index.js'), imports.join(''))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module", "main": "index.js" }\n')
  return folder
}
