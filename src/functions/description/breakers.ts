/** Describes /breakers. */
import { z } from 'zod'
import type { ZodOpenApiPathItemObject, ZodOpenApiPathsObject } from 'zod-openapi'
import { dependencies } from '../../domain/dependency.ts'
import { type LeverAction, leverActions } from '../../domain/lever.ts'
import { breakersAnswer, pulledAnswer } from '../answers/breakers.ts'
import { asks } from '../breakers.ts'
import { answerOf, bodyOf } from './json.ts'
import { byOperators } from './operators.ts'
import { refusals } from './refusals.ts'

const summaries: Readonly<Record<LeverAction, string>> = {
  isolate: 'No process calls the dependency any more, until it is released or the time is over',
  release: 'Back to closed in every process; the count starts at zero',
  probe: 'Where it is open, the next call goes as the probe, in every process',
}

const lever = (action: LeverAction): ZodOpenApiPathItemObject => ({
  post: {
    ...byOperators,
    operationId: `${action}Dependency`,
    tags: ['breakers'],
    summary: summaries[action],
    description: 'who is left out, and not looked at, where the platform signs persons in.',
    requestParams: { path: z.object({ dependency: z.enum(dependencies) }) },
    requestBody: bodyOf(asks[action], { who: 'Maria', why: 'tenant move' }),
    responses: {
      200: answerOf('The lever is pulled.', pulledAnswer),
      ...refusals(400, 403, 404, 409, 413),
    },
  },
})

export const breakersPaths: ZodOpenApiPathsObject = {
  '/breakers': {
    get: {
      ...byOperators,
      operationId: 'showBreakers',
      tags: ['breakers'],
      summary: 'How the breakers stand in every process, and the levers',
      responses: {
        200: answerOf('As far as it is known; fleet says whether the board answers.', breakersAnswer),
        ...refusals(403),
      },
    },
  },
  ...Object.fromEntries(leverActions.map((action) => [`/breakers/{dependency}/${action}`, lever(action)])),
}
