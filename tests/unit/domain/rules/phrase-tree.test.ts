/** Labels in a text: the longest that fits, however points, hyphens and blanks are set. */
import { expect, test } from 'vitest'
import { findLabels } from '../../../../src/domain/rules/find-labels.ts'
import { phraseTree } from '../../../../src/domain/rules/phrase-tree.ts'

const first = (text: string): [string, string] | undefined => {
  const [label] = findLabels(text)
  return label && [label.kind, text.slice(label.start, label.end)]
}

test.each([
  ['CVR-nr.: 13585628', 'taxId', 'CVR-nr'],
  ['CVR nummer 13585628', 'taxId', 'CVR nummer'],
  ['Documento n.º: 24464888', 'invoiceNumber', 'Documento n.º'],
  ['N° de facture : 12', 'invoiceNumber', 'N° de facture'],
  ['Rechnungs-Nr. 12', 'invoiceNumber', 'Rechnungs-Nr'],
  ['Order date', 'otherDate', 'Order date'],
  ['Fecha de emisión31/12/2023', 'invoiceDate', 'Fecha de emisión'],
  ['Myyntilasku', 'title', 'Myyntilasku'],
  ['Proformafaktura', 'otherTitle', 'Proformafaktura'],
  ['Kreditfaktura', 'creditTitle', 'Kreditfaktura'],
])('"%s" is %s by "%s"', (text, kind, words) => {
  expect(first(text)).toEqual([kind, words])
})

test('a phrase within a word is none', () => {
  const tree = phraseTree([['a', ['due', 'net']]])
  expect(tree.find('residue subnet due1 net', new Set())).toEqual([{ kind: 'a', start: 20, end: 23 }])
  expect(tree.find('due1', new Set(['a']))).toEqual([{ kind: 'a', start: 0, end: 3 }])
})
