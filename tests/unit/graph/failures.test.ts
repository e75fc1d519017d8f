/** How Graph's own error codes are read, and what of its errors goes on. */
import { GraphClientError, GraphError } from '@microsoft/microsoft-graph-client'
import { describe, expect, test } from 'vitest'
import { answerFailure, carried, translateGraph } from '../../../src/adapters/graph/failures.ts'
import { RemoteAnswer } from '../../../src/domain/errors.ts'

const answer = (status: number, error: unknown): Response =>
  new Response(typeof error === 'string' ? error : JSON.stringify({ error }), { status })

describe('an answer', () => {
  test.each([
    [410, 'SyncStateNotFound', 'gone'],
    [400, 'SyncStateNotFound', 'gone'],
    [410, 'resyncRequired', 'gone'],
    [404, 'ErrorItemNotFound', 'not-found'],
    [400, 'ErrorItemNotFound', 'not-found'],
    [409, 'ErrorIrresolvableConflict', 'conflict'],
    [412, 'ErrorStaleObject', 'conflict'],
    [400, 'ErrorInvalidRequest', 'rejected'],
  ])('%s %s is "%s"', async (status, code, expected) => {
    const failure = await answerFailure(answer(status, { code, message: 'invoices@contoso.example' }))
    expect(failure).toMatchObject({ name: 'RemoteAnswer', answer: expected, status, code })
    expect(JSON.stringify([String(failure), String(failure.cause)])).not.toContain('contoso')
  })

  test.each([502, 503])("a gateway's HTML page with %s is a failure by its status", async (status) => {
    const failure = await answerFailure(answer(status, '<html>Bad gateway</html>'))
    expect(failure).toMatchObject({ name: 'DependencyFailed', failure: 'server-error', status })
  })
})

describe('an error of the SDK', () => {
  test('what it carries comes out as it went in', () => {
    const inner = new RemoteAnswer('graph', 'not-found', { status: 404 })
    expect(translateGraph(carried(inner))).toBe(inner)
  })

  test('an answer of 200 that could not be read is a failure that may have acted', () => {
    const broken = new GraphError(200, 'terminated')
    broken.code = 'TypeError'
    expect(translateGraph(broken)).toMatchObject({ failure: 'network', mayHaveActed: true, status: 200 })
  })

  test('a bug of ours stays what it is', () => {
    const bug = new TypeError('x is not a function')
    expect(translateGraph(bug)).toBe(bug)
    const wrong = new GraphClientError('no path')
    expect(translateGraph(wrong)).toBe(wrong)
  })
})
