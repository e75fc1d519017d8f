/** A line of the story of an invoice or a case, as the desk shows it. */
import { z } from 'zod'

export const historyLine = z
  .object({
    at: z.iso.datetime(),
    who: z.string().meta({ description: 'A step of the agent, or a person.' }),
    what: z.string(),
  })
  .meta({ id: 'HistoryLine' })

/** What came of a decision. */
export const done = z.enum(['now', 'before', 'dry-run']).meta({
  id: 'Done',
  description: 'before: it was decided so already. dry-run: nothing was changed.',
})
