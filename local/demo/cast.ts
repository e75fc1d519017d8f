/** Who appears in the demo: the project's own samples, or the files of a folder; and in which of its three acts. */
import type { Vendor } from '../../src/domain/vendor.ts'
import type { NewMail } from '../lab/graph/stored-mail.ts'
import { readMailFolder } from '../lab/mail-folder.ts'
import type { Expected } from './samples/sample.ts'
import { sampleMails } from './samples/sample-mails.ts'
import { sampleVendors } from './samples/sample-vendors.ts'

export interface Role {
  readonly name: string
  readonly mail: NewMail
  /** What should come of it, where that is known. */
  readonly expected?: readonly Expected[]
}

export interface Cast {
  readonly vendors: readonly Vendor[]
  /** An outage begins between the first act and the second, and ends before the third. */
  readonly acts: readonly [readonly Role[], readonly Role[], readonly Role[]]
}

export async function castOf(folder: string | undefined): Promise<Cast> {
  const roles = folder === undefined ? await samples() : await files(folder)
  // A duplicate comes last, since it is the second of its kind.
  const last = roles.filter((role) => role.expected?.some(({ outcome }) => outcome === 'duplicate'))
  const encore = last.length > 0 ? last : roles.slice(-1)
  const others = roles.filter((role) => !encore.includes(role))
  const half = Math.ceil(others.length / 2)
  return {
    vendors: folder === undefined ? sampleVendors : [],
    acts: [others.slice(0, half), others.slice(half), encore],
  }
}

async function samples(): Promise<Role[]> {
  const mails = await sampleMails()
  return mails.map(({ mail, expected }) => ({ name: mail.subject, mail, expected }))
}

async function files(folder: string): Promise<Role[]> {
  const mails = await readMailFolder(folder, new Date())
  if (mails.length === 0) throw new Error(`There is no mail and no document in ${folder}.`)
  return mails.map(({ file, mail }) => ({ name: file, mail }))
}
