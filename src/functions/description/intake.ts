/** Describes POST /intake. */
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { intakeAnswer } from '../answers/intake.ts'
import { askSchema } from '../intake.ts'
import { answerOf, bodyOf } from './json.ts'
import { refusals } from './refusals.ts'

export const intakePaths: ZodOpenApiPathsObject = {
  '/intake': {
    post: {
      operationId: 'takeInMail',
      tags: ['intake'],
      summary: 'Takes in, or counts, what came since a day, also from before the start of intake',
      description:
        'A page a call: ask again with next as at, until next is null. Mail that has an outcome stays as it is.',
      requestBody: bodyOf(askSchema, { since: '2026-01-31', dryRun: true }),
      responses: { 200: answerOf('The page, by day.', intakeAnswer), ...refusals(400, 413) },
    },
  },
}
