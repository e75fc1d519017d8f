/** The few OData query options that the agent uses; anything else is refused, as Graph refuses what it cannot do. */
import type { StoredMail } from './stored-mail.ts'
import { badRequest } from './errors.ts'

export type MailFilter = (mail: StoredMail) => boolean

const text = `'((?:[^']|'')*)'`
const unquoted = (quoted: string): string => quoted.replaceAll("''", "'")

const terms: readonly (readonly [RegExp, (...parts: string[]) => MailFilter])[] = [
  [
    /^receivedDateTime (ge|gt|le|lt) '?([0-9T:.Z+-]+)'?/i,
    (operator, at) => {
      const limit = Date.parse(at ?? '')
      if (Number.isNaN(limit)) throw badRequest(`Invalid date in $filter: ${at}.`)
      return ({ receivedAt }) => compares(operator ?? '', receivedAt.getTime(), limit)
    },
  ],
  [
    new RegExp(`^internetMessageId eq ${text}`, 'i'),
    (id) => (mail) => mail.internetMessageId === unquoted(id ?? ''),
  ],
  [
    new RegExp(
      `^singleValueExtendedProperties/any\\s*\\(\\s*(\\w+)\\s*:\\s*\\1/id eq ${text} and \\1/value eq ${text}\\s*\\)`,
      'i',
    ),
    (_name, id, value) => (mail) => propertyOf(mail, unquoted(id ?? '')) === unquoted(value ?? ''),
  ],
  [
    /^(isRead|isDraft|hasAttachments) eq (true|false)/i,
    (name, value) => (mail) => {
      const facts: Record<string, boolean> = { isread: mail.isRead, isdraft: mail.isDraft }
      return (facts[name?.toLowerCase() ?? ''] ?? mail.attachments.length > 0) === (value === 'true')
    },
  ],
]

function compares(operator: string, left: number, right: number): boolean {
  if (operator === 'ge') return left >= right
  if (operator === 'gt') return left > right
  return operator === 'le' ? left <= right : left < right
}

/** Property ids hold a GUID, whose case does not matter. */
export function propertyOf(mail: StoredMail, id: string): string | undefined {
  for (const [key, value] of mail.properties) if (key.toLowerCase() === id.toLowerCase()) return value
  return undefined
}

/** `$filter` of messages: terms joined by `and`. */
export function parseFilter(filter: string | null): MailFilter {
  const found: MailFilter[] = []
  let rest = (filter ?? '').trim()
  while (rest !== '') {
    const term = terms.flatMap(([form, make]) => {
      const match = form.exec(rest)
      return match === null ? [] : [{ length: match[0].length, filter: make(...match.slice(1)) }]
    })[0]
    if (term === undefined) throw badRequest(`Invalid filter clause: ${rest}`)
    found.push(term.filter)
    rest = rest.slice(term.length).trim()
    if (rest === '') break
    if (!/^and\s/i.test(rest)) throw badRequest(`Invalid filter clause: ${rest}`)
    rest = rest.slice(3).trim()
  }
  return (mail) => found.every((one) => one(mail))
}

/** The names of `$select`; undefined where all are wanted. */
export function parseSelect(select: string | null | undefined): readonly string[] | undefined {
  if (select === null || select === undefined || select.trim() === '') return undefined
  return select.split(',').map((name) => name.trim())
}

export interface Expand {
  readonly attachments?: { readonly select: readonly string[] | undefined }
  /** Ids of the extended properties that are shown. */
  readonly properties?: readonly string[]
}

/** `$expand`: attachments with `$select`, extended properties with `$filter=id eq '…'`. */
export function parseExpand(expand: string | null): Expand {
  let found: Expand = {}
  for (const part of (expand ?? '').split(/,(?![^(]*\))/).filter((one) => one.trim() !== '')) {
    const [, name, options = ''] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/s.exec(part) ?? []
    if (name === 'attachments') {
      found = { ...found, attachments: { select: parseSelect(/\$select=([^;]*)/.exec(options)?.[1]) } }
    } else if (name === 'singleValueExtendedProperties') {
      const ids = [...options.matchAll(new RegExp(`id eq ${text}`, 'gi'))].map((match) =>
        unquoted(match[1] ?? ''),
      )
      if (ids.length === 0) throw badRequest('singleValueExtendedProperties need a $filter by id.')
      found = { ...found, properties: ids }
    } else throw badRequest(`Could not find a property named '${name ?? part}' to expand.`)
  }
  return found
}
