/**
 * Stands in front of a running Azurite and plays storage faults, for app and listeners alike.
 * Shared-key signatures cover path and account but not the host, so requests pass as they are.
 */
import { once } from 'node:events'
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock, type Clock } from '../../src/domain/clock.ts'
import { emulatorConnectionString, type StoragePorts } from '../azurite.ts'
import { createFaults, type Fault, type Faults } from './faults.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'

export interface StorageProxy {
  readonly connectionString: string
  readonly ports: StoragePorts
  /** Services: blob, queue, table. Operations: the HTTP method, such as PUT, or `*`. */
  readonly faults: Faults
  readonly requests: RequestLog
  stop(): Promise<void>
}

const host = '127.0.0.1'

export async function startStorageProxy(
  azurite: { readonly ports: StoragePorts },
  clock: Clock = systemClock,
): Promise<StorageProxy> {
  const faults = createFaults(clock)
  const requests = createRequestLog()
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const start = async (service: keyof StoragePorts) => {
    const to = azurite.ports[service]
    const server = createServer((request, response) => {
      const operation = request.method ?? 'GET'
      const path = request.url ?? '/'
      const logged = requests.add({
        service,
        operation,
        method: operation,
        path,
        at: clock.now(),
        status: undefined,
      })
      response.once('finish', () => (logged.status = response.statusCode))
      forward(request, response, { to, agent, fault: faults.take(service, operation) }).catch(() => {
        // Either side broke the connection: the other learns of it in the same way.
        request.socket.destroy()
      })
    })
    server.keepAliveTimeout = 60_000
    server.listen(0, host)
    await once(server, 'listening')
    return { server, port: (server.address() as AddressInfo).port }
  }
  const [blob, queue, table] = await Promise.all([start('blob'), start('queue'), start('table')])
  const ports = { blob: blob.port, queue: queue.port, table: table.port }
  return {
    connectionString: emulatorConnectionString(ports),
    ports,
    faults,
    requests,
    async stop() {
      await Promise.all(
        [blob, queue, table].map(async ({ server }) => {
          const closed = once(server, 'close')
          server.close()
          server.closeAllConnections()
          await closed
        }),
      )
      agent.destroy()
    },
  }
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { to, agent, fault }: { to: number; agent: Agent; fault: Fault | undefined },
): Promise<void> {
  if (fault?.kind === 'hang') return
  if (fault?.kind === 'down') {
    request.socket.destroy()
    return
  }
  if (fault?.kind === 'status') {
    request.resume()
    refuse(response, fault, fault.body)
    return
  }
  if (fault?.kind === 'slow') await sleep(fault.ms)
  const answer = await upstream(request, to, agent)
  if (fault?.kind === 'lostReply' || fault?.kind === 'lostReplyStatus') {
    // The work counts as done once the answer has come to its end.
    for await (const _ of answer);
    if (fault.kind === 'lostReply') request.socket.destroy()
    else refuse(response, fault, undefined)
    return
  }
  response.writeHead(answer.statusCode ?? 502, ownHeaders(answer.rawHeaders))
  await pipeline(answer, response)
}

async function upstream(request: IncomingMessage, port: number, agent: Agent): Promise<IncomingMessage> {
  const onward = httpRequest({
    host,
    port,
    agent,
    method: request.method,
    path: request.url,
    headers: ownHeaders(request.rawHeaders),
  })
  const answered = once(onward, 'response') as Promise<[IncomingMessage]>
  const sent = pipeline(request, onward)
  // An answer may come before the whole request is sent; a request that fails has none.
  const [answer] = await Promise.race([answered, sent.then(() => answered)])
  sent.catch(() => answer.destroy())
  return answer
}

/** All but what belongs to one connection only. */
function ownHeaders(raw: readonly string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < raw.length; at += 2) {
    const [name = '', value = ''] = raw.slice(at, at + 2)
    if (!/^(connection|keep-alive)$/i.test(name)) kept.push(name, value)
  }
  return kept
}

/** An error in the form of the storage services. */
function refuse(
  response: ServerResponse,
  fault: { readonly status: number; readonly headers?: Record<string, string> | undefined },
  body: unknown,
): void {
  const code = fault.status === 503 ? 'ServerBusy' : fault.status >= 500 ? 'InternalError' : 'ScriptedFault'
  const xml = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>A fault set in the lab.</Message></Error>`
  const text = body === undefined ? xml : typeof body === 'string' ? body : JSON.stringify(body)
  const length = String(Buffer.byteLength(text))
  response.writeHead(fault.status, {
    'content-type': 'application/xml',
    'content-length': length,
    'x-ms-error-code': code,
    ...fault.headers,
  })
  response.end(text)
}
