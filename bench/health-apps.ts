/** App folders for the local host, made of what they import: the agent and an app with one empty function, both with the agent's host.json. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../local/build.ts'

const ours = join(import.meta.dirname, 'health-apps')

/** Handlers of both say how long they took. */
export const agentFolder = (): string => appFolder('agent', join(projectRoot, 'dist/src/main.js'))
export const emptyFolder = (): string => appFolder('empty', join(ours, 'empty-function.js'))

function appFolder(name: string, entry: string): string {
  const folder = join(projectRoot, 'dist/bench', name)
  mkdirSync(folder, { recursive: true })
  copyFileSync(join(projectRoot, 'host.json'), join(folder, 'host.json'))
  const files = [join(ours, 'time-handlers.js'), entry]
  const imports = files.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)}\n`)
  writeFileSync(join(folder, 'index.js'), imports.join(''))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module", "main": "index.js" }\n')
  return folder
}
