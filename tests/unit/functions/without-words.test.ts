/** FAILURES 37 in the small: what of an error may stand in a log. */
import { expect, test } from 'vitest'
import { DependencyFailed } from '../../../src/domain/errors.ts'
import { framesOf, withoutWords } from '../../../src/functions/without-words.ts'

const thrownBy = (error: unknown): Promise<Error> =>
  withoutWords('invoice-stored', () => Promise.reject(error as Error))().then(
    () => new Error('nothing thrown'),
    (thrown: unknown) => thrown as Error,
  )

const quoting = new SyntaxError('canary\n    at canary (canary)\ncanary')

test.each([
  ['a bug', quoting],
  [
    'an error of ours, caused by one',
    new DependencyFailed('teams', 'network', { mayHaveActed: true, cause: quoting }),
  ],
  ['several', new AggregateError([quoting], 'canary')],
  [
    'a stack that lost its message',
    Object.assign(new Error('x'), { message: 'other', stack: 'Error: canary\n at canary' }),
  ],
  ['what is no error', 'canary'],
])('FAILURES 37: the host gets no word of %s', async (_, error) => {
  const thrown = await thrownBy(error)

  expect(`${thrown.message} ${thrown.stack} ${JSON.stringify(thrown)}`).not.toContain('canary')
  expect(thrown.cause).toBeUndefined()
})

test('what is left says which step, what kind, and where', async () => {
  const thrown = await thrownBy(quoting)

  expect(thrown.message).toBe('invoice-stored: SyntaxError')
  expect(thrown.stack).toContain('without-words.test.ts')
})

test('an error of ours keeps its words', async () => {
  const { message } = await thrownBy(new DependencyFailed('teams', 'timeout', { mayHaveActed: true }))

  expect(message).toBe('invoice-stored: DependencyFailed: teams failed: timeout')
})

test('the first frame is where it was thrown', () => {
  expect(framesOf(quoting)[0]).toContain('without-words.test.ts')
})
