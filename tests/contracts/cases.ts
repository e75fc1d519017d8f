/** What every register of cases does. */
import { beforeEach, describe, expect, test } from 'vitest'
import { closed, hasLine, type Case } from '../../src/domain/case.ts'
import type { Cases } from '../../src/domain/ports/cases.ts'
import { aCase, auditLine } from '../factories.ts'
import { hostileTexts } from './hostile-texts.ts'

const conflict = { kind: 'remote-answer', answer: 'conflict' }

/** `make` gives an empty register each time. */
export function describeCases(name: string, make: () => Promise<Cases>): void {
  describe(`cases: ${name}`, () => {
    let cases: Cases
    beforeEach(async () => {
      cases = await make()
    })
    const openIds = async () => (await cases.open()).cases.map(({ caseId }) => caseId)

    test('keeps a case as it was stored', async () => {
      const stored = await cases.save(aCase())
      expect(stored).toEqual({ ...aCase(), version: stored.version })
      expect(await cases.find(aCase().caseId)).toEqual(stored)
      expect((await cases.open()).cases).toEqual([stored])
    })

    test('a case that nobody has stored is not there', async () => {
      expect(await cases.find('0'.repeat(32))).toBeUndefined()
      expect(await cases.open()).toEqual({ cases: [], next: undefined })
    })

    test('a new case does not take the place of one that stands there', async () => {
      await cases.save(aCase({ why: 'first' }))
      await expect(cases.save(aCase({ why: 'second' }))).rejects.toMatchObject(conflict)
      expect(await cases.find(aCase().caseId)).toMatchObject({ why: 'first' })
    })

    test('of two changes to one version the second is turned down', async () => {
      const read = await cases.save(aCase())
      const first = await cases.save({ ...read, isTold: true })
      await expect(cases.save({ ...read, why: 'late' })).rejects.toMatchObject(conflict)
      expect(await cases.find(read.caseId)).toEqual(first)
    })

    test.each(['redriven', 'dropped'] as const)(
      '%s: it is open no more, and still to be found',
      async (state) => {
        const open = await cases.save(aCase())
        const done = await cases.save(closed(open, state, auditLine({ changeId: 'done', who: 'Ada' })))
        expect(await openIds()).toEqual([])
        expect(await cases.find(open.caseId)).toEqual(done)
        expect(done).toMatchObject({ state, redrives: state === 'redriven' ? 1 : 0 })
        expect(hasLine(done, 'done')).toBe(true)
      },
    )

    test('a closed case opens again, and closes again, with all its history', async () => {
      let one: Case = await cases.save(aCase())
      for (const changeId of ['first', 'second']) {
        one = await cases.save(closed(one, 'redriven', auditLine({ changeId })))
        one = await cases.save({ ...one, state: 'open' })
        expect(await openIds()).toEqual([one.caseId])
      }
      expect(await cases.find(one.caseId)).toMatchObject({ redrives: 2, state: 'open' })
      expect(hasLine(one, 'first') && hasLine(one, 'second')).toBe(true)
    })

    test('who closes a case that has changed since is turned down, and it stays open', async () => {
      const read = await cases.save(aCase())
      await cases.save({ ...read, why: 'seen again' })
      const late = closed(read, 'dropped', auditLine())
      await expect(cases.save(late)).rejects.toMatchObject(conflict)
      expect(await cases.find(read.caseId)).toMatchObject({ state: 'open', why: 'seen again' })
    })

    test('lists every open case once, page by page', async () => {
      const ids = Array.from({ length: 30 }, (_, n) => `${n}`.padStart(32, '0'))
      for (const caseId of ids) await cases.save(aCase({ caseId }))
      const found: string[] = []
      let after: string | undefined
      do {
        const page = await cases.open(after)
        found.push(...page.cases.map(({ caseId }) => caseId))
        after = page.next
      } while (after !== undefined)
      expect(found).toEqual(ids)
    })

    test.each([...hostileTexts, { name: 'as long as a queue takes', text: '漢😀x'.repeat(6_000) }])(
      'keeps any message: $name',
      async ({ text: message }) => {
        await cases.save(aCase({ message }))
        expect(await cases.find(aCase().caseId)).toMatchObject({ message })
      },
    )

    test('keeps the last error of a message, and nothing of a message that never failed', async () => {
      const at = new Date('2026-11-02T09:00:00.123Z')
      const failure = { kind: 'dependency-failed', why: 'away', dependency: 'storage-queue', at } as const
      await cases.noteFailure('a', { kind: 'fault', why: 'TypeError', at })
      await cases.noteFailure('a', failure)
      expect(await cases.lastFailure('a')).toEqual(failure)
      expect(await cases.lastFailure('b')).toBeUndefined()
    })
  })
}
