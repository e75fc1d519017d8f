/** What the lab's model answers where no script says otherwise: the fields it knows, read from the prompt's text, else null. */
import { isRecord } from '../http.ts'
import { findField, linesOf, type FoundField, type Line } from './find-fields.ts'
import type { ModelPrompt } from './prompt.ts'
import { allows, plainAnswer, resolved, type JsonSchema } from './strict-schema.ts'

/** An object of the schema's form. Without text (a scan as a file) every field is empty. */
export function plainReading(prompt: ModelPrompt): unknown {
  const lines = linesOf(prompt.text)
  const fill = (name: string, schema: JsonSchema, root: JsonSchema): unknown => {
    const real = resolved(schema, root)
    if (Array.isArray(real.enum)) return documentType(real.enum, prompt, lines)
    // A file hides what counts, and its text may be no more than the request's own words.
    const found = prompt.hasFile ? undefined : findField(name, lines)
    return found === undefined ? undefined : shaped(found, real, root)
  }
  return prompt.schema === undefined ? {} : plainAnswer(prompt.schema, fill)
}

function shaped(found: FoundField, schema: JsonSchema, root: JsonSchema): unknown {
  if (!isRecord(schema.properties)) return valueFor(found.value, schema)
  return Object.fromEntries(
    Object.entries(schema.properties).map(([name, property]) => {
      const form = isRecord(property) ? property : {}
      if (/page/i.test(name)) return [name, found.page]
      if (/quote|evidence|text/i.test(name)) return [name, found.quote]
      if (name === 'value') return [name, valueFor(found.value, resolved(form, root), form)]
      return [name, plainAnswer(form, () => undefined, root)]
    }),
  )
}

function valueFor(value: string, schema: JsonSchema, outer: JsonSchema = schema): unknown {
  const wantsNumber = allows(outer, 'number') || allows(schema, 'number')
  return wantsNumber && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

const invoiceWords = /invoice|\bbill\b|rechnung|factu|fattura|fatura|faktu|lasku|račun|számla/i

/** Of a list of kinds of document, the one that the text's own words name; undefined for any other list. */
function documentType(choices: readonly unknown[], prompt: ModelPrompt, lines: readonly Line[]): unknown {
  const named = (form: RegExp) => choices.find((one) => typeof one === 'string' && form.test(one))
  const text = lines.map((line) => line.text).join('\n')
  // What is sent as a picture is taken for an invoice: nobody drops a scan because the lab has no eyes.
  if (prompt.hasFile) return named(/^invoice$/i)
  if (/credit note|gutschrift|avoir|nota di credito|creditnota/i.test(text)) return named(/credit/i)
  return invoiceWords.test(text) ? named(/^invoice$/i) : named(/^(not|other|unknown)/i)
}
