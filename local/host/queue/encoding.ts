/** Message bodies as they stand in the queue: base64 unless host.json says none. */

export type MessageEncoding = 'base64' | 'none'

const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Undefined where the text is not base64. */
export function decodeBody(text: string, encoding: MessageEncoding): string | undefined {
  if (encoding === 'none') return text
  return base64Form.test(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined
}

export function encodeBody(body: string | Uint8Array, encoding: MessageEncoding): string {
  return Buffer.from(body as string).toString(encoding === 'none' ? 'utf8' : 'base64')
}
