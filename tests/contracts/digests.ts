/** What every keeper of the last digest's record does. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { DigestRecord } from '../../src/domain/digest.ts'
import type { Digests } from '../../src/domain/ports/digests.ts'
import { freshInvoiceId } from './fresh-id.ts'

const conflict = { kind: 'remote-answer', answer: 'conflict' }
const changedAt = new Date('2026-11-27T07:00:00.123Z')
const begun: DigestRecord = { day: '2026-11-27', told: [], telling: [], changedAt, version: undefined }

/** `make` gives an empty one each time. */
export function describeDigests(name: string, make: () => Promise<Digests>): void {
  describe(`digests: ${name}`, () => {
    let digests: Digests
    beforeEach(async () => {
      digests = await make()
    })

    test('before the first digest there is none', async () => {
      expect(await digests.last()).toBeUndefined()
    })

    test('the record is kept with all that is in it', async () => {
      const sending = { draftId: 'AAMk=', sendingSince: changedAt, seenUnsentAt: changedAt }
      const record = {
        ...begun,
        sending,
        told: [freshInvoiceId()],
        telling: [freshInvoiceId(), freshInvoiceId()],
      }
      const saved = await digests.save(record)
      expect(saved).toEqual({ ...record, version: saved.version })
      expect(await digests.last()).toEqual(saved)
    })

    test('a later one takes its place, and nothing of the first is left', async () => {
      const first = await digests.save({
        ...begun,
        sending: { draftId: 'a' },
        told: [freshInvoiceId()],
        end: 'sent',
      })
      const second = await digests.save({ ...begun, day: '2026-11-30', version: first.version })
      expect(await digests.last()).toEqual({ ...begun, day: '2026-11-30', version: second.version })
    })

    test('of two that begin at once, and of two that go on at once, one is turned down', async () => {
      const first = await digests.save(begun)
      await expect(digests.save(begun)).rejects.toMatchObject(conflict)
      await digests.save({ ...first, sending: { draftId: 'a' } })
      await expect(digests.save({ ...first, sending: { draftId: 'b' } })).rejects.toMatchObject(conflict)
      expect((await digests.last())?.sending).toEqual({ draftId: 'a' })
    })

    test('keeps the ids of thousands of duplicates', async () => {
      const told = Array.from({ length: 5_000 }, freshInvoiceId)
      await digests.save({ ...begun, told })
      expect((await digests.last())?.told).toEqual(told)
    })
  })
}
