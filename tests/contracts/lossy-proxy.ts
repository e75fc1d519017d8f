/** An HTTP proxy in front of an emulated storage account: it keeps count, loses replies, and can be down. */
import { once } from 'node:events'
import {
  Agent,
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

type Service = 'blob' | 'queue' | 'table'

export interface SeenRequest {
  readonly service: Service
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface LossyProxy {
  readonly seen: readonly SeenRequest[]
  /** The connection string with the proxy's ports in place of the account's. */
  through(connectionString: string): string
  /** The account does the work of the next `times` requests (of that method), and their replies are lost. */
  loseReplies(times: number, method?: string): void
  /** Holds the next request of that method back until `work` is done. */
  holdBack(method: string, work: () => Promise<void>): void
  /** Cuts the next reply's body off in the middle. */
  cutNextReply(): void
  /** While down every connection is broken before anything is read. */
  setDown(isDown: boolean): void
  stop(): Promise<void>
}

export async function startLossyProxy(ports: Readonly<Record<Service, number>>): Promise<LossyProxy> {
  const services = ['blob', 'queue', 'table'] as const
  const agent = new Agent({ keepAlive: true })
  const seen: SeenRequest[] = []
  let losses: { times: number; method: string | undefined } = { times: 0, method: undefined }
  let cuts = 0
  let held: { method: string; work: () => Promise<void> } | undefined
  let isDown = false

  async function pass(service: Service, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (isDown) return void incoming.socket.destroy()
    const { method = 'GET', url = '/', headers } = incoming
    const body = await buffer(incoming)
    seen.push({ service, method, url, headers, body: body.toString() })
    if (held?.method === method) {
      const { work } = held
      held = undefined
      await work()
    }
    const upstream = request({ host: '127.0.0.1', port: ports[service], method, path: url, headers, agent })
    upstream.end(body)
    const [reply] = (await once(upstream, 'response')) as [IncomingMessage]
    const answer = await buffer(reply)
    if (losses.times > 0 && (losses.method ?? method) === method) {
      losses.times--
      return void incoming.socket.destroy()
    }
    outgoing.writeHead(reply.statusCode ?? 502, reply.rawHeaders)
    if (cuts === 0) return void outgoing.end(answer)
    cuts--
    outgoing.write(answer.subarray(0, answer.byteLength / 2), () => incoming.socket.destroy())
  }

  const servers = await Promise.all(
    services.map(async (service): Promise<[Service, Server]> => {
      const server = createServer((incoming, outgoing) => {
        pass(service, incoming, outgoing).catch(() => incoming.socket.destroy())
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      return [service, server]
    }),
  )

  return {
    seen,
    through: (connectionString) =>
      servers.reduce(
        (text, [service, server]) =>
          text.replace(
            `127.0.0.1:${ports[service]}/`,
            `127.0.0.1:${(server.address() as AddressInfo).port}/`,
          ),
        connectionString,
      ),
    loseReplies(times, method) {
      losses = { times, method }
    },
    holdBack(method, work) {
      held = { method, work }
    },
    cutNextReply() {
      cuts = 1
    },
    setDown(value) {
      isDown = value
    },
    async stop() {
      agent.destroy()
      for (const [, server] of servers) {
        server.closeAllConnections()
        server.close()
        await once(server, 'close')
      }
    },
  }
}
