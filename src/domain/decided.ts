/** What persons decided about an invoice, in words for those who get it. */
import type { Decision, Entry } from './entry.ts'

export function decidedOn({ decisions }: Entry): string[] {
  return [...told('Approved by', decisions?.approved), ...told('No duplicate, says', decisions?.notDuplicate)]
}

function told(what: string, decision: Decision | undefined): string[] {
  if (decision === undefined) return []
  const why = decision.why === undefined ? '' : `: ${decision.why}`
  return [`${what} ${decision.who} on ${decision.at.toISOString().slice(0, 16).replace('T', ' ')} UTC${why}`]
}
