/** The company that the agent works for: it buys, so it is never the vendor. */
import { fold } from './rules/fold.ts'

export interface OwnCompany {
  readonly names: readonly string[]
  readonly taxIds: readonly string[]
  readonly ibans: readonly string[]
}

/** Legal forms are left out where names are compared: people write or forget them. */
const legalForms =
  /(?<= )(gmbh|mbh|co|kg|ag|inc|llc|ltd|limited|corp|corporation|company|sas|sarl|sa|bv|nv|oy|oyj|ab|as|aps|srl|spa|sl|lda|plc|doo|ug|ohg)(?= )/g

const plainName = (name: string): string =>
  ` ${fold(name).replace(/[^\p{L}\p{N}]+/gu, ' ')} `.replace(legalForms, '').replace(/ +/g, ' ').trim()
const plainCode = (code: string): string => code.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()

/** Two names of one company, legal form and punctuation aside. */
export function sameName(a: string, b: string): boolean {
  return plainName(a) !== '' && plainName(a) === plainName(b)
}

export function isOwnName(own: OwnCompany | undefined, name: string): boolean {
  return own?.names.some((mine) => sameName(mine, name)) ?? false
}

/** Tax numbers and accounts, compared without blanks and punctuation. */
export function isOwnCode(own: OwnCompany | undefined, code: string): boolean {
  return [...(own?.taxIds ?? []), ...(own?.ibans ?? [])].some((mine) => plainCode(mine) === plainCode(code))
}
