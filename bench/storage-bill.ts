/** The storage operations that a batch of invoices takes, counted by kind, and what as many cost one after another on a bare Azurite. */
import { randomUUID } from 'node:crypto'
import type { LoggedRequest } from '../local/lab/request-log.ts'
import { openBareStorage } from './bare-storage.ts'
import { timeOf } from './reference.ts'

export const kinds = [
  'blob put',
  'blob get',
  'queue put',
  'queue receive',
  'queue delete',
  'table read',
  'table list',
  'table insert',
  'table upsert',
  'table transaction',
] as const
export type Kind = (typeof kinds)[number]
export type Bill = Readonly<Record<Kind, number>>

/** What time alone brings about, whatever comes in: the vendor list once a minute, the look at queues, poison queues and cases. */
export const isByTheClock = ({ path }: LoggedRequest): boolean =>
  /\/(Vendors|Cases|Breakers)\(|-poison\/|[?&](comp=metadata|peekonly=true)/.test(path)

/** Throws for a request that is none of the kinds: the bill would be too low. */
export function kindOf({ service, method, path: asked }: LoggedRequest): Kind {
  const path = asked.replace(/\?.*/s, '')
  const kind = ((): Kind | undefined => {
    if (service === 'blob') return method === 'PUT' ? 'blob put' : method === 'GET' ? 'blob get' : undefined
    if (service === 'queue') {
      if (method === 'POST') return 'queue put'
      return method === 'GET' ? 'queue receive' : method === 'DELETE' ? 'queue delete' : undefined
    }
    if (method === 'GET') return path.endsWith('()') ? 'table list' : 'table read'
    if (method === 'POST') return path.endsWith('$batch') ? 'table transaction' : 'table insert'
    return method === 'PUT' || method === 'PATCH' ? 'table upsert' : undefined
  })()
  if (kind === undefined) throw new Error(`${method} ${path} on ${service} has no place in the bill`)
  return kind
}

export function billOf(requests: readonly LoggedRequest[]): Bill {
  const bill = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>
  for (const request of requests) bill[kindOf(request)] += 1
  return bill
}

export const operationsOf = (bill: Bill): number => kinds.reduce((sum, kind) => sum + bill[kind], 0)

export const times = (bill: Bill, factor: number): Bill =>
  Object.fromEntries(kinds.map((kind) => [kind, Math.round(bill[kind] * factor)])) as Record<Kind, number>

/** What one receive of the listeners takes at most (host.json, batchSize). */
const batch = 16

/** Milliseconds that the bill's operations take, each after the one before, on connections that are kept. */
export async function bareCost(connectionString: string, bill: Bill, document: Uint8Array): Promise<number> {
  const storage = await openBareStorage(connectionString, document)
  const repeat = async (count: number, work: (name: string) => Promise<unknown>): Promise<void> => {
    for (let i = 0; i < count; i++) await work(randomUUID())
  }
  return timeOf(async () => {
    await repeat(bill['blob put'], storage.putBlob)
    await repeat(bill['blob get'], storage.getBlob)
    await repeat(bill['table insert'], storage.insertRow)
    await repeat(bill['table upsert'], storage.upsertRow)
    await repeat(bill['table transaction'], storage.transact)
    await repeat(bill['table read'], storage.readRow)
    await repeat(bill['table list'], storage.listRows)
    let { 'queue put': puts, 'queue receive': receives, 'queue delete': deletes } = bill
    // As deep as a batch at most: a long queue makes Azurite slow, and this is to be the cheapest way.
    while (puts > 0) {
      const now = Math.min(batch, puts)
      await repeat(now, storage.putMessage)
      const received = await storage.receive(batch)
      for (const message of received.slice(0, deletes)) await storage.deleteMessage(message)
      puts -= now
      receives -= 1
      deletes -= received.length
    }
    await repeat(receives, () => storage.receive(batch))
  })
}
