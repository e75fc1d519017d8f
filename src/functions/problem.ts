/** Errors of HTTP functions as application/problem+json (RFC 9457). */
import type { HttpResponseInit } from '@azure/functions'
import type { ProblemAnswer } from './answers/problem.ts'
import type { Told } from './answers/told.ts'

/** 405, with what the place takes. */
export const wrongMethod = (allow: string): HttpResponseInit =>
  problem(405, 'Method not allowed', `Use ${allow} here.`, { headers: { allow } })

/** 401 where the platform signs people in and named nobody. */
export const notSignedIn = (): HttpResponseInit =>
  problem(401, 'Not signed in', 'Sign in through App Service authentication: the setting asks for it.')

export function problem(
  status: number,
  title: string,
  detail: string,
  more: { faults?: readonly string[]; headers?: Record<string, string> } = {},
): HttpResponseInit {
  const { faults, headers } = more
  const body: Told<ProblemAnswer> = { type: 'about:blank', title, status, detail, faults }
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(body),
  }
}
