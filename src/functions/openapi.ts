/** HTTP GET /openapi.json: what the HTTP functions take and answer. It holds no data, and is made when somebody first asks. */
import { createHash } from 'node:crypto'
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import type { Clock } from '../domain/clock.ts'
import { answerError } from './answer-error.ts'
import type { Report } from './report.ts'

interface Made {
  readonly body: string
  readonly etag: string
}

export function makeOpenApi(deps: {
  version: string
  clock: Clock
  report: Report
}): (request: HttpRequest) => Promise<HttpResponseInit> {
  let made: Made | undefined
  return async (request) => {
    try {
      made ??= await make(deps.version)
    } catch (error) {
      deps.report.stepFailed('openapi', error)
      return answerError(deps.clock, 'The description', error)
    }
    const { body, etag } = made
    // Kept, and asked for anew each time: another release shows at once.
    const headers = { etag, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' }
    if (request.headers.get('if-none-match')?.includes(etag)) return { status: 304, headers }
    return { headers: { ...headers, 'content-type': 'application/json' }, body }
  }
}

/** Loaded no sooner: a start needs none of it. */
async function make(version: string): Promise<Made> {
  const { documentOf } = await import('./description/document.ts')
  const body = JSON.stringify(documentOf(version))
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}
