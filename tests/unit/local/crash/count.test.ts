/** How a crash run counts: by the files that left, held against those that came in. */
import { expect, test } from 'vitest'
import { countMails } from '../../../../local/crash/count.ts'
import { sha256, type Due } from '../../../../local/crash/load.ts'

const due = (number: string, ...files: string[]): Due => ({
  number,
  files: new Set(files.map((text) => sha256(Buffer.from(text)))),
})
const mail = (subject: string, ...files: string[]) => ({
  subject,
  attachments: files.map((text) => ({
    name: 'a.pdf',
    contentType: 'application/pdf',
    bytes: Buffer.from(text),
  })),
})
const nobody: ReadonlySet<string> = new Set()

test('each invoice that left once is counted, whichever of its files went', () => {
  const all = [due('A', 'a'), due('B', 'b', 'b drawn anew')]

  expect(countMails(all, [mail('A', 'a', 'data of a'), mail('B', 'b drawn anew')], nobody)).toEqual({
    due: 2,
    mails: 2,
    lost: [],
    inDoubt: [],
    doubles: [],
    strangers: [],
  })
})

test('one that never left is lost', () => {
  expect(countMails([due('A', 'a'), due('B', 'b')], [mail('A', 'a')], nobody).lost).toEqual(['B'])
})

test('one that left twice is a double, also under another file', () => {
  const counted = countMails(
    [due('B', 'b', 'b drawn anew')],
    [mail('B', 'b'), mail('B', 'b drawn anew')],
    nobody,
  )

  expect(counted.doubles).toEqual(['B'])
})

test('one that a person holds in doubt is not lost, and counted apart', () => {
  const counted = countMails([due('A', 'a')], [], new Set([sha256(Buffer.from('a'))]))

  expect(counted).toMatchObject({ lost: [], inDoubt: ['A'] })
})

test('a mail about nothing that came in is a stranger', () => {
  expect(countMails([due('A', 'a')], [mail('A', 'a'), mail('?', 'x')], nobody).strangers).toEqual(['?'])
})
