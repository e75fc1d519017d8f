/** The lab's Azure OpenAI, v1: `/responses` and `/chat/completions`, whole answers only, model "lab". */
import { z } from 'zod'
import { bearer, jsonBody, Refusal, type Call, type Reply, type Route } from '../http.ts'
import { chatReply, responsesReply, type ModelReply } from './replies.ts'
import { plainReading } from './plain-reading.ts'
import { chatRequest, promptOfChat, promptOfResponses, responsesRequest, type ModelPrompt } from './prompt.ts'
import type { ScriptReader } from './script.ts'
import { strictFaults } from './strict-schema.ts'

export const deployment = 'lab'

export function openaiRoutes(apiKey: string, script: ScriptReader, now: () => Date): Route[] {
  const route = (operation: string, path: string, handle: (call: Call) => Reply): Route => ({
    service: 'openai',
    operation,
    method: 'POST',
    path: `/openai/v1/${path}`,
    handle(call) {
      if ((bearer(call) ?? call.headers['api-key']) !== apiKey)
        throw refuse(401, '401', 'Access denied due to invalid subscription key or wrong API endpoint.')
      return handle(call)
    },
  })
  return [
    route('responses', 'responses', (call) => {
      const prompt = parsed(call, responsesRequest, promptOfResponses)
      return { status: 200, body: responsesReply(answerTo(prompt, script), prompt, now()) }
    }),
    route('chatCompletions', 'chat/completions', (call) => {
      const prompt = parsed(call, chatRequest, promptOfChat)
      return { status: 200, body: chatReply(answerTo(prompt, script), prompt, now()) }
    }),
  ]
}

function parsed<T extends { model: string }>(
  call: Call,
  schema: z.ZodType<T>,
  promptOf: (request: T) => ModelPrompt,
): ModelPrompt {
  const body = jsonBody(call, (why) => refuse(400, 'invalid_request_error', why))
  if (typeof body.model === 'string' && body.model !== deployment)
    throw refuse(
      404,
      'DeploymentNotFound',
      `The deployment ${body.model} does not exist; the lab has "${deployment}".`,
    )
  try {
    const prompt = promptOf(schema.parse(body))
    const faults = prompt.schema === undefined ? [] : strictFaults(prompt.schema)
    if (faults.length === 0) return prompt
    throw refuse(400, 'invalid_json_schema', `Invalid schema for response_format: ${faults.join('; ')}`)
  } catch (error) {
    if (error instanceof z.ZodError) throw refuse(400, 'invalid_request_error', z.prettifyError(error))
    throw error
  }
}

function answerTo(prompt: ModelPrompt, script: ScriptReader): ModelReply {
  const scripted = script.take(prompt)
  if (scripted?.kind === 'content-filter') throw contentFilter()
  if (scripted?.kind === 'refusal') return scripted
  if (scripted?.kind === 'empty') return { kind: 'text', text: '' }
  if (scripted?.kind === 'text') return scripted
  const text = JSON.stringify(scripted?.kind === 'json' ? scripted.json : plainReading(prompt))
  if (scripted?.kind !== 'incomplete') return { kind: 'text', text }
  return { kind: 'incomplete', text: text.slice(0, text.length / 2), reason: scripted.reason }
}

const refuse = (status: number, code: string, message: string): Refusal =>
  new Refusal(
    { status, body: { error: { code, message, type: 'invalid_request_error', param: null } } },
    message,
  )

/** Azure's form of a prompt that its filter turned down. */
function contentFilter(): Refusal {
  const message =
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy."
  const innererror = {
    code: 'ResponsibleAIPolicyViolation',
    content_filter_result: { violence: { filtered: true, severity: 'medium' } },
  }
  const error = { message, type: null, param: 'prompt', code: 'content_filter', status: 400, innererror }
  return new Refusal({ status: 400, body: { error } }, message)
}
