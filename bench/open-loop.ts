/** Requests at a fixed rate, whether the ones before are answered or not: a server that stalls is charged with all who then wait. */
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Answered {
  /** Milliseconds from when it was due to be sent until its answer had come whole. */
  readonly latencyMs: number
  /** Of these, how late it was sent: the clock of this process, not the server. */
  readonly lateMs: number
  /** What the handler took by its own account (`server-timing`). */
  readonly handlerMs: number
}

/** On kept connections, more of them where answers are slow; one agent a server. */
export const connections = (): Agent => new Agent({ keepAlive: true })

/** Throws where an answer is no 2xx. */
export async function openLoop(
  url: string,
  { perSecond, seconds, agent }: { perSecond: number; seconds: number; agent: Agent },
): Promise<Answered[]> {
  const start = performance.now()
  const asked: Promise<Answered>[] = []
  while (asked.length < perSecond * seconds) {
    const due = start + (asked.length * 1_000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await sleep(wait)
    asked.push(ask(url, agent, due))
  }
  return Promise.all(asked)
}

function ask(url: string, agent: Agent, due: number): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  const lateMs = performance.now() - due
  const asking = request(url, { agent, timeout: 30_000 }, (response) => {
    const { statusCode = 0, headers } = response
    if (statusCode < 200 || statusCode > 299) reject(new Error(`${url} answered ${statusCode}`))
    const handlerMs = Number(/dur=([\d.]+)/.exec(String(headers['server-timing']))?.[1])
    response
      .resume()
      .once('error', reject)
      .once('end', () => resolve({ latencyMs: performance.now() - due, lateMs, handlerMs }))
  })
  asking
    // A kept connection that the server closed just now says nothing of the server: the same request goes again, as late as it is.
    .once('error', (error: NodeJS.ErrnoException) =>
      asking.reusedSocket && error.code === 'ECONNRESET' ? resolve(ask(url, agent, due)) : reject(error),
    )
    .once('timeout', () => reject(new Error(`${url} did not answer within 30 s`)))
    .end()
  return promise
}
