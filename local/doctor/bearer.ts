/** Whose a token of Entra ID is, as far as it says so itself. */
import { z } from 'zod'

export interface Bearer {
  readonly is: 'application' | 'person'
  /** Rights to mail that the token carries: an application's hold for every mailbox of the tenant. */
  readonly mailRights: readonly string[]
}

const claims = z.object({
  idtyp: z.string().optional(),
  scp: z.string().optional(),
  roles: z.array(z.string()).default([]),
})

/** Only shown, never trusted. undefined for what cannot be read: formally Graph alone knows the form of its tokens. */
export function bearerOf(token: string): Bearer | undefined {
  const payload = token.split('.')[1]
  if (payload === undefined) return undefined
  const parsed = claims.safeParse(jsonOf(Buffer.from(payload, 'base64url').toString()))
  if (!parsed.success) return undefined
  const { idtyp, scp, roles } = parsed.data
  const isPerson = idtyp === 'user' || (idtyp === undefined && scp !== undefined)
  const rights = isPerson ? (scp ?? '').split(' ') : roles
  return {
    is: isPerson ? 'person' : 'application',
    mailRights: rights.filter((right) => right.startsWith('Mail.')),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A token of another form: the schema says no to it.
    return undefined
  }
}
