/** What /desk/cases answers: a case in a list, one with its message and history, and what came of a redrive or a drop. */
import { z } from 'zod'
import { caseIdForm, type CaseState } from '../../domain/case.ts'
import { dependencies } from '../../domain/dependency.ts'
import { queueNames } from '../../domain/messages.ts'
import { done, historyLine } from './history.ts'

const states = ['open', 'redriven', 'dropped'] as const satisfies readonly CaseState[]

export const caseId = z.string().regex(caseIdForm).meta({
  id: 'CaseId',
  description: 'The same for every message of one step about one mail or invoice.',
  example: '0123456789abcdef0123456789abcdef',
})

export const caseAnswer = z
  .object({
    caseId,
    step: z.enum(queueNames).meta({ description: 'The queue that its message came from.' }),
    kind: z
      .string()
      .meta({ description: 'Kind of the error; fault for a bug, no-error where a process died.' }),
    why: z.string(),
    dependency: z.enum(dependencies).nullable(),
    state: z.enum(states),
    stands: z.string().meta({ description: 'How it stands and what can be done, in words.' }),
    goesByItself: z.boolean().meta({ description: 'It goes back into its queue without a person.' }),
    firstSeen: z.iso.datetime(),
    lastSeen: z.iso.datetime(),
    redrives: z.int().min(0),
    invoiceId: z.string().nullable(),
  })
  .meta({ id: 'Case' })
export type CaseAnswer = z.infer<typeof caseAnswer>

export const wholeCaseAnswer = z
  .object({
    ...caseAnswer.shape,
    message: z.string().meta({ description: 'The body as it came; it may be anything.' }),
    history: z.array(historyLine),
  })
  .meta({ id: 'WholeCase' })
export type WholeCaseAnswer = z.infer<typeof wholeCaseAnswer>

export const casesAnswer = z.object({
  cases: z.array(caseAnswer),
  next: caseId.nullable().meta({ description: 'Give it as after; null on the last page.' }),
})
export type CasesAnswer = z.infer<typeof casesAnswer>

export const decidedCaseAnswer = z.object({ done, case: caseAnswer })
export type DecidedCaseAnswer = z.infer<typeof decidedCaseAnswer>

export const redrivenAnswer = z.object({
  done,
  cases: z.array(caseAnswer),
  left: z.int().min(0).meta({ description: 'As many more wait for another call.' }),
  until: z.iso.datetime().meta({ description: 'Give it to that call: nothing is put back twice.' }),
})
export type RedrivenAnswer = z.infer<typeof redrivenAnswer>
