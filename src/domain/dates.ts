/** Calendar dates as ISO text, "2024-02-29"; no time, no zone. */

const isoForm = /^(\d{4})-(\d\d)-(\d\d)$/

/** True for a day that exists, in the years that invoices come from. */
export function isCalendarDate(iso: string): boolean {
  const parts = isoForm.exec(iso)
  if (parts === null) return false
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && year < 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** The ISO date, or undefined where there is no such day. */
export function calendarDate(year: number, month: number, day: number): string | undefined {
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isCalendarDate(iso) ? iso : undefined
}

export function addDays(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Whole days from one date to a later one; negative where it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
