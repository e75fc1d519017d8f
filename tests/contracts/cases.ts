/** What every register of parked cases does. */
import { describe, expect, test } from 'vitest'
import type { Cases, ParkedCase } from '../../src/domain/ports.ts'
import { hostileTexts } from './hostile-texts.ts'

export interface CasesUnderTest {
  readonly cases: Cases
  readonly all: () => Promise<readonly ParkedCase[]>
}

const parkedCase = (over: Partial<ParkedCase> = {}): ParkedCase => ({
  step: 'mail-received',
  kind: 'bad-message',
  why: 'not a message of mail-received',
  message: '{"v":2}',
  at: new Date('2026-11-02T09:00:00.123Z'),
  ...over,
})

/** `make` gives an empty register each time. */
export function describeCases(name: string, make: () => Promise<CasesUnderTest>): void {
  describe(`cases: ${name}`, () => {
    test('keeps a case as it was parked', async () => {
      const { cases, all } = await make()
      await cases.park(parkedCase())
      expect(await all()).toEqual([parkedCase()])
    })

    test('the same step and message make the same case; the last parking stands', async () => {
      const { cases, all } = await make()
      await cases.park(parkedCase())
      const again = parkedCase({ why: 'still not', at: new Date('2026-11-03T09:00:00.000Z') })
      await cases.park(again)
      expect(await all()).toEqual([again])
    })

    test('another step or another message is another case', async () => {
      const { cases, all } = await make()
      await cases.park(parkedCase())
      await cases.park(parkedCase({ step: 'notification' }))
      await cases.park(parkedCase({ message: '{"v":3}' }))
      expect(await all()).toHaveLength(3)
    })

    test.each([...hostileTexts, { name: 'as long as a queue takes', text: '漢😀x'.repeat(6_000) }])(
      'keeps any message: $name',
      async ({ text: message }) => {
        const { cases, all } = await make()
        await cases.park(parkedCase({ message }))
        expect(await all()).toEqual([parkedCase({ message })])
      },
    )
  })
}
