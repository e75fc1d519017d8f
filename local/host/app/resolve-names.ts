/** `%NAME%` in queue names and schedules, from settings. */
import { HostError } from '../host-error.ts'

/** HostError where a named setting is missing. */
export function resolveNames(text: string, env: NodeJS.ProcessEnv): string {
  return text.replaceAll(/%([^%]+)%/g, (_, name: string) => {
    const value = env[name]
    if (value === undefined)
      throw new HostError(`%${name}% is used by the app, but the setting ${name} is missing.`)
    return value
  })
}
