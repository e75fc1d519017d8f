/** Every value that rules read from a document of the development set has its place on the page. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/adapters/documents/read-document.ts'
import { type Box, unpacked } from '../../src/domain/box.ts'
import { isInQuote } from '../../src/domain/evidence.ts'
import type { Evidence, Field, FieldName, PageText } from '../../src/domain/reading.ts'

const dev = join(import.meta.dirname, '../../../shared/invoices/dev')
const isThere = existsSync(dev)
if (!isThere) console.log('skipped: the development set ../shared/invoices/dev is not there')

const job = { format: 'pdf', maxPages: 200, ownCompany: undefined } as const

/** The words of the page whose middle lies in the box. */
function wordsWithin(pages: readonly PageText[], { page, box }: Evidence): string {
  const text = pages.find((one) => one.page === page)
  if (text?.words === undefined || box === undefined) return ''
  const words = text.text.trim().split(/\s+/)
  const boxes = unpacked(text.words, 0, words.length)
  return words.filter((_, i) => isMiddleIn(boxes[i], box)).join(' ')
}

function isMiddleIn(word: Box | undefined, box: Box): boolean {
  if (word === undefined) return false
  const [x, y] = [word.x + word.width / 2 - box.x, word.y + word.height / 2 - box.y]
  return x >= 0 && x <= box.width && y >= 0 && y <= box.height
}

describe.runIf(isThere)('the development set', () => {
  test('every value that rules read has its box, and the words within the box hold the value', async () => {
    const files = (await readdir(dev)).filter((name) => name.endsWith('.pdf'))
    const astray: string[] = []
    let values = 0
    for (const file of files) {
      const parsed = await readDocument({ ...job, bytes: new Uint8Array(await readFile(join(dev, file))) })
      if (parsed.kind !== 'parsed' || parsed.rules === undefined) continue
      const { fields } = parsed.rules
      for (const [name, field] of Object.entries(fields) as [FieldName, Field][]) {
        if (field.value === null) continue
        values++
        const within = wordsWithin(parsed.pages, field.evidence)
        if (!isInQuote(name, field.value, within, fields))
          astray.push(`${file}: ${name} ${field.value} in "${within}" of "${field.evidence.quote}"`)
      }
    }
    expect(astray).toEqual([])
    expect(values).toBeGreaterThan(200)
  }, 60_000)
})
