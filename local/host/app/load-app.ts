/** Loads the compiled app as the worker does: package.json's `main` is a glob, each match is imported in turn. */
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { HostError, messageOf } from '../host-error.ts'
import type { ProgrammingModel } from './core-types.ts'
import { readOnly } from './read-only.ts'
import type { Registry } from './registry.ts'

const packageSchema = z.object({ main: z.string().min(1), type: z.string().optional() })

function readPackage(appDir: string): z.infer<typeof packageSchema> {
  const file = join(appDir, 'package.json')
  try {
    return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new HostError(`${file} must be JSON with "main" naming the app's entry points: ${messageOf(error)}`)
  }
}

/** The files that `main` names, sorted. */
export function entryPoints(appDir: string, main: string): string[] {
  const files = globSync(main, { cwd: appDir }).sort()
  if (files.length === 0)
    throw new HostError(`"main" in package.json (${main}) names no file in ${appDir}; build the app first.`)
  return files.map((file) => join(appDir, file))
}

/** Imports the app (`entry`, where given, in the place of what `main` names) and runs its appStart hooks. Whatever the app throws comes out; HostError where nothing is registered. */
export async function loadApp(
  appDir: string,
  registry: Registry,
  appHookData: object,
  entry: string | undefined,
): Promise<ProgrammingModel> {
  const { main, type } = readPackage(appDir)
  for (const file of entry === undefined ? entryPoints(appDir, main) : [resolve(appDir, entry)]) {
    if (type === 'module' || file.endsWith('.mjs')) await import(pathToFileURL(file).href)
    else createRequire(file)(file)
  }
  const model = registry.model()
  if (registry.functions().length === 0 || model === undefined)
    throw new HostError(`The app in ${appDir} registered no function: check what "main" (${main}) imports.`)
  const hookData = {}
  for (const hook of registry.hooks('appStart'))
    await hook(readOnly({}, { hookData, appHookData, functionAppDirectory: appDir }))
  const capabilities = await model.getCapabilities({})
  if (capabilities.HttpUri !== undefined)
    throw new HostError(
      'HTTP streaming is not carried out by this host: remove enableHttpStream from app.setup.',
    )
  registry.lock()
  return model
}
