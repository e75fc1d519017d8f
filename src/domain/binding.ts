/** When the claims of an invoice keep others of its kind away, and when its mail may have left without our knowing. */
import type { State, Status } from './entry.ts'

/** From the intent to send until its end is known; a person alone may have it sent again. */
export function mayHaveLeft(status: Status): boolean {
  if (status.state === 'held') return status.sending !== undefined
  if (status.state === 'parked') return mayHaveLeft(status.from)
  if (status.state !== 'posting') return false
  return status.sending.sendingSince !== undefined || status.sending.givenUp !== undefined
}

const ended: readonly State[] = ['rejected', 'duplicate', 'not-an-invoice', 'parked']

/** While the invoice moves, is held or posted. One that ended otherwise keeps nobody away, unless its mail may have left. */
export const binds = (status: Status): boolean => !ended.includes(status.state) || mayHaveLeft(status)
