/** Bundles one copy of a library that npm installed several times in the same version, as it does with those of OpenTelemetry. */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'
import { z } from 'zod'

const manifestSchema = z.object({ name: z.string(), version: z.string() })

export function oneCopy(filter: RegExp): Plugin {
  return {
    name: 'one-copy',
    setup(build) {
      const folders = new Map<string, string>()
      const asked = Symbol('asked')
      build.onResolve({ filter }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === asked) return undefined
        const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: asked })
        const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(found.path)?.[0]
        if (found.errors.length > 0 || folder === undefined) return found
        const { name, version } = manifestSchema.parse(
          JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')),
        )
        const first = folders.get(`${name}@${version}`) ?? folder
        folders.set(`${name}@${version}`, first)
        return { ...found, path: first + found.path.slice(folder.length) }
      })
    },
  }
}
