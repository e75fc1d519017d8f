/** Asks the app, with the key in a header: an address would be logged. */
import { keyOfSession } from './session.ts'

/** Told on the document by whatever request it was that was refused. */
export const signedOutEvent = 'signed-out'

/** The key was refused, or nobody is signed in: nothing may be shown. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut'
}

/** The app said no, and why. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Milliseconds by which the app's clock is before ours. */
let ahead = 0

/** The app's time, by which its moments are counted. */
export const appNow = (): number => Date.now() + ahead

export async function ask<T>(path: string, body?: unknown): Promise<T> {
  const reply = await send(path, body)
  return (await reply.json()) as T
}

export const askBytes = async (path: string): Promise<Blob> => (await send(path)).blob()

async function send(path: string, body?: unknown): Promise<Response> {
  const key = keyOfSession()
  const reply = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(key === null ? {} : { 'x-functions-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    cache: 'no-store',
    signal: AbortSignal.timeout(60_000),
  })
  const date = Date.parse(reply.headers.get('date') ?? '')
  // The header has whole seconds: what is less is no difference between clocks.
  if (!Number.isNaN(date)) ahead = Math.abs(date - Date.now()) < 2_000 ? 0 : date - Date.now()
  if (reply.status === 401 || reply.status === 403) {
    // The host refuses a key without a word; the app itself says where somebody has to sign in.
    const isByApp = (reply.headers.get('content-type') ?? '').includes('problem+json')
    document.dispatchEvent(new CustomEvent(signedOutEvent, { detail: { isByApp } }))
    throw new SignedOut('not let in')
  }
  if (!reply.ok) throw new Refused(reply.status, await reasonOf(reply))
  return reply
}

/** Of application/problem+json, or of whoever stands before the app. */
async function reasonOf(reply: Response): Promise<string> {
  if (!(reply.headers.get('content-type') ?? '').includes('json')) return `The app answered ${reply.status}.`
  const { detail, title, faults } = (await reply.json()) as {
    title?: string
    detail?: string
    faults?: readonly string[]
  }
  return [detail ?? title ?? `The app answered ${reply.status}.`, ...(faults ?? [])].join(' ')
}
