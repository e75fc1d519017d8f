/** Times, durations and amounts as the page writes them. */

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** "45 s", "3 min", "2 h 5 min", "3 d 4 h". */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < minute) return `${whole} s`
  if (whole < hour)
    return whole < 10 * minute ? twoUnits(whole, minute, 'min', 1, 's') : `${Math.round(whole / minute)} min`
  return whole < day ? twoUnits(whole, hour, 'h', minute, 'min') : twoUnits(whole, day, 'd', hour, 'h')
}

function twoUnits(
  seconds: number,
  large: number,
  largeName: string,
  small: number,
  smallName: string,
): string {
  const rest = Math.floor((seconds % large) / small)
  return `${Math.floor(seconds / large)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`
}

/** "2026-11-27 14:05", in UTC as everywhere on the page. */
export const timeText = (iso: string): string => iso.slice(0, 16).replace('T', ' ')

/** "14:05:09" of a moment within a story. */
export const momentText = (iso: string): string => iso.slice(0, 19).replace('T', ' ')

/** "1,190.00 EUR": digits in threes, the value itself untouched. */
export function amountText(amount: string | null, currency: string | null): string {
  if (amount === null) return '–'
  const [whole = '', cents] = amount.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return [cents === undefined ? grouped : `${grouped}.${cents}`, currency ?? ''].join(' ').trim()
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
