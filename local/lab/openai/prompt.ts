/** What a request asks of the model, whichever of the two APIs it came by. */
import { z } from 'zod'
import type { JsonSchema } from './strict-schema.ts'

export interface ModelPrompt {
  /** System and developer words: what to do, never a document. */
  readonly instructions: string
  /** The user's words: here stands the document. */
  readonly text: string
  /** A file or picture came along, which the lab cannot read. */
  readonly hasFile: boolean
  /** Those files and pictures as they came, as data URLs. */
  readonly files: readonly string[]
  readonly schema: JsonSchema | undefined
  /** As the request bounds the answer; undefined where it does not. */
  readonly maxOutputTokens: number | undefined
}

/** The service takes these kinds and no others. */
const picture = z.string().regex(/^(https:|data:image\/(png|jpeg|webp|gif);base64,)/)
const part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  file_data: z.string().startsWith('data:application/pdf;base64,').optional(),
  image_url: z.union([picture, z.looseObject({ url: picture })]).optional(),
})
const said = z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(part)]).nullish() })
const schema = z.record(z.string(), z.unknown())
const format = z.looseObject({ type: z.string() })
const strictFormat = z.object({ name: z.string().regex(/^[\w-]{1,64}$/), schema, strict: z.literal(true) })

const common = { model: z.string(), stream: z.literal(false).nullish() }

/** `POST /responses`. */
export const responsesRequest = z.looseObject({
  ...common,
  input: z.union([z.string(), z.array(said)]),
  instructions: z.string().nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  text: z.looseObject({ format: format.optional() }).optional(),
})

/** `POST /chat/completions`. */
export const chatRequest = z.looseObject({
  ...common,
  messages: z.array(said).min(1),
  max_completion_tokens: z.int().min(1).nullish(),
  response_format: format.optional(),
})

export function promptOfResponses(request: z.infer<typeof responsesRequest>): ModelPrompt {
  const { input, instructions, max_output_tokens: limit, text } = request
  const messages = typeof input === 'string' ? [{ role: 'user', content: input }] : input
  const given = text?.format
  const wanted = given?.type === 'json_schema' ? strictFormat.parse(given).schema : undefined
  return promptOf(messages, instructions ?? '', wanted, limit ?? undefined)
}

export function promptOfChat(request: z.infer<typeof chatRequest>): ModelPrompt {
  const { messages, response_format: given, max_completion_tokens: limit } = request
  const wanted = given?.type === 'json_schema' ? strictFormat.parse(given.json_schema).schema : undefined
  return promptOf(messages, '', wanted, limit ?? undefined)
}

function promptOf(
  messages: readonly z.infer<typeof said>[],
  instructions: string,
  wanted: JsonSchema | undefined,
  maxOutputTokens: number | undefined,
): ModelPrompt {
  const parts = messages.flatMap(({ role, content }) =>
    (typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? [])).map((one) => ({
      role,
      ...one,
    })),
  )
  const words = (mine: boolean) =>
    parts
      .flatMap(({ role, text }) => (text !== undefined && (role === 'user') === mine ? [text] : []))
      .join('\n')
  return {
    instructions: [instructions, words(false)].filter(Boolean).join('\n'),
    text: words(true),
    hasFile: parts.some(({ type }) => /file|image/.test(type)),
    files: parts.flatMap(({ file_data: file, image_url: image }) => {
      const url = file ?? (typeof image === 'object' ? image.url : image)
      return url === undefined ? [] : [url]
    }),
    schema: wanted,
    maxOutputTokens,
  }
}
