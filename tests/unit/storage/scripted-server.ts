/** An HTTP server on loopback that answers every request as the test says, and counts them. */
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ScriptedServer {
  readonly port: number
  readonly requests: number
  answer(listener: RequestListener): void
  stop(): Promise<void>
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  let requests = 0
  let listener: RequestListener = (_, reply) => void reply.writeHead(500).end()
  const server = createServer((request, reply) => {
    requests++
    request.resume()
    listener(request, reply)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    get requests() {
      return requests
    },
    answer(next) {
      requests = 0
      listener = next
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
