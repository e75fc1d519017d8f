/** Copies what tsc does not compile (vocabularies in JSON and the like) beside the compiled sources. */
import { cpSync, globSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

for (const file of globSync('src/**/*.json')) {
  const target = join('dist', file)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(file, target)
}
