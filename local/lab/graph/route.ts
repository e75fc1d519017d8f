/** What all Graph routes have in common: token, mailbox, size of the body, and the kind of ids in the answer. */
import { bearer, jsonBody, type Call, type Reply, type Route } from '../http.ts'
import { badRequest, graphError, notFound } from './errors.ts'
import type { LabMailbox } from './mailbox.ts'
import { parseExpand, parseSelect } from './odata.ts'
import { messageJson, type View } from './message-json.ts'
import type { StoredMail } from './stored-mail.ts'
import type { Clock } from '../../../src/domain/clock.ts'

export interface GraphLab {
  readonly mailbox: LabMailbox
  /** Mailboxes of the tenant, in lower case, that RBAC for Applications keeps the agent out of. */
  readonly outOfReach: readonly string[]
  readonly clock: Clock
  readonly accessToken: string
}

/** Graph takes some 4 MB in one request. */
export const requestBytes = 4 * 1024 * 1024

/** A route below `/v1.0` that only the bearer of the token may call. */
export function graphRoute(
  lab: GraphLab,
  operation: string,
  method: Route['method'],
  path: string,
  handle: Route['handle'],
): Route {
  return {
    service: 'graph',
    operation,
    method,
    path: `/v1.0${path}`,
    async handle(call) {
      if (bearer(call) !== lab.accessToken)
        throw graphError(401, 'InvalidAuthenticationToken', 'Access token is empty or not valid.')
      if (call.body.length > requestBytes)
        throw graphError(413, 'RequestEntityTooLarge', 'The request body is over 4 MB.')
      const { mailbox } = call.params
      if (mailbox !== undefined && lab.outOfReach.includes(mailbox.toLowerCase()))
        throw graphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
      if (mailbox !== undefined && mailbox.toLowerCase() !== lab.mailbox.address.toLowerCase())
        throw graphError(404, 'ErrorInvalidUser', `The requested user '${mailbox}' is invalid.`)
      const reply = await handle(call)
      return wantsImmutableIds(call) ? withApplied(reply) : reply
    },
  }
}

/** A route below `/v1.0/users/{mailbox}`. */
export const mailboxRoute = (
  lab: GraphLab,
  operation: string,
  method: Route['method'],
  path: string,
  handle: Route['handle'],
): Route => graphRoute(lab, operation, method, `/users/:mailbox${path}`, handle)

const prefers = (call: Call): string => String(call.headers.prefer ?? '')

export const wantsImmutableIds = (call: Call): boolean => /IdType\s*=\s*"ImmutableId"/i.test(prefers(call))

const withApplied = (reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, 'preference-applied': 'IdType="ImmutableId"' },
})

/** `Prefer: odata.maxpagesize=N`. */
export function pageSize(call: Call): number | undefined {
  const size = /odata\.maxpagesize\s*=\s*(\d+)/i.exec(prefers(call))?.[1]
  return size === undefined ? undefined : Math.max(1, Number(size))
}

export function viewOf(call: Call): View {
  const query = call.url.searchParams
  return {
    select: parseSelect(query.get('$select')),
    expand: parseExpand(query.get('$expand')),
    immutable: wantsImmutableIds(call),
  }
}

export const show = (lab: GraphLab, call: Call, mail: StoredMail, status = 200): Reply => ({
  status,
  body: messageJson(mail, lab.mailbox, viewOf(call)),
})

export function mailOf(lab: GraphLab, call: Call): StoredMail {
  const mail = lab.mailbox.find(call.params.id ?? '')
  if (mail === undefined) throw notFound()
  return mail
}

export const graphJson = (call: Call): Record<string, unknown> => jsonBody(call, badRequest)
