/** Claims in memory. */
import type { Claim, ClaimKey, Claims } from '../../src/domain/ports.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeClaims extends Claims, Faults<keyof Claims> {
  /** Whose claim stands, without a call being counted. */
  owner(key: ClaimKey): string | undefined
}

const nameOf = (key: ClaimKey): string =>
  JSON.stringify(key.by === 'file' ? [key.by, key.sha256] : [key.by, key.vendor, key.number, key.year])

export function fakeClaims(): FakeClaims {
  const { faults, run } = faultPoint<keyof Claims>()
  const standing = new Map<string, Claim>()
  return {
    ...faults,
    owner: (key) => standing.get(nameOf(key))?.invoiceId,
    claim: (key, mine) =>
      run('claim', () => {
        const first = standing.get(nameOf(key)) ?? { ...mine }
        standing.set(nameOf(key), first)
        return first
      }),
    release: (key, invoiceId) =>
      run('release', () => {
        if (standing.get(nameOf(key))?.invoiceId === invoiceId) standing.delete(nameOf(key))
      }),
  }
}
