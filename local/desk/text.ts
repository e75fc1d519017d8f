/** Text from mails and messages as a terminal may show it: no control character of theirs reaches it. */
import { oneLine } from '../../src/domain/ap-mail.ts'

/** One line, at most so many characters. */
export const cell = (text: string | null, most = 200): string => (text === null ? '' : oneLine(text, most))

/** "2026-11-24 09:30", in UTC as everywhere in the agent. */
export const minute = (iso: string): string => cell(iso.slice(0, 16).replace('T', ' '))

/** What is left of the terminal's width for the last column. */
export function restOfWidth(used: number): number {
  const width = process.stdout.isTTY ? process.stdout.columns : 160
  return Math.max(34, width - used)
}
