/** The managed identity of App Service: gives out the lab's own token (docs: "App Service managed identity", REST endpoint). */
import type { Clock } from '../../src/domain/clock.ts'
import { Refusal, type Call, type Route } from './http.ts'

export const identityHeader = 'lab-identity'
export const identityPath = '/identity/token'

const lifeSeconds = 3_600

export function identityRoutes(accessToken: string, clock: Clock): Route[] {
  return [
    {
      service: 'identity',
      operation: 'token',
      method: 'GET',
      path: identityPath,
      handle(call) {
        if (call.headers['x-identity-header'] !== identityHeader) throw refuse(401, 'unauthorized')
        const resource = call.url.searchParams.get('resource')
        if (resource === null || resource === '') throw refuse(400, 'invalid_resource')
        const expires = Math.floor(clock.now().getTime() / 1_000) + lifeSeconds
        return { status: 200, body: tokenBody(call, accessToken, resource, expires) }
      },
    },
  ]
}

const tokenBody = (call: Call, accessToken: string, resource: string, expires: number) => ({
  access_token: accessToken,
  client_id: call.url.searchParams.get('client_id') ?? 'system-assigned',
  expires_on: String(expires),
  resource,
  token_type: 'Bearer',
})

const refuse = (statusCode: number, error: string): Refusal =>
  new Refusal({ status: statusCode, body: { statusCode, message: error, correlationId: 'lab' } }, error)
