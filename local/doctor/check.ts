/** What a check is: one real, harmless call, and what to do about each way in which it can fail. */
import type { Installation } from './installation.ts'

/** `said` is what came back, in plain words: no secret, no address. */
export type Finding =
  | { readonly state: 'ok'; readonly said: string }
  | { readonly state: 'failed'; readonly said: string; readonly advice: string }
  | { readonly state: 'skipped'; readonly said: string; readonly advice?: string }

/** How a call failed, whichever service it was. */
export const signs = [
  'no-token',
  'unknown-caller',
  'no-right',
  'not-found',
  'rejected',
  'throttled',
  'unreachable',
  'timeout',
  'service-fault',
  'unexpected',
] as const
export type Sign = (typeof signs)[number]

/** What to do, by the service's own error code, else by the sign. */
export type Advice = Readonly<Record<string, string>>

export interface Check {
  readonly name: string
  /** Not run where that check did not end well. */
  readonly needs?: string
  /** Milliseconds that it may take, where the usual ones are too few. */
  readonly limitMs?: number
  /** Throws as the adapters do; `judge` makes a finding of that. */
  run(installation: Installation): Promise<Finding>
  readonly advice: Advice
}

export const ok = (said: string): Finding => ({ state: 'ok', said })
export const failed = (said: string, advice: string): Finding => ({ state: 'failed', said, advice })
export const skipped = (said: string, advice?: string): Finding =>
  advice === undefined ? { state: 'skipped', said } : { state: 'skipped', said, advice }
