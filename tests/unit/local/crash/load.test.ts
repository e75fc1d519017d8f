/** The mails of a crash run, and what must come of them. */
import { expect, test } from 'vitest'
import { makeLoad, sha256 } from '../../../../local/crash/load.ts'

const now = new Date('2026-03-02T10:00:00Z')

async function mailsOf(seed: number, count: number) {
  const load = makeLoad(seed, 'invoices@fabrikam.example')
  const mails = []
  for (let n = 0; n < count; n++) mails.push(await load.next(now))
  return { load, mails }
}

test('a seed gives the same mails each time', async () => {
  const [one, same] = [await mailsOf(3, 12), await mailsOf(3, 12)]

  expect(one.mails).toEqual(same.mails)
})

test('every file that comes as a PDF belongs to one invoice that is due, and there are doubles among them', async () => {
  const { load, mails } = await mailsOf(3, 40)
  const pdfs = mails.flatMap(({ attachments }) =>
    attachments
      .filter(({ contentType }) => contentType === 'application/pdf')
      .map(({ bytes }) => sha256(bytes)),
  )

  expect(pdfs.filter((file) => load.due.filter(({ files }) => files.has(file)).length !== 1)).toEqual([])
  expect(new Set(pdfs).size).toBeLessThan(pdfs.length)
  expect(new Set(load.due.map(({ number }) => number)).size).toBe(load.due.length)
  expect([...load.kinds.values()].reduce((sum, count) => sum + count, 0)).toBe(40)
})

test('an invoice drawn anew is another file and no other invoice', async () => {
  const load = makeLoad(3, 'invoices@fabrikam.example')
  await load.next(now, 'one PDF')
  await load.next(now, 'drawn anew')

  expect(load.due.map(({ files }) => files.size)).toEqual([2])
})

test('a large document does not fit into the one request of a draft', async () => {
  const load = makeLoad(3, 'invoices@fabrikam.example')
  const { attachments } = await load.next(now, 'large')

  expect(attachments[0]?.bytes.byteLength).toBeGreaterThan(3 * 1024 * 1024)
})
