/** `npm run package`: makes the folder that is deployed, and says what is in it; ends with 1 where it is larger than it may be. */
import { join, relative, resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { contents } from './package/contents.ts'
import { makePackage } from './package/make-package.ts'
import { zippedSize } from './package/zipped-size.ts'

const mb = 1024 * 1024
const root = join(import.meta.dirname, '..')

function megabytes(text: string): number {
  const size = Number(text)
  if (!(size > 0)) throw new InvalidArgumentError('A size is a number of MB above 0.')
  return size
}

/** It is emptied: never a folder in which the project lies. */
function folder(text: string): string {
  const out = resolve(text)
  if (!relative(out, root).startsWith('..'))
    throw new InvalidArgumentError('The project lies in that folder.')
  return out
}

const given = new Command('npm run package --')
  .description('Bundles the app into a deployable folder, its source maps into another beside it.')
  .option(
    '--out <folder>',
    'where to; emptied first, as is the same name with "-maps"',
    folder,
    join(root, 'package'),
  )
  .option('--limit <MB>', 'the zipped size that it may have', megabytes, 8)
  .parse()
  .opts<{ out: string; limit: number }>()

const { out } = given
const files = await makePackage({ root, out, maps: `${out}-maps` })
const zipped = zippedSize(files)
const size = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
console.log(contents(files))
console.log(
  `${files.length} files, ${(size / mb).toFixed(1)} MB, zipped ${(zipped / mb).toFixed(2)} MB (each file deflated, and zip's headers); at most ${given.limit} MB`,
)
if (zipped > given.limit * mb) {
  console.error('The package is too large: see above which file grew.')
  process.exitCode = 1
}
