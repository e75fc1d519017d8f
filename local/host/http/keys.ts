/** Function keys: who may call what is not anonymous. */
import { createHash, timingSafeEqual } from 'node:crypto'

export type AuthLevel = 'anonymous' | 'function' | 'admin'

export type KeyCheck = (level: AuthLevel, given: string | undefined) => boolean

const digest = (text: string) => createHash('sha256').update(text).digest()

/** One key serves as function and master key. The comparison takes the same time whatever was given. */
export function makeKeyCheck(key: string): KeyCheck {
  const expected = digest(key)
  return (level, given) =>
    level === 'anonymous' || (given !== undefined && timingSafeEqual(digest(given), expected))
}

/** From the header `x-functions-key`, or `?code=`. */
export function keyOf(header: string | string[] | undefined, query: URLSearchParams): string | undefined {
  return (typeof header === 'string' ? header : undefined) ?? query.get('code') ?? undefined
}
