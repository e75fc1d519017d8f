/** Lets esbuild leave out what the app does not use of two libraries: all of them would be loaded at every cold start. */
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'
import { vatForms } from '../../src/domain/tax-id.ts'

export const takeWhatIsUsed: Plugin = {
  name: 'take-what-is-used',
  setup(build) {
    // Libraries come as .js: these files are ours.
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: asNamespace(await readFile(path, 'utf8')),
      loader: 'ts',
    }))
    build.onLoad({ filter: /[\\/]stdnum[\\/]lib[\\/]\w+[\\/]index\.js$/ }, ({ path }) => ({
      contents: numbersOf(vatForms),
      resolveDir: dirname(path),
    }))
  },
}

/** `z` is an object that holds the whole library, its fifty languages too; the same as a namespace holds what is asked of it. */
function asNamespace(source: string): string {
  return source.replace(/^import \{ z \} from 'zod'$/m, "import * as z from 'zod'")
}

/** stdnum is one object with every number of a hundred countries: here with those that we ask for, in the same shape. */
function numbersOf(forms: typeof vatForms): string {
  const all = Object.entries(forms).flatMap(([country, names]) => names.map((name) => ({ country, name })))
  const imports = all.map(
    ({ country, name }) => `import * as ${country}_${name} from '../esm/${country.toLowerCase()}/${name}'`,
  )
  const countries = Object.entries(forms).map(
    ([country, names]) => `${country}: { ${names.map((name) => `${name}: ${country}_${name}`).join(', ')} }`,
  )
  return [...imports, `export const stdnum = { ${countries.join(', ')} }`].join('\n')
}
