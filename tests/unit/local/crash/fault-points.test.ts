/** Where a process can be killed: each call of a port is seen before it begins and after its reply. */
import { expect, test } from 'vitest'
import { withFaultPoints } from '../../../../local/crash/fault-points.ts'
import { fakeDocuments } from '../../../fakes/documents.ts'

const bytes = new Uint8Array([1])

function watchedWorld() {
  const reached: string[] = []
  const documents = fakeDocuments()
  const pool = { warmed: 0, warm: () => pool.warmed++, parse: () => Promise.resolve('parsed') }
  const world = withFaultPoints({ documents, parser: pool, team: undefined }, (point) => reached.push(point))
  return { world, documents, pool, reached }
}

test('a call is seen before and after, and answers as it did', async () => {
  const { world, reached } = watchedWorld()

  const stored = await world.documents.put('a/document-1', bytes, 'application/pdf')

  expect(stored).toBe('stored')
  expect(reached).toEqual(['documents.put:before', 'documents.put:after'])
})

test('a call that fails has no reply to be killed after', async () => {
  const { world, reached } = watchedWorld()

  await expect(world.documents.get('a/nothing')).rejects.toMatchObject({ answer: 'not-found' })

  expect(reached).toEqual(['documents.get:before'])
})

test('what dies before a call has done nothing, what dies after it has done all of it', async () => {
  const documents = fakeDocuments()
  const dieAt = (deadly: string) =>
    withFaultPoints({ documents }, (point) => {
      if (point === deadly) throw new Error('killed')
    })

  await expect(dieAt('documents.put:before').documents.put('a/1', bytes, 'text/plain')).rejects.toThrow(
    'killed',
  )
  await expect(documents.get('a/1')).rejects.toMatchObject({ answer: 'not-found' })
  await expect(dieAt('documents.put:after').documents.put('a/1', bytes, 'text/plain')).rejects.toThrow(
    'killed',
  )
  expect(await documents.get('a/1')).toEqual(bytes)
})

test('what is no call of a port passes unseen, and a port that is not there stays away', () => {
  const { world, pool, reached } = watchedWorld()

  world.parser.warm()

  expect(pool.warmed).toBe(1)
  expect(world.team).toBeUndefined()
  expect(reached).toEqual([])
})
