/** What the PDF engine cannot do, whatever a document asks for. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** `read-pdf.ts` has no option left to turn this off by: a release that evaluates again must not come in unseen. */
test('it has no code that makes code of text: no script of a document and no font can run', () => {
  const entry = createRequire(import.meta.url).resolve('unpdf')
  const engine = readFileSync(join(dirname(entry), 'pdfjs.mjs'), 'utf8')
  expect(engine).toContain('getOperatorList')
  expect(engine.match(/\bnew Function\b|\bFunction\(|[^\w.$]eval\(|\bisEvalSupported\b/g)).toBeNull()
})
