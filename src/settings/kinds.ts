/** What a setting may be: addresses, durations, lists; each says what is wrong and gives an example. */
import { z } from 'zod'
import { hours, minutes, seconds } from '../domain/clock.ts'

export const isLoopback = (url: string): boolean =>
  ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname)

export const url = (example: string) =>
  z.string().refine((text) => URL.canParse(text) && (text.startsWith('https://') || isLoopback(text)), {
    error: `must be an https address such as ${example}`,
  })

export const address = z.email({ error: 'must be a mail address such as invoices@contoso.com' }).toLowerCase()

const units: Readonly<Record<string, (n: number) => number>> = { s: seconds, m: minutes, h: hours }
export const duration = z
  .string()
  .regex(/^\d{1,5}[smh]$/, 'must be a number with s, m or h behind, such as 10m')
  .transform((text) => units[text.slice(-1)]?.(Number(text.slice(0, -1))) ?? 0)

export const timeSpan = z
  .string()
  .regex(
    /^(?!0+:00:00)\d{1,2}:[0-5]\d:[0-5]\d$/,
    'must be a time span such as 00:10:00; a lock has to outlive it',
  )
  .transform((text) => text.split(':').reduce((sum, part) => 60 * sum + Number(part), 0) * 1_000)

export const list = (separator: RegExp) =>
  z.string().transform((text) =>
    text
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )

export const ownCompany = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' })
      return z.NEVER
    }
  })
  .pipe(
    z.strictObject({
      names: z.array(z.string()).default([]),
      taxIds: z.array(z.string()).default([]),
      ibans: z.array(z.string()).default([]),
    }),
  )
