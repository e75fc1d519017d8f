/** What /health answers. */
import { z } from 'zod'
import { fleet, publicBreaker } from './breakers.ts'

export const healthAnswer = z
  .object({
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    summary: z.string(),
    fault: z.string().optional().meta({ description: 'Why this process cannot work.' }),
    version: z.string(),
    instance: z.string(),
    process: z.string(),
    started: z.iso.datetime(),
    breakers: z.array(publicBreaker),
    fleet,
  })
  .meta({ id: 'Health' })
export type HealthAnswer = z.infer<typeof healthAnswer>
