/** HTTP POST /desk/search: invoices by id, number or vendor. What is searched for stands in the body: addresses are logged. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { z } from 'zod'
import type { Clock } from '../domain/clock.ts'
import { AgentError } from '../domain/errors.ts'
import { type SearchKind, searchKinds } from '../domain/search-words.ts'
import type { Found } from '../pipeline/search-invoices.ts'
import { answerError } from './answer-error.ts'
import type { SearchAnswer } from './answers/search.ts'
import type { Told } from './answers/told.ts'
import { line } from './ask.ts'
import { invoiceView } from './desk-view.ts'
import { wrongMethod } from './problem.ts'
import { readBody } from './read-body.ts'
import type { Report } from './report.ts'

export interface DeskSearch {
  search: (text: string, by?: SearchKind | 'id') => Promise<Found>
  clock: Clock
  report: Report
}

export const searchBody = z.strictObject({
  text: line(200).meta({ description: 'An id; or how a number or a vendor begins.' }),
  by: z
    .enum(['id', ...searchKinds])
    .optional()
    .meta({ description: 'Left out: as whatever the text may be.' }),
})

export function makeDeskSearch(deps: DeskSearch): (request: HttpRequest) => Promise<HttpResponseInit> {
  return async (request) => {
    if (request.method !== 'POST') return wrongMethod('POST')
    const body = await readBody(request, searchBody, 'a search')
    if ('problem' in body) return body.problem
    try {
      const { entries, searched } = await deps.search(body.value.text, body.value.by)
      return {
        headers: { 'cache-control': 'no-store' },
        jsonBody: { invoices: entries.map(invoiceView), searched } satisfies Told<SearchAnswer>,
      }
    } catch (error) {
      if (!(error instanceof AgentError)) deps.report.stepFailed('deskSearch', error)
      return answerError(deps.clock, 'The ledger', error)
    }
  }
}
