/** How a list is asked for a page: how long, and behind which one; `next` of the answer goes on. */
import { z } from 'zod'

export const pageOf = (noun: string, idForm: RegExp, limit: { usual: number; most: number }) => ({
  limit: z.coerce.number().int().min(1).max(limit.most).default(limit.usual),
  after: z
    .string()
    .regex(idForm, `is no ${noun} id`)
    .optional()
    .meta({ description: 'next of the page before; left out for the first.' }),
})
