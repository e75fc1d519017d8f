/** How a test says which failure it is about. */
import { expect, test } from 'vitest'
import { failureTable } from '../../../../local/failures/table.ts'
import { failuresIn } from '../../../../local/failures/titles.ts'

/** Written apart, so that no reader of titles takes these for titles. */
const F = 'FAILURES'

test.each<[string, string, string[]]>([
  ['one number', `${F} 7: a cursor that Graph has forgotten`, ['7']],
  ['two numbers', `${F} 1, 9: drop every webhook`, ['1', '9']],
  ['a part of one', `${F} 34, in part: killed`, ['34 in part']],
  ['a part of two', `${F} 19, 34, in part: killed`, ['19 in part', '34 in part']],
  ['a number behind the name of a group', `a group > ${F} 8: gone`, ['8']],
  ['numbers in group and test', `${F} 3: a thing ${F} 4: another`, ['3', '4']],
  ['no number of ours', 'the failures 3: none of ours', []],
  ['a number in words', `${F} three: not this`, []],
  ['no colon', `${F} 3 without a colon`, []],
])('a title with %s', (_, title, named) => {
  expect(failuresIn(title).map(({ number, inPart }) => `${number}${inPart ? ' in part' : ''}`)).toEqual(named)
})

test('the table holds the numbers 1 to 37, each once', () => {
  expect(failureTable().map(({ number }) => number)).toEqual(Array.from({ length: 37 }, (_, at) => at + 1))
})
