/** A channel that remembers what it was told. */
import type { Notice, Team } from '../../src/domain/ports/team.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeTeam extends Team, Faults<keyof Team> {
  readonly told: readonly Notice[]
}

export function fakeTeam(): FakeTeam {
  const { faults, run } = faultPoint<keyof Team>()
  const told: Notice[] = []
  return {
    ...faults,
    told,
    tell: (notice) =>
      run('tell', () => {
        told.push(notice)
      }),
  }
}
