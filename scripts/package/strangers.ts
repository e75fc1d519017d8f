/** What must not be in a package, or be needed by it: code that does not ship, dev dependencies, modules that nobody provides there. */
import { builtinModules } from 'node:module'
import type { Metafile } from 'esbuild'

/** By the Functions worker. */
const provided = new Set(['@azure/functions-core'])
const builtin = new Set(builtinModules)

/** One line a fault. */
export function strangers(metafile: Metafile, devDependencies: readonly string[]): string[] {
  const dev = new Set(devDependencies)
  const inputs = Object.keys(metafile.inputs).flatMap((file) => {
    const name = packageOf(file)
    if (name === undefined)
      return file.startsWith('src/') ? [] : [`${file} is in the package and does not ship`]
    return dev.has(name) ? [`${file} is in the package and of a dev dependency`] : []
  })
  const needed = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, path }) => external === true && !isThere(path))
    .map(({ path }) => `${path} is imported by the package and is not in it`)
  return [...new Set([...inputs, ...needed])]
}

const isThere = (path: string): boolean => path.startsWith('node:') || builtin.has(path) || provided.has(path)

/** The package that a file belongs to, the innermost one; undefined for ours. */
function packageOf(file: string): string | undefined {
  return /.*(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]
}
