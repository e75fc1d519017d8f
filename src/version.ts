/** The release that runs, from the package.json that ships with it. */
import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { z } from 'zod'

export function version(): string {
  const path = findPackageJSON(import.meta.url)
  if (path === undefined) throw new Error('package.json is missing beside the app')
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version
}
