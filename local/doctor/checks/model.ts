/** Whether the model answers in the agent's own form, to text and to a PDF; what it answers is not judged. */
import { createModelReader } from '../../../src/adapters/openai/reader.ts'
import type { TokenKind } from '../../../src/adapters/openai/usage.ts'
import type { ParsedDocument } from '../../../src/domain/reading.ts'
import { ok, skipped, type Advice, type Check } from '../check.ts'
import { modelLimitMs, type Installation } from '../installation.ts'
import { onePagePdf } from '../one-page-pdf.ts'

const byRulesAlone = skipped('AZURE_OPENAI_ENDPOINT is not set: rules read alone')

const noForm =
  'The model does not keep to a strict JSON schema: deploy one that has structured outputs by the Responses API, such as gpt-5-mini.'
const filtered =
  'The content filter of the deployment turns down a harmless invoice: look at its filter settings in the Foundry portal.'
const unsuited =
  'The deployment does not take what the agent asks for (Responses API, strict JSON schema): is it a model that has both, in a region that has them, such as gpt-5-mini?'

const advice: Advice = {
  'no-right':
    'Give the identity the role "Cognitive Services OpenAI User" on the Azure OpenAI account ("azd provision" does for the app). A role takes some minutes to apply.',
  'unknown-caller':
    'AZURE_OPENAI_API_KEY is not (or no longer) a key of this account. Without the setting Entra ID serves.',
  'not-found':
    'AZURE_OPENAI_DEPLOYMENT is no deployment of this account, or AZURE_OPENAI_ENDPOINT is not of the form https://NAME.openai.azure.com/openai/v1/.',
  throttled:
    'The quota of the deployment is used up for now: raise its tokens a minute in the Foundry portal if it stays so. The app waits and tries again.',
  rejected: unsuited,
  'not-by-schema': noForm,
  empty: noForm,
  truncated: noForm,
  refusal: filtered,
  content_filter: filtered,
}

const text = 'Sample Supplies Ltd\nInvoice No 1\nDate 2026-01-31\nTotal due EUR 1.00'

export const model: Check = {
  name: 'model',
  limitMs: modelLimitMs,
  run: (installation) =>
    ask(installation, { kind: 'parsed', pages: [{ page: 1, text }], pageCount: 1 }, Buffer.from(text)),
  advice,
}

export const modelAndPdf: Check = {
  name: 'model and PDF',
  needs: 'model',
  limitMs: modelLimitMs,
  run: async (installation) =>
    ask(
      installation,
      { kind: 'image-only', pageCount: 1, mediaType: 'application/pdf' },
      await onePagePdf(text.split('\n')),
    ),
  advice: {
    ...advice,
    rejected:
      'The model takes no PDF: scans and photographs will wait for a person. Deploy one with eyes and PDF input, such as gpt-5-mini.',
  },
}

async function ask({ config, guards, tokens }: Installation, parsed: ParsedDocument, bytes: Uint8Array) {
  if (config.openai === undefined) return byRulesAlone
  const used: Record<TokenKind, number> = { input: 0, output: 0, cached: 0 }
  const onTokens = (kind: TokenKind, count: number) => void (used[kind] += count)
  const reader = createModelReader({ guard: guards.openai, tokens, ...config.openai, onTokens })
  await reader.read({ name: 'doctor', contentType: 'application/pdf', bytes }, parsed)
  return ok(`answers by the schema (${used.input} tokens in, ${used.output} out)`)
}
