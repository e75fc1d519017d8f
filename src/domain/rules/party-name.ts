/** The name in a party's block: behind its label, beside it, or below it, also behind a "Name:" of its own. */
import type { Labelled } from './beside.ts'
import { found, type Found } from './found.ts'
import { nameIn } from './name-text.ts'
import { sideLabel } from './party-side.ts'
import type { Sheet, SheetCell } from './sheet.ts'

const blockLines = 8
/** In heights of a letter. */
const blockGap = 3.4
const nameKey =
  /^(?:name|firma|firm|company(?: name)?|nom|raison sociale|nombre|razon social|nome|ragione sociale|denominazione|naam|bedrijf|nazwa|navn|namn|nimi|naziv)\s*:?\s*$/
const someKey = /^[^:]{1,28}:(?:\s|$)/

export function partyName(sheet: Sheet, { cell, places, words }: Labelled): Found[] {
  const inside = places.find(({ where }) => where === 'inside')
  const right = places.find(({ where }) => where === 'right')
  const under = inBlock(sheet, cell)
  // What stands right under the label is its block's first line; the neighbour then heads another block.
  const order = [
    inside?.cell && { cell: inside.cell, text: inside.text },
    ...(under ? [under, right] : [right]),
  ]
  for (const place of order) {
    const name = place && nameIn(place.text)
    if (name) return [found(name, place.text, [place.cell], words)]
  }
  return []
}

/** The first name in the lines below, those that are something else by their own labels left out. */
function inBlock(sheet: Sheet, label: SheetCell): { cell: SheetCell; text: string } | undefined {
  let top = label.top
  const next = sheet.lines[label.line]?.cells[label.at + 1]
  const right = Math.max(label.right + 4, (next?.left ?? 0) - 4)
  for (const line of sheet.lines.slice(label.line + 1, label.line + 1 + blockLines)) {
    const isFar = line.top - top > blockGap * Math.max(label.size, 1)
    if (line.page !== label.page || isFar) return undefined
    top = line.top
    for (const cell of line.cells) {
      if (cell.left > right || cell.right < label.left - 4) continue
      if (sideLabel(cell)) return undefined
      const value = line.cells[cell.at + 1]
      if (nameKey.test(cell.folded) && value) return { cell: value, text: value.text }
      const isOther = someKey.test(cell.folded) && !/^name|^firma|^company/.test(cell.folded)
      if (!isOther && !cell.text.startsWith('(') && nameIn(cell.text)) return { cell, text: cell.text }
    }
  }
  return undefined
}
