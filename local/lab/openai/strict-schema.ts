/** JSON schemas as structured output takes them in strict mode, and an answer of the right form to each. */
import { isRecord } from '../http.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** Azure: "Structured outputs", unsupported type-specific keywords. */
const unsupported = [
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'multipleOf',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'unevaluatedProperties',
  'contains',
  'minItems',
  'maxItems',
  'uniqueItems',
  'oneOf',
  'allOf',
  'not',
]

/** What strict mode would refuse, as words with the place; empty where the schema is fine. */
export function strictFaults(schema: unknown, at = '$'): string[] {
  if (!isRecord(schema)) return [`${at} is no schema`]
  const faults = unsupported
    .filter((name) => name in schema)
    .map((name) => `${at}: '${name}' is not permitted`)
  const properties = isRecord(schema.properties) ? schema.properties : undefined
  if (properties !== undefined || schema.type === 'object') {
    const required = new Set(Array.isArray(schema.required) ? schema.required : [])
    const optional = Object.keys(properties ?? {}).filter((name) => !required.has(name))
    if (schema.additionalProperties !== false)
      faults.push(`${at}: 'additionalProperties' is required to be false`)
    if (optional.length > 0)
      faults.push(`${at}: 'required' has to include every key; missing ${optional.join(', ')}`)
  }
  const children: [string, unknown][] = [
    ...Object.entries(properties ?? {}),
    ...Object.entries(isRecord(schema.$defs) ? schema.$defs : {}),
    ...(schema.items === undefined ? [] : [['items', schema.items] as [string, unknown]]),
    ...alternatives(schema).map((one, index): [string, unknown] => [`anyOf[${index}]`, one]),
  ]
  return [...faults, ...children.flatMap(([name, child]) => strictFaults(child, `${at}.${name}`))]
}

const alternatives = (schema: JsonSchema): unknown[] => (Array.isArray(schema.anyOf) ? schema.anyOf : [])

/** The schema behind `$ref`, and the first alternative that is not null. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined
  if (name !== undefined) {
    const target = isRecord(root.$defs) ? root.$defs[name] : undefined
    return isRecord(target) ? resolved(target, root) : {}
  }
  const choice = alternatives(schema).find((one) => isRecord(one) && one.type !== 'null')
  return isRecord(choice) ? resolved(choice, root) : schema
}

export function allows(schema: JsonSchema, type: string): boolean {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  if (types.includes(type)) return true
  return alternatives(schema).some((one) => isRecord(one) && allows(one, type))
}

/** Fills each property: `fill` answers where it knows better, else null, else the plainest value of the type. */
export function plainAnswer(
  schema: JsonSchema,
  fill: (name: string, schema: JsonSchema, root: JsonSchema) => unknown,
  root: JsonSchema = schema,
): unknown {
  const nullable = allows(schema, 'null')
  const real = resolved(schema, root)
  if (isRecord(real.properties) && !nullable)
    return Object.fromEntries(
      Object.entries(real.properties).map(([name, property]) => {
        const child = isRecord(property) ? property : {}
        return [name, fill(name, child, root) ?? plainAnswer(child, fill, root)]
      }),
    )
  if (nullable) return null
  if (real.const !== undefined) return real.const
  if (Array.isArray(real.enum)) return real.enum[0]
  if (allows(real, 'array')) return []
  if (allows(real, 'boolean')) return false
  return allows(real, 'number') || allows(real, 'integer') ? 0 : ''
}
