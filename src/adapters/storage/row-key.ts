/** Keys made of text that strangers wrote: hashed, since a key may hold no slash, number sign, question mark or control. */
import { sha256 } from '../../domain/ids.ts'

/** The parts cannot run into each other, and their case counts. */
export const hashedKey = (...parts: readonly (string | number)[]): string => sha256(JSON.stringify(parts))
