/** The app's HTTP functions as endpoints. */
import { triggerOf, type Invoke } from '../app/invoke.ts'
import type { RegisteredFunction } from '../app/registry.ts'
import type { Emit } from '../queue/outputs.ts'
import type { AuthLevel } from './keys.ts'
import { httpData, paramMapping, queryMapping, readBody } from './request.ts'
import { writeAnswer, writeStatus } from './response.ts'
import { parseRoute } from './route.ts'
import type { Endpoint } from './server.ts'

/** HostError where the route cannot be served. */
export function httpEndpoint(
  fn: RegisteredFunction,
  routePrefix: string,
  invoke: Invoke,
  emit: Emit,
): Endpoint {
  const { name } = fn.metadata
  const { options } = triggerOf(fn)
  const template = typeof options.route === 'string' ? options.route : name
  const route = parseRoute(routePrefix, template)
  return {
    name,
    methods: (options.methods as readonly string[]).map((method) => method.toUpperCase()),
    route: `/${[routePrefix, template].filter((part) => part !== '').join('/')}`,
    paths: route.paths,
    authLevel: (options.authLevel as AuthLevel | undefined) ?? 'anonymous',
    handle: async ({ request, response, url, query, params }) => {
      const body = await readBody(request)
      if (body === 'too-large') {
        response.setHeader('connection', 'close')
        return writeStatus(response, 413)
      }
      const parts = { url, query: queryMapping(query), params: paramMapping(params, route.rest), body }
      const answer = await invoke(fn, {
        data: { http: httpData(request, parts) },
        traceParent: request.headers.traceparent as string | undefined,
      })
      await emit(fn, answer)
      writeAnswer(response, answer)
    },
  }
}
