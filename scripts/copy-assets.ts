/** Puts beside the compiled sources what tsc does not compile: the operations page, vocabularies in JSON and the like. */
import { cpSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { opsFiles } from './ops/ops-files.ts'

const ops = join('dist', 'src', 'ops')
mkdirSync(ops, { recursive: true })
for (const { name, bytes } of (await opsFiles(process.cwd())).files) writeFileSync(join(ops, name), bytes)

// The JSON last: its age is that of the build (local/build.ts).
for (const file of globSync('src/**/*.json', { exclude: ['src/ops/**'] })) {
  const target = join('dist', file)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(file, target)
}
