/** Holds a run against what should have come of it; an empty list is a good run. */
import type { Lab } from '../lab/lab.ts'
import { essence, type Line } from './outcomes.ts'
import type { Expected } from './samples/sample.ts'

const mailed = new Set(['posted', 'needs coding', 'could not be read', 'refused'])

/** Each invoice that was mailed is in the lab's own record once, and nothing else is. */
export function mailFaults(lines: readonly Line[], lab: Lab): string[] {
  const due = lines.filter(({ outcome }) => mailed.has(outcome))
  const sent = lab.apMails().map(({ invoiceId }) => invoiceId)
  const faults = due.flatMap(({ mail, invoiceId }) => {
    const times = sent.filter((id) => id === invoiceId).length
    return times === 1 ? [] : [`${mail}: ${times} mails to accounts payable instead of one`]
  })
  if (sent.length > due.length) faults.push(`${sent.length} mails were sent for ${due.length} invoices`)
  return faults
}

/** The lines of one mail against what its sample says; a field that the sample leaves out is not looked at. */
export function sampleFaults(name: string, lines: readonly Line[], expected: readonly Expected[]): string[] {
  const faults = lines.length === Math.max(1, expected.length) ? [] : [`${name}: ${lines.length} invoices`]
  const left = [...lines]
  for (const one of expected) {
    const place = left.findIndex((line) => agrees(line, one))
    if (place < 0) faults.push(`${name}: nothing came out as ${JSON.stringify(one)}`)
    else left.splice(place, 1)
  }
  return faults
}

function agrees(
  line: Line,
  { outcome, vendorName, invoiceNumber, total, currency, ledgerAccount }: Expected,
) {
  const wanted: [string, string | undefined][] = [
    [line.outcome, outcome],
    [line.vendor, vendorName],
    [line.number, invoiceNumber],
    [line.amount, total === undefined ? undefined : `${total} ${currency ?? ''}`.trim()],
    [line.coding, ledgerAccount],
  ]
  return wanted.every(([is, should]) => should === undefined || is === should)
}

/** A run with an outage ends as an undisturbed one does. */
export function differences(undisturbed: readonly Line[], disturbed: readonly Line[]): string[] {
  const before = undisturbed.map(essence)
  const after = disturbed.map(essence)
  return [
    ...without(before, after).map((line) => `missing after the outage: ${line}`),
    ...without(after, before).map((line) => `only after the outage: ${line}`),
  ]
}

/** What of `all` is not in `others`, as often as it is there. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return all.filter((one) => {
    const place = left.indexOf(one)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}
