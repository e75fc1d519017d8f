/** Chance for a replay: the same for each setting, so that it decides nothing between them. */
import { chanceOf } from '../crash/chance.ts'

/** Numbers in [0, 1). */
export function jitterOf(seed: number): () => number {
  const chance = chanceOf(seed, 'jitter')
  return () => chance.next()
}
