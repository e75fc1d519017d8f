/** A notice as an Adaptive Card in the envelope of Teams' Workflows; strangers' words in it are shown, never obeyed. */
import { oneLine } from '../../domain/ap-mail.ts'
import type { Notice } from '../../domain/ports/team.ts'

/** Teams takes about 28 KB; some is left for what its flow puts around the card. */
const mostBytes = 26 * 1024
const longestTitle = 200
const longestName = 60
const longestValue = 500
const mostFacts = 20

/** The body to POST, as JSON; always under `mostBytes`. */
export function cardBody(notice: Notice): string {
  const title = plain(oneLine(notice.title, longestTitle))
  // The text gives way first, then the facts: an escaped stranger's text can be many times its length.
  for (let most = { text: mostBytes, value: longestValue }; ; most = shorter(most)) {
    const facts = notice.facts.slice(0, mostFacts).map(({ name, value }) => ({
      title: plain(oneLine(name, longestName)),
      value: plain(oneLine(value, most.value)),
    }))
    const text = most.text === 0 ? '' : plain(oneLine(notice.text, most.text))
    const body = JSON.stringify(envelope(title, facts, text))
    if (Buffer.byteLength(body) <= mostBytes || most.value === 1) return body
  }
}

interface Most {
  readonly text: number
  readonly value: number
}

const shorter = ({ text, value }: Most): Most =>
  text > 0 ? { text: Math.floor(text / 2), value } : { text, value: Math.max(1, Math.floor(value / 2)) }

function envelope(
  title: string,
  facts: readonly { title: string; value: string }[],
  text: string,
): Record<string, unknown> {
  const body = [
    { type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
    { type: 'FactSet', facts },
    ...(text === '' ? [] : [{ type: 'TextBlock', text, wrap: true }]),
  ]
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body,
  }
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  }
}

/**
 * One line of text as the Markdown of Adaptive Cards shows it unchanged. Also without a meaning: `{{DATE(…)}}`, mentions
 * and tags, numbers of a list at the start, and addresses, which Teams would make links of by itself.
 */
export function plain(line: string): string {
  return line
    .replace(/[\\`*_{}[\]()#~|<>!]/g, (sign) => `\\${sign}`)
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+]/, (sign) => `\\${sign}`)
    .replace(/:\/\//g, ':\u200B//')
    .replace(/&/g, '&\u200B')
}
