/** Makes the deployable folder: the bundle, host.json and a package.json that names its entry; source maps go into a folder of their own. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { Metafile } from 'esbuild'
import { z } from 'zod'
import { opsFiles } from '../ops/ops-files.ts'
import { bundle } from './bundle.ts'
import type { NamedFile } from './contents.ts'
import { strangers } from './strangers.ts'

const projectSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  engines: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})

export interface Folders {
  /** The project. */
  readonly root: string
  /** Emptied first, both. */
  readonly out: string
  readonly maps: string
}

/** Throws where something is in it that must not be; then nothing is written. */
export async function makePackage({ root, out, maps }: Folders): Promise<readonly NamedFile[]> {
  const project = projectSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const { files, metafile } = await bundle(root, out)
  const ops = await opsFiles(root)
  const dev = Object.keys(project.devDependencies)
  const faults = [...strangers(metafile, dev), ...strangers(ops.metafile, dev)]
  if (faults.length > 0) throw new Error(`This package cannot be deployed:\n${faults.join('\n')}`)

  const what = sourcesOf(metafile, root, out)
  const named = files.map(({ path, contents }) => {
    const inside = relative(out, path).split(sep).join('/')
    return { path: inside, bytes: contents, what: what.get(inside) ?? '' }
  })
  const isMap = ({ path }: NamedFile): boolean => path.endsWith('.map')
  const { name, version, license, engines } = project
  const manifest = { name, version, license, private: true, type: 'module', main: 'main.js', engines }
  const packed = [
    ...named.filter((file) => !isMap(file)),
    ...ops.files.map(({ name: file, ...more }) => ({ path: `ops/${file}`, ...more })),
    { path: 'package.json', bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), what: '' },
    { path: 'host.json', bytes: readFileSync(join(root, 'host.json')), what: '' },
  ]
  write(out, packed)
  write(maps, named.filter(isMap))
  return packed
}

/** Which module each file stands for: an entry, or what was imported lazily. */
function sourcesOf(metafile: Metafile, root: string, out: string): Map<string, string> {
  return new Map(
    Object.entries(metafile.outputs).map(([path, { entryPoint }]) => [
      relative(out, join(root, path)).split(sep).join('/'),
      entryPoint?.replace(/^.*node_modules\//, '') ?? 'shared by several',
    ]),
  )
}

function write(folder: string, files: readonly NamedFile[]): void {
  rmSync(folder, { recursive: true, force: true })
  for (const { path, bytes } of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, bytes)
  }
}
