/** Text in a table row. A property holds 64 KB and a row 1 MB, in UTF-16: long text goes over several properties. */
import { Inconsistent } from '../../domain/errors.ts'
import type { Row } from './rows.ts'

/** Characters; 32 Ki are the service's limit. */
const pieceLength = 30_000
/** With two such texts a row stays under 1 MB. */
const mostPieces = 8

/** `name`, `name1`, `name2`… Throws Inconsistent for what no row could hold. */
export function textProperties(name: string, text: string): Record<string, string> {
  const pieces = piecesOf(text)
  if (pieces.length > mostPieces)
    throw new Inconsistent(`${name} has ${text.length} characters: more than a table row takes`)
  return Object.fromEntries(pieces.map((piece, place) => [propertyName(name, place), piece]))
}

export function readText(row: Row, name: string): string {
  const pieces: string[] = []
  for (let place = 0; place < mostPieces; place++) {
    const piece = row[propertyName(name, place)]
    if (typeof piece !== 'string') break
    pieces.push(piece)
  }
  return pieces.join('')
}

/** For notes to people: the start of it, where it is too long. */
export function cut(text: string, most = pieceLength): string {
  if (text.length <= most) return text
  return `${text.slice(0, isPair(text, most - 1) ? most - 2 : most - 1)}…`
}

const propertyName = (name: string, place: number): string => (place === 0 ? name : `${name}${place}`)

function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let start = 0
  do {
    let end = Math.min(start + pieceLength, text.length)
    if (end < text.length && isPair(text, end)) end--
    pieces.push(text.slice(start, end))
    start = end
  } while (start < text.length)
  return pieces
}

/** Half a surrogate pair would not survive the way to the service. */
const isPair = (text: string, at: number): boolean => /^[\uD800-\uDBFF]$/.test(text.charAt(at - 1))
