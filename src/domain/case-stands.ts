/** How a case stands and what could be done about it, in words for those who decide. */
import { type Case, selfRedrive } from './case.ts'

const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** Whether it goes back into its queue without a person, now or once its dependency answers. */
export const goesByItself = (one: Case, now: Date): boolean => selfRedrive(one, now, () => false) !== 'never'

export function caseStandsAs(one: Case, now: Date): string {
  const last = one.history.at(-1)
  const by = last === undefined ? '' : ` by ${last.who} on ${minute(last.at)}`
  switch (one.state) {
    case 'open':
      return goesByItself(one, now)
        ? `it goes back by itself${one.dependency === undefined ? '' : ` once ${one.dependency} answers`}`
        : 'it waits for a person: redrive or drop it'
    case 'redriven':
      return `it was put back${by}`
    case 'dropped':
      return `it was dropped${by}${last === undefined ? '' : `: ${last.what}`}`
  }
}
