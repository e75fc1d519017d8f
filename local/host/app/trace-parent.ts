/** W3C trace context: the caller's trace goes on, or a new one starts. */
import { randomBytes } from 'node:crypto'

const form = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/** A new, unsampled trace where the caller gave none or a faulty one. */
export function traceParentFrom(given: string | undefined): string {
  if (given !== undefined && form.test(given)) return given
  const random = randomBytes(24).toString('hex')
  return `00-${random.slice(0, 32)}-${random.slice(32)}-00`
}
