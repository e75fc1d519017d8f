/** Cards show strangers' words as they are and stay below Teams' limit. */
import { describe, expect, test } from 'vitest'
import { cardBody, plain } from '../../../src/adapters/teams/card.ts'
import type { Notice } from '../../../src/domain/ports/team.ts'

interface Card {
  attachments: [
    { content: { body: { type: string; text?: string; facts?: { title: string; value: string }[] }[] } },
  ]
}

const notice = (over: Partial<Notice> = {}): Notice => ({
  title: 'Contoso GmbH: posted',
  facts: [{ name: 'Number', value: '4711' }],
  text: 'The sum does not fit.',
  ...over,
})
const cardOf = (given: Notice) => (JSON.parse(cardBody(given)) as Card).attachments[0].content.body

test('title, facts and text stand in this order', () => {
  expect(cardOf(notice())).toMatchObject([
    { type: 'TextBlock', text: 'Contoso GmbH: posted' },
    { type: 'FactSet', facts: [{ title: 'Number', value: '4711' }] },
    { type: 'TextBlock', text: 'The sum does not fit.' },
  ])
})

test('without text there is no empty block', () => {
  expect(cardOf(notice({ text: '' })).map(({ type }) => type)).toEqual(['TextBlock', 'FactSet'])
})

describe('FAILURES 31: words of strangers', () => {
  test.each([
    ['a link', '[pay here](https://evil.example)'],
    ['a picture', '![x](https://evil.example/p.png)'],
    ['bold and headings', '**URGENT** # now'],
    ['a mention', '<at>Everyone</at>'],
    ['HTML', '<a href="https://evil.example">x</a>'],
    ['a date function', '{{DATE(2026-01-01T00:00:00Z)}}'],
    ['code', '`rm`'],
  ])('%s is no markup', (_, text) => {
    const shown = plain(text)
    expect(shown).not.toMatch(/(?<!\\)[[\]()*#<>{}`!_]/)
    expect(shown).not.toContain('://')
    // What a reader of Markdown sees is what stood there.
    expect(shown.replace(/\\([\\`*_{}[\]()#~|<>!])/g, '$1').replaceAll('\u200B', '')).toBe(text)
  })

  test('an escaped sign cannot be freed by a backslash in front', () => {
    expect(plain('\\[x](y)')).toBe('\\\\\\[x\\]\\(y\\)')
  })

  test.each(['1. first', '- item', '+ item', '12) item'])('"%s" starts no list', (text) => {
    expect(plain(text)).toMatch(/^(\d+)?\\/)
  })

  test('an amount is no list', () => {
    expect(plain('455.40 EUR')).toBe('455.40 EUR')
  })

  test('line ends and signs that turn the direction become one line', () => {
    const [title] = cardOf(notice({ title: 'Contoso\r\nBcc: x\u202Egpj.exe\u0000' }))
    expect(title?.text).toBe('Contoso Bcc: x gpj.exe')
  })
})

describe('FAILURES 32: size', () => {
  test.each<[string, Notice]>([
    ['a text of 100 KB', notice({ text: 'x'.repeat(100 * 1024) })],
    ['a text of 100 KB that has to be escaped', notice({ text: '*é'.repeat(50 * 1024) })],
    [
      'a hundred long facts',
      notice({
        facts: Array.from({ length: 100 }, (_, n) => ({
          name: `${n}`.repeat(500),
          value: '<€>'.repeat(5_000),
        })),
      }),
    ],
    ['a long title', notice({ title: '𝕏'.repeat(50_000) })],
  ])('%s stays under 28 KB and is whole JSON', (_, given) => {
    const body = cardBody(given)
    expect(Buffer.byteLength(body)).toBeLessThan(28 * 1024)
    expect(() => JSON.parse(body) as unknown).not.toThrow()
    expect(cardOf(given)[1]?.facts?.length).toBeGreaterThan(0)
  })
})
