/** What POST /desk/search answers: what was found, and as what it was looked for. */
import { z } from 'zod'
import { searchKinds } from '../../domain/search-words.ts'
import { invoiceAnswer } from './invoice.ts'

export const searchAnswer = z.object({
  invoices: z.array(invoiceAnswer),
  searched: z.array(
    z.object({
      by: z.enum(['id', ...searchKinds]),
      word: z.string().meta({ description: 'What was looked for, as the index has it.' }),
      found: z.int().min(0),
      isAll: z.boolean().meta({ description: 'False where there are more than are shown.' }),
    }),
  ),
})
export type SearchAnswer = z.infer<typeof searchAnswer>
