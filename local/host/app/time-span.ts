/** .NET's TimeSpan as text: "hh:mm:ss", "d.hh:mm:ss", with fractions of a second. */

const form = /^(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(\.\d{1,7})?)?$/

/** Milliseconds; undefined where the text is no TimeSpan, such as "24:00:00", which .NET would read as 24 days. */
export function parseTimeSpan(text: string): number | undefined {
  const match = form.exec(text)
  if (match === null) return undefined
  const [days, hours, minutes, seconds] = [match[1], match[2], match[3], match[4]].map((part) =>
    Number(part ?? 0),
  )
  if (days === undefined || hours === undefined || minutes === undefined || seconds === undefined)
    return undefined
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + Number(match[5] ?? 0) * 1_000
}
