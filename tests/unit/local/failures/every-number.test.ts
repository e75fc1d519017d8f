/** No failure that is due goes without a test: this one fails with `npm test` where a number is in no title. */
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { failureTable } from '../../../../local/failures/table.ts'
import { numbersWritten } from '../../../../local/failures/titles.ts'

test('every failure that is due stands in the title of a test', () => {
  const written = numbersWritten(fileURLToPath(new URL('../../../', import.meta.url)))

  const missing = failureTable().filter(({ number, due }) => due === 'now' && !written.has(number))

  expect(missing.map(({ number, title }) => `${number} ${title}`)).toEqual([])
})
