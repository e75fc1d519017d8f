/** The model's answer in the forms of the two APIs, with tokens estimated by length. */
import { randomUUID } from 'node:crypto'
import type { ModelPrompt } from './prompt.ts'

export type ModelReply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refusal'; readonly refusal: string }
  | {
      readonly kind: 'incomplete'
      readonly text: string
      readonly reason: 'max_output_tokens' | 'content_filter'
    }

const model = 'lab'

/** About four letters make a token. */
const tokens = (text: string): number => Math.ceil(text.length / 4)

function usageOf(reply: ModelReply, prompt: ModelPrompt): { input: number; output: number } {
  const output = tokens(reply.kind === 'refusal' ? reply.refusal : reply.text)
  return { input: tokens(prompt.instructions + prompt.text), output }
}

export function responsesReply(reply: ModelReply, prompt: ModelPrompt, at: Date): Record<string, unknown> {
  const { input, output } = usageOf(reply, prompt)
  const content =
    reply.kind === 'refusal'
      ? { type: 'refusal', refusal: reply.refusal }
      : { type: 'output_text', text: reply.text, annotations: [], logprobs: [] }
  const status = reply.kind === 'incomplete' ? 'incomplete' : 'completed'
  return {
    id: `resp_${randomUUID()}`,
    object: 'response',
    created_at: Math.floor(at.getTime() / 1_000),
    status,
    error: null,
    incomplete_details: reply.kind === 'incomplete' ? { reason: reply.reason } : null,
    model,
    output: [{ type: 'message', id: `msg_${randomUUID()}`, status, role: 'assistant', content: [content] }],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
  }
}

export function chatReply(reply: ModelReply, prompt: ModelPrompt, at: Date): Record<string, unknown> {
  const { input, output } = usageOf(reply, prompt)
  const cut = reply.kind === 'incomplete' && (reply.reason === 'content_filter' ? 'content_filter' : 'length')
  const message =
    reply.kind === 'refusal'
      ? { role: 'assistant', content: '', refusal: reply.refusal }
      : { role: 'assistant', content: reply.text, refusal: null }
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(at.getTime() / 1_000),
    model,
    choices: [{ index: 0, message, finish_reason: cut || 'stop', logprobs: null }],
    usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
  }
}
