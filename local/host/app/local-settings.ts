/** local.settings.json, as Core Tools read it: its `Values` become the environment of the app. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { HostError, messageOf } from '../host-error.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])
const settingsSchema = z.object({
  IsEncrypted: z.literal(false).optional(),
  Values: z.record(z.string(), scalar),
})

/** Sets what the environment does not have yet: the process environment wins. No file, nothing to do. */
export function applyLocalSettings(appDir: string, env: NodeJS.ProcessEnv): void {
  const file = join(appDir, 'local.settings.json')
  if (!existsSync(file)) return
  try {
    const { Values } = settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    for (const [name, value] of Object.entries(Values)) env[name] ??= String(value)
  } catch (error) {
    throw new HostError(`${file} must be JSON with IsEncrypted false and text "Values": ${messageOf(error)}`)
  }
}
