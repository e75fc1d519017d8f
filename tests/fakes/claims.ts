/** Claims in memory. */
import { RemoteAnswer } from '../../src/domain/errors.ts'
import type { Claim, ClaimKey, Claims, Standing } from '../../src/domain/ports/claims.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeClaims extends Claims, Faults<keyof Claims> {
  /** Whose claim stands, without a call being counted. */
  owner(key: ClaimKey): string | undefined
}

const nameOf = (key: ClaimKey): string =>
  JSON.stringify(key.by === 'file' ? [key.by, key.sha256] : [key.by, key.vendor, key.number, key.year])

export function fakeClaims(): FakeClaims {
  const { faults, run } = faultPoint<keyof Claims>()
  const claims = new Map<string, Standing>()
  const waiting = new Map<string, Set<string>>()
  let versions = 0
  const write = (key: ClaimKey, mine: Claim) =>
    void claims.set(nameOf(key), { ...mine, version: `v${++versions}` })
  const waitersOf = (key: ClaimKey): Set<string> => {
    const waiters = waiting.get(nameOf(key)) ?? new Set()
    waiting.set(nameOf(key), waiters)
    return waiters
  }
  return {
    ...faults,
    owner: (key) => claims.get(nameOf(key))?.invoiceId,
    claim: (key, mine) =>
      run('claim', () => {
        const standing = claims.get(nameOf(key))
        if (standing !== undefined) return { ...standing }
        write(key, mine)
        return mine
      }),
    find: (key) => run('find', () => claims.get(nameOf(key))),
    takeOver: (key, { version }, mine) =>
      run('takeOver', () => {
        if (version === undefined || claims.get(nameOf(key))?.version !== version)
          throw new RemoteAnswer('storage-table', 'conflict', { status: 412 })
        write(key, mine)
      }),
    release: (key, invoiceId) =>
      run('release', () => {
        if (claims.get(nameOf(key))?.invoiceId === invoiceId) claims.delete(nameOf(key))
      }),
    wait: (key, invoiceId) => run('wait', () => void waitersOf(key).add(invoiceId)),
    waiting: (key, limit) => run('waiting', () => [...waitersOf(key)].toSorted().slice(0, limit)),
    stopWaiting: (key, invoiceId) => run('stopWaiting', () => void waitersOf(key).delete(invoiceId)),
  }
}
