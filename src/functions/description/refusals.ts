/** What an operation may answer where it does not do what was asked: always a problem, by its status. */
import { z } from 'zod'
import type { ZodOpenApiResponseObject } from 'zod-openapi'
import { type ProblemAnswer, problemAnswer } from '../answers/problem.ts'

const refusal = (id: string, description: string, example?: ProblemAnswer): ZodOpenApiResponseObject => ({
  id,
  description,
  content: {
    'application/problem+json': { schema: problemAnswer, ...(example === undefined ? {} : { example }) },
  },
})

const all = {
  400: refusal('BadRequest', 'What was sent is not what the operation takes; faults says where.', {
    type: 'about:blank',
    title: 'Not an approval',
    status: 400,
    detail: 'Mend what faults lists and send it again.',
    faults: ['who: Invalid input: expected string, received undefined'],
  }),
  401: refusal(
    'NotLetIn',
    'The platform refuses the key, without a body; or it signs persons in, and nobody is signed in.',
  ),
  403: refusal('FromElsewhere', 'Somebody is signed in, and a page of another site asks in his name.'),
  404: refusal('NotFound', 'There is none.'),
  409: refusal('Conflict', 'It does not fit how things stand, or somebody else was first: look again.'),
  410: refusal('Gone', 'It was there, and is deleted.'),
  413: refusal('TooLarge', 'The body is larger than the operation takes.'),
  500: refusal('OurFault', 'A fault of the agent; it is in the log.'),
  502: refusal('Refused', 'Graph or Storage answered what the agent cannot use.'),
  503: {
    ...refusal('Away', 'Graph or Storage is away, or its breaker is open: try again later.', {
      type: 'about:blank',
      title: 'Storage is away',
      status: 503,
      detail: 'The ledger cannot be reached now; try again later.',
    }),
    headers: z.object({ 'Retry-After': z.int().min(1).meta({ description: 'Seconds.', header: {} }) }),
  },
} as const satisfies Record<number, ZodOpenApiResponseObject>

export type RefusalStatus = keyof typeof all

/** For an operation with a key that reaches out: these, and those that each of them has. */
export const refusals = (...own: RefusalStatus[]) => only(401, 500, 502, 503, ...own)

export const only = (...statuses: RefusalStatus[]): Record<`${RefusalStatus}`, ZodOpenApiResponseObject> =>
  Object.fromEntries(statuses.map((status) => [status, all[status]])) as ReturnType<typeof only>
