/** Holds every import of `src` against the house's one direction: functions → pipeline → domain ← adapters. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** What a folder of `src` may import: its own folder always, and these of ours; packages by name. */
const allowed: Record<string, { ours: string[]; packages: RegExp }> = {
  domain: {
    ours: [],
    packages: /^(zod|ulid|fuse\.js|ibantools|stdnum|entities|fastest-levenshtein|node:crypto)$/,
  },
  pipeline: { ours: ['domain'], packages: /^(zod)$/ },
  resilience: { ours: ['domain'], packages: /^(cockatiel|zod|node:.*)$/ },
  settings: { ours: ['domain'], packages: /^zod$/ },
  telemetry: {
    ours: ['domain', 'resilience'],
    packages: /^(applicationinsights|@azure\/identity|@opentelemetry\/.*|node:.*)$/,
  },
  adapters: {
    ours: ['domain', 'resilience'],
    packages: /^(?!cockatiel$|@azure\/functions$|applicationinsights$)/,
  },
  // In a browser: of the functions it takes types alone.
  ops: { ours: ['domain', 'functions', 'pipeline'], packages: /^(uplot|pdfjs-dist)$/ },
  functions: {
    ours: ['domain', 'pipeline', 'resilience'],
    packages: /^(@azure\/functions|zod|zod-openapi|node:.*)$/,
  },
}
/** Files straight under `src`: only these see more than one room. */
const roots: Record<string, { ours: string[]; packages: RegExp }> = {
  'config.ts': { ours: ['domain', 'resilience', 'settings'], packages: /^(zod|node:.*)$/ },
  'triggers.ts': { ours: ['domain', 'app.ts', 'config.ts'], packages: /^@azure\/functions$/ },
  'app.ts': {
    ours: Object.keys(allowed).concat('config.ts', 'version.ts', 'desk.ts', 'outside.ts', 'telling.ts'),
    packages: /^(?!cockatiel$)/,
  },
  'desk.ts': { ours: ['domain', 'pipeline', 'functions', 'outside.ts'], packages: /^@azure\/functions$/ },
  'outside.ts': { ours: ['adapters', 'domain', 'resilience', 'config.ts'], packages: /^@azure\/identity$/ },
  'telling.ts': { ours: ['domain', 'pipeline', 'functions', 'telemetry'], packages: /^$/ },
  'version.ts': { ours: [], packages: /^(zod|node:.*)$/ },
  'main.ts': {
    ours: ['app.ts', 'config.ts', 'triggers.ts', 'telemetry'],
    packages: /^(@azure\/functions|node:.*)$/,
  },
}

const importForm =
  /^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^\s*import\s+['"]([^'"]+)['"]/gm

function faultsOf(file: string): string[] {
  const inSrc = file.slice('src/'.length)
  const room = inSrc.includes('/') ? (inSrc.split('/')[0] ?? '') : inSrc
  const rule = allowed[room] ?? roots[room]
  if (rule === undefined)
    return [`${file}: no layering rule knows "${room}"; add one to scripts/check-layering.ts`]
  const faults: string[] = []
  for (const match of readFileSync(file, 'utf8').matchAll(importForm)) {
    const target = match[1] ?? match[2] ?? match[3] ?? ''
    if (target.startsWith('.')) {
      const path = normalize(join(dirname(file), target))
      const other = path.startsWith('src/') ? path.slice('src/'.length) : path
      const otherRoom = other.includes('/') ? (other.split('/')[0] ?? '') : other
      if (!path.startsWith('src/')) faults.push(`${file}: imports ${path}, which does not ship`)
      else if (otherRoom !== room && !rule.ours.includes(otherRoom))
        faults.push(`${file}: "${room}" may not import "${otherRoom}" (${target})`)
      else if (room === 'adapters' && otherRoom === 'adapters') {
        const [mine, theirs] = [inSrc.split('/')[1], other.split('/')[1]]
        if (
          mine !== theirs &&
          other.includes('/') &&
          other.split('/').length > 2 &&
          inSrc.split('/').length > 2
        )
          faults.push(`${file}: adapter "${mine}" may not import adapter "${theirs}"`)
      }
    } else if (!rule.packages.test(target))
      faults.push(`${file}: "${room}" may not import the package "${target}"`)
  }
  return faults
}

const files = globSync('src/**/*.ts').map((file) => file.replaceAll('\\', '/'))
const faults = files.flatMap(faultsOf)
for (const fault of faults) console.error(fault)
console.log(`layering: ${files.length} files, ${faults.length} faults`)
if (faults.length > 0) process.exitCode = 1
