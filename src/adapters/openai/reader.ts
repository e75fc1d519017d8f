/** Reads a document by the model: one request, a strict schema, and an answer that is looked at again. */
import { randomUUID } from 'node:crypto'
import type OpenAI from 'openai'
import type { ModelReader } from '../../domain/ports/readers.ts'
import type { Guard } from '../../resilience/guard.ts'
import { answerOf } from './answer.ts'
import { inputOf } from './input.ts'
import { instructions } from './prompt.ts'
import { readingOf } from './reading.ts'
import { answerJsonSchema, schemaName } from './schema.ts'
import { type TokenKind, tokensOf } from './usage.ts'

export interface ModelSettings {
  readonly guard: Guard
  /** `https://NAME.openai.azure.com/openai/v1/`, or any server that speaks the same. */
  readonly endpoint: string
  readonly deployment: string
  /** Without a key an Azure endpoint gets a token of Entra ID. */
  readonly apiKey: string | undefined
  readonly tokens: { token(scope: string): Promise<string> }
  /** Told of the tokens of each answer, also of one that is of no use. */
  readonly onTokens?: (kind: TokenKind, count: number) => void
  /** A random mark for each prompt. */
  readonly mark?: () => string
}

/** Some 1,500 tokens of answer, and room for a model that thinks before it writes. */
const longestAnswer = 8_000

export function createModelReader(settings: ModelSettings): ModelReader {
  const { guard, deployment, onTokens, mark = randomUUID } = settings
  let client: Promise<OpenAI> | undefined
  const schema = answerJsonSchema()

  return {
    async read(document, parsed) {
      const { content, doubts } = inputOf(document, parsed, mark())
      const answer = await guard.call(
        'readDocument',
        async (signal) => {
          client ??= connect(settings)
          const { responses } = await client
          const request = {
            model: deployment,
            instructions,
            input: [{ role: 'user' as const, content: content() }],
            text: { format: { type: 'json_schema' as const, name: schemaName, strict: true, schema } },
            max_output_tokens: longestAnswer,
            store: false,
          }
          // The SDK takes any answer for one of the form it knows.
          const response = await responses.create(request, { signal }).asResponse()
          const body: unknown = await response.json()
          for (const [kind, count] of tokensOf(body)) onTokens?.(kind, count)
          return answerOf(body)
        },
        { idempotent: true },
      )
      return readingOf(answer, parsed.kind === 'unreadable' ? 0 : parsed.pageCount, doubts)
    },
  }
}

/** Loaded on first use: an agent without a model, or a start in a hurry, does without it. */
async function connect({ endpoint, apiKey, tokens }: ModelSettings): Promise<OpenAI> {
  const { OpenAI: Client } = await import('openai')
  const scope = scopeOf(endpoint)
  return new Client({
    baseURL: endpoint,
    // A server that is not Azure's never gets a token of ours.
    apiKey: apiKey ?? (scope === undefined ? 'none' : () => tokens.token(scope)),
    maxRetries: 0,
    // Settings of another program on the same machine are none of ours.
    organization: null,
    project: null,
    logLevel: 'off',
    fetchOptions: { redirect: 'manual' },
  })
}

/** By cloud; undefined where the endpoint is not Azure's. */
export function scopeOf(endpoint: string): string | undefined {
  const host = new URL(endpoint).hostname
  // Only names that Azure itself hands out: anybody may have a machine under azure.com.
  const cloud = /\.(?:openai|cognitiveservices|services\.ai)\.(azure\.(?:com|us|cn))$/.exec(host)?.[1]
  return cloud === undefined ? undefined : `https://cognitiveservices.${cloud}/.default`
}
