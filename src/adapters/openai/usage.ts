/** What an answer cost in tokens; one that is of no use costs as much. */
import { z } from 'zod'

/** `cached` are those of `input` that were billed at the price of a repetition. */
export type TokenKind = 'input' | 'output' | 'cached'

const usageSchema = z.object({
  usage: z.object({
    input_tokens: z.number(),
    output_tokens: z.number(),
    input_tokens_details: z.object({ cached_tokens: z.number() }).nullish(),
  }),
})

/** Empty where the server does not count. */
export function tokensOf(body: unknown): readonly (readonly [TokenKind, number])[] {
  const { data } = usageSchema.safeParse(body)
  if (data === undefined) return []
  const { input_tokens: input, output_tokens: output, input_tokens_details: details } = data.usage
  return [
    ['input', input],
    ['output', output],
    ['cached', details?.cached_tokens ?? 0],
  ]
}
