/** The files of the operations page as the app serves them: one script, one style sheet, the page, and pdf.js as it came. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, type Metafile } from 'esbuild'

export interface OpsFile {
  /** Its name beside the others. */
  readonly name: string
  readonly bytes: Uint8Array
  /** The source that it was made from. */
  readonly what: string
}

/** Taken as they are: loaded when a document is looked at, the second in a worker. */
const copied = [
  'src/ops/index.html',
  'src/ops/icon.svg',
  'node_modules/pdfjs-dist/build/pdf.min.mjs',
  'node_modules/pdfjs-dist/build/pdf.worker.min.mjs',
]

/** `root` is the project's folder; writes nothing. */
export async function opsFiles(root: string): Promise<{ files: readonly OpsFile[]; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { page: 'src/ops/page.ts', style: 'src/ops/style.css' },
    outdir: join(root, 'ops'),
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome123', 'firefox122', 'safari17.5'],
    minify: true,
    legalComments: 'eof',
    metafile: true,
    logLevel: 'warning',
  })
  const built = outputFiles.map(({ path, contents }) => ({
    name: basename(path),
    bytes: contents,
    what: path.endsWith('.css') ? 'src/ops/style.css' : 'src/ops/page.ts',
  }))
  const taken = copied.map((file) => ({
    name: basename(file),
    bytes: readFileSync(join(root, file)),
    what: file.replace(/^node_modules\//, ''),
  }))
  return { files: [...built, ...taken], metafile }
}
