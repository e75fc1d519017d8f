/** From what a call threw to a finding: what came back in plain words, and what to do about it. */
import {
  AgentError,
  CallRefused,
  DependencyFailed,
  Misconfigured,
  RemoteAnswer,
} from '../../src/domain/errors.ts'
import type { Advice, Finding, Sign } from './check.ts'
import { LeftBehind } from './leave-nothing.ts'

/** Where a check has no advice of its own. */
const always: Readonly<Record<Sign, string>> = {
  'no-token':
    'Sign in with "az login", or run where the identity is; AZURE_CLIENT_ID names a user-assigned one. ' +
    'Settings copied from the app ask for its managed identity alone: AZURE_TOKEN_CREDENTIALS=AzureCliCredential takes your own sign-in. ' +
    'What an AADSTS number means: https://login.microsoftonline.com/error.',
  'unknown-caller': 'The token or key is not taken: is it of this tenant, this service, and still valid?',
  'no-right': 'The identity lacks a right: infra/needed-roles.ts lists which it needs, on what.',
  'not-found': 'There is nothing of this name: check the setting.',
  rejected:
    'The service does not take the call: is the setting meant for another service, or a gateway in between?',
  throttled: 'Too many calls just now. Run it again in some minutes; the app waits as it is told to.',
  unreachable:
    'Nobody answers at that address: check the setting, DNS, proxy and firewall. What is behind private endpoints answers inside its network alone.',
  timeout:
    'Run it again. If it stays so, look at the status page of the service and at what stands in between (proxy, firewall).',
  'service-fault':
    'A fault of the service: look at its status page, run it again. The app waits for it behind its breaker.',
  unexpected: 'That is not known here: report it with the version of this project.',
}

export function judge(error: unknown, advice: Advice): Finding {
  if (error instanceof LeftBehind) {
    const said = `${error.message}: ${wordsOf(error.cause)}`
    return { state: 'failed', said, advice: error.advice }
  }
  const sign = signOf(error)
  const byCode = advice[codeOf(error) ?? '']
  return { state: 'failed', said: wordsOf(error), advice: byCode ?? advice[sign] ?? always[sign] }
}

export function signOf(error: unknown): Sign {
  if (!(error instanceof AgentError)) return 'unexpected'
  if ('dependency' in error && error.dependency === 'identity') return 'no-token'
  if (error instanceof CallRefused) return 'throttled'
  if (error instanceof DependencyFailed) return signOfFailure(error)
  if (error instanceof Misconfigured)
    return error.status === 401 ? 'unknown-caller' : error.status === 404 ? 'not-found' : 'no-right'
  if (error instanceof RemoteAnswer) return error.answer === 'not-found' ? 'not-found' : 'rejected'
  return error.kind === 'out-of-time' ? 'timeout' : 'unexpected'
}

function signOfFailure({ failure }: DependencyFailed): Sign {
  if (failure === 'network') return 'unreachable'
  return failure === 'server-error' ? 'service-fault' : failure
}

const words: Readonly<Record<Sign, string>> = {
  'no-token': 'no token to be had',
  'unknown-caller': 'we are not let in',
  'no-right': 'access is denied',
  'not-found': 'not found',
  rejected: 'the call is not taken',
  throttled: 'asks us to wait',
  unreachable: 'no connection',
  timeout: 'no answer in time',
  'service-fault': 'a fault of the service',
  unexpected: 'an unexpected error',
}

/** The service's own texts stay out: they may hold an address or a key. */
export function wordsOf(error: unknown): string {
  const status = statusOf(error)
  const details = [status === undefined ? '' : `HTTP ${status}`, codeOf(error) ?? ''].filter(Boolean)
  return `${words[signOf(error)]}${details.length === 0 ? '' : ` (${details.join(' ')})`}`
}

function statusOf(error: unknown): number | undefined {
  const has =
    error instanceof DependencyFailed || error instanceof Misconfigured || error instanceof RemoteAnswer
  return has ? error.status : undefined
}

const isCode = (text: string): boolean => /^[\w, ]{1,80}$/.test(text)

/** Such as `ErrorAccessDenied`, `ECONNREFUSED`, `AADSTS70011`: adapters keep it as the code or as the cause's message. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof RemoteAnswer) return error.code
  if (!(error instanceof AgentError)) return error instanceof Error ? error.name : undefined
  const { cause } = error
  return cause instanceof Error && isCode(cause.message) ? cause.message : undefined
}
