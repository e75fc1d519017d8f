/** Takes the model's words out of a response. Only a fault of the service is its failure: the rest are answers. */
import { z } from 'zod'
import { DependencyFailed, RemoteAnswer } from '../../domain/errors.ts'
import { answerSchema, type ModelAnswer } from './schema.ts'

/** Of the Responses API what is looked at; any server may stand behind the address. */
const responseSchema = z.object({
  status: z.string().nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
  output: z
    .array(
      z.object({
        type: z.string(),
        content: z.array(z.object({ type: z.string(), text: z.string().nullish() })).nullish(),
      }),
    )
    .nullish(),
})

const noAnswer = (code: string): RemoteAnswer => new RemoteAnswer('openai', 'rejected', { code })
const filtered = (): RemoteAnswer => new RemoteAnswer('openai', 'content-filter', { code: 'content_filter' })

/** RemoteAnswer 'content-filter' or 'rejected' for a filter, a refusal, and an answer that is empty, cut off or of another form. */
export function answerOf(body: unknown): ModelAnswer {
  const response = responseSchema.safeParse(body)
  if (!response.success) throw noAnswer('not-by-schema')
  const { status, incomplete_details: incomplete, error, output } = response.data
  if (incomplete?.reason === 'content_filter') throw filtered()
  if (status === 'incomplete') throw noAnswer('truncated')
  if (status === 'failed') throw failed(error?.code ?? undefined)
  const parts = (output ?? []).flatMap(({ type, content }) => (type === 'message' ? (content ?? []) : []))
  // Azure may give an empty text beside a refusal (openai/openai-agents-js issue 1686).
  if (parts.some(({ type }) => type === 'refusal')) throw noAnswer('refusal')
  const text = parts.flatMap((part) => (part.type === 'output_text' ? [part.text] : [])).join('')
  if (text.trim() === '') throw noAnswer('empty')
  const parsed = answerSchema.safeParse(parsedJson(text))
  if (!parsed.success) throw noAnswer('not-by-schema')
  return parsed.data
}

function failed(code: string | undefined): Error {
  if (code === 'rate_limit_exceeded')
    return new DependencyFailed('openai', 'throttled', { mayHaveActed: true, retryAfterMs: 10_000 })
  if (code === undefined || code === 'server_error')
    return new DependencyFailed('openai', 'server-error', { mayHaveActed: true })
  return /policy/.test(code) ? filtered() : noAnswer(code)
}

/** undefined where it is no JSON: the schema refuses that too. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Strict mode gives JSON unless the answer broke off; the text may hold the document and is not kept.
    return undefined
  }
}
