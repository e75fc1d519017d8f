/** A package with something in it that must not be there, or without something it needs, is not made. */
import type { Metafile } from 'esbuild'
import { expect, test } from 'vitest'
import { strangers } from '../../../../scripts/package/strangers.ts'

/** Of one output, with these files in it and these imports left to whoever runs it. */
function metafile(files: readonly string[], imports: readonly string[] = []): Metafile {
  const external = imports.map((path) => ({ path, kind: 'import-statement' as const, external: true }))
  const inputs = Object.fromEntries(files.map((file) => [file, { bytes: 1, imports: [] }]))
  return { inputs, outputs: { 'package/main.js': { bytes: 1, inputs: {}, imports: external, exports: [] } } }
}

test.each<[string, readonly string[], readonly string[]]>([
  [
    'our sources and libraries',
    ['src/main.ts', 'node_modules/zod/index.js'],
    ['node:fs', 'fs', 'fs/promises'],
  ],
  ['what the Functions worker provides', ['src/main.ts'], ['@azure/functions-core']],
  ['a library in a dev dependency of its own', ['node_modules/vitest/node_modules/ms/index.js'], []],
])('%s belong there', (_, files, imports) => {
  expect(strangers(metafile(files, imports), ['vitest'])).toEqual([])
})

test.each<[string, readonly string[], readonly string[], string]>([
  ['the lab', ['local/lab/lab.ts'], [], 'local/lab/lab.ts is in the package and does not ship'],
  ['a test', ['tests/fakes/clock.ts'], [], 'tests/fakes/clock.ts is in the package and does not ship'],
  [
    'a dev dependency',
    ['node_modules/@types/node/index.js'],
    [],
    'node_modules/@types/node/index.js is in the package and of a dev dependency',
  ],
  ['a library left out', ['src/main.ts'], ['zod'], 'zod is imported by the package and is not in it'],
])('%s does not', (_, files, imports, fault) => {
  expect(strangers(metafile(files, imports), ['vitest', '@types/node'])).toEqual([fault])
})
