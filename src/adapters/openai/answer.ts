/** Takes the model's words out of a response. Only a fault of the service is its failure: the rest are answers. */
import type { Response } from 'openai/resources/responses/responses'
import { DependencyFailed, RemoteAnswer } from '../../domain/errors.ts'
import { answerSchema, type ModelAnswer } from './schema.ts'

const noAnswer = (code: string): RemoteAnswer => new RemoteAnswer('openai', 'rejected', { code })
const filtered = (): RemoteAnswer => new RemoteAnswer('openai', 'content-filter', { code: 'content_filter' })

/** RemoteAnswer 'content-filter' or 'rejected' for a filter, a refusal, and an answer that is empty, cut off or of another form. */
export function answerOf(
  response: Pick<Response, 'status' | 'incomplete_details' | 'error' | 'output'>,
): ModelAnswer {
  if (response.incomplete_details?.reason === 'content_filter') throw filtered()
  if (response.status === 'incomplete') throw noAnswer('truncated')
  if (response.status === 'failed') throw failed(response.error?.code)
  const parts = response.output.flatMap((item) => (item.type === 'message' ? item.content : []))
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
