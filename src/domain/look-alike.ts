/** Tells a sender's domain that was made to be taken for a known vendor's. */
import { distance } from 'fastest-levenshtein'
import type { Vendor } from './vendor.ts'

/** Letters that the eye takes for each other, the pairs first. */
const twins: readonly [RegExp, string][] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/[0]/g, 'o'],
  [/[1i|]/g, 'l'],
  [/5/g, 's'],
  [/[-_]/g, ''],
]

/** Shorter names have neighbours by chance. */
const shortest = 5

const asSeen = (name: string): string =>
  twins.reduce((text, [from, to]) => text.replace(from, to), name.normalize('NFKD').replace(/\p{M}/gu, ''))

/** The domain without its last label: `contoso.com` and `contoso.co` are one name with two owners. */
const nameOf = (domain: string): string => domain.split('.').slice(0, -1).join('.')

/** The vendor's domain that this one looks like; undefined where it is a vendor's own, or like none. */
export function looksLike(senderDomain: string, vendors: readonly Vendor[]): string | undefined {
  const domain = senderDomain.toLowerCase()
  const known = vendors.flatMap(({ mailDomains }) => mailDomains.map((each) => each.toLowerCase()))
  // A vendor writes from below his own domain too.
  if (known.some((each) => domain === each || domain.endsWith(`.${each}`))) return undefined
  const name = nameOf(domain)
  return known.find((each) => {
    const own = nameOf(each)
    if (own.length < shortest || name.length < shortest) return false
    return asSeen(name) === asSeen(own) || distance(name, own) <= 1
  })
}
