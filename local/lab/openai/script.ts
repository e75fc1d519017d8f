/** Scripted answers of the lab's model: to which prompts, what, and how often. */
import { z } from 'zod'
import type { ModelPrompt } from './prompt.ts'

export const answerSchema = z.discriminatedUnion('kind', [
  /** Sent as it is, whether it fits the schema or not. */
  z.strictObject({ kind: z.literal('json'), json: z.unknown() }),
  /** The text of the answer, such as JSON that breaks off. */
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('refusal'), refusal: z.string() }),
  /** Completed, with an empty text. */
  z.strictObject({ kind: z.literal('empty') }),
  /** Broken off in the middle of the JSON. */
  z.strictObject({ kind: z.literal('incomplete'), reason: z.enum(['max_output_tokens', 'content_filter']) }),
  /** The prompt itself is refused with 400, as Azure's filter does. */
  z.strictObject({ kind: z.literal('content-filter') }),
])

export type ModelAnswer = z.infer<typeof answerSchema>

/** Text that the prompt has to hold, a pattern, or a test of one's own. */
export type PromptMatcher = string | RegExp | ((prompt: ModelPrompt) => boolean)

export interface ModelScript {
  /** The latest matching answer comes first; without `times` it stays. */
  answer(matcher: PromptMatcher, answer: ModelAnswer, times?: number): void
  clear(): void
}

export interface ScriptReader {
  take(prompt: ModelPrompt): ModelAnswer | undefined
}

export function createModelScript(): ModelScript & ScriptReader {
  const lines: { matcher: PromptMatcher; answer: ModelAnswer; left: number }[] = []
  return {
    answer: (matcher, answer, times = Infinity) => void lines.unshift({ matcher, answer, left: times }),
    clear: () => void lines.splice(0),
    take(prompt) {
      const line = lines.find(({ matcher, left }) => left > 0 && matches(matcher, prompt))
      if (line === undefined) return undefined
      line.left -= 1
      return line.answer
    },
  }
}

function matches(matcher: PromptMatcher, prompt: ModelPrompt): boolean {
  if (typeof matcher === 'function') return matcher(prompt)
  return typeof matcher === 'string' ? prompt.text.includes(matcher) : matcher.test(prompt.text)
}
