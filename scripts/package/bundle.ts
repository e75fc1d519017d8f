/** Bundles the app by esbuild: the entry and the two worker threads as files of their own, what is imported lazily as chunks beside them. */
import { build, type Metafile, type OutputFile } from 'esbuild'
import { oneCopy } from './one-copy.ts'
import { takeWhatIsUsed } from './take-what-is-used.ts'

/** Named so that the URLs by which the app finds its workers hold here as they do in `dist/`: they are relative to the main file. */
const entryPoints = {
  main: 'src/main.ts',
  worker: 'src/adapters/documents/worker.ts',
  'mail/worker': 'src/adapters/documents/mail/worker.ts',
}

/** What CommonJS libraries expect and an ES module lacks. */
const banner = [
  "import{createRequire as __createRequire}from'node:module';",
  'const require=__createRequire(import.meta.url),',
  '__filename=import.meta.filename,__dirname=import.meta.dirname;',
].join('')

export interface Bundle {
  /** Paths are absolute, under `outdir`; source maps end in `.map` and nothing names them. */
  readonly files: readonly OutputFile[]
  readonly metafile: Metafile
}

/** Writes nothing. `root` is the project's folder. */
export async function bundle(root: string, outdir: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.15',
    minify: true,
    // The SDKs, and we, tell some errors and credentials apart by the name of their class.
    keepNames: true,
    legalComments: 'eof',
    banner: { js: banner },
    sourcemap: 'external',
    metafile: true,
    // The Functions worker provides it.
    external: ['@azure/functions-core'],
    plugins: [takeWhatIsUsed, oneCopy(/^@opentelemetry\//)],
    logLevel: 'warning',
  })
  return { files: outputFiles, metafile }
}
