/** Errors of HTTP functions as application/problem+json (RFC 9457). */
import type { HttpResponseInit } from '@azure/functions'

export function problem(
  status: number,
  title: string,
  detail: string,
  more: { faults?: readonly string[]; headers?: Record<string, string> } = {},
): HttpResponseInit {
  const body = { type: 'about:blank', title, status, detail, ...(more.faults ? { faults: more.faults } : {}) }
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...more.headers },
    body: JSON.stringify(body),
  }
}
