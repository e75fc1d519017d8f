/** HTTP POST /intake: mail since a day, counted or taken in, a page a call; `npm run intake` asks for page after page. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { z } from 'zod'
import type { Clock } from '../domain/clock.ts'
import { AgentError } from '../domain/errors.ts'
import type { AskForMail } from '../pipeline/take-in-since.ts'
import { answerError } from './answer-error.ts'
import type { IntakeAnswer } from './answers/intake.ts'
import type { Told } from './answers/told.ts'
import { readBody } from './read-body.ts'
import type { Report } from './report.ts'

const moment = z.iso
  .date()
  .or(z.iso.datetime({ offset: true }))
  .transform((text) => new Date(text))

export const askSchema = z.strictObject({
  since: moment,
  dryRun: z.boolean().default(false),
  /** `next` of the answer before. */
  at: z.strictObject({ folder: z.int().min(0), from: moment, skip: z.int().min(0) }).optional(),
})

export function makeIntake(deps: {
  takeIn: AskForMail
  clock: Clock
  report: Report
}): (request: HttpRequest) => Promise<HttpResponseInit> {
  return async (request) => {
    try {
      const body = await readBody(
        request,
        askSchema,
        'a question such as {"since":"2026-01-31","dryRun":true}',
      )
      if ('problem' in body) return body.problem
      const { days, next } = await deps.takeIn(body.value)
      const place = next === undefined ? null : { ...next, from: next.from.toISOString() }
      return { jsonBody: { days, next: place } satisfies Told<IntakeAnswer> }
    } catch (error) {
      if (!(error instanceof AgentError)) deps.report.stepFailed('intake', error)
      return answerError(deps.clock, 'The mailbox', error)
    }
  }
}
