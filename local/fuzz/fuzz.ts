/** Reads harmed documents in the real sandbox and notes each promise that one breaks. */
import { createDocumentParser } from '../../src/adapters/documents/parser.ts'
import type { ParsedDocument, Reading } from '../../src/domain/reading.ts'
import type { DocumentAtHand } from '../documents-at-hand.ts'
import { chanceOf } from '../eval/synthetic/random.ts'
import { mutated } from './mutate.ts'

export interface Fault {
  readonly run: number
  readonly document: string
  readonly how: string
  readonly what: string
}

export interface Fuzzed {
  /** How many ended in each way: parsed, image-only, or why unreadable. */
  readonly ends: ReadonlyMap<string, number>
  readonly faults: readonly Fault[]
  readonly slowestMs: number
}

const timeoutMs = 10_000
/** For the thread to be ended once its time is over, on a busy machine. */
const graceMs = 5_000
const workers = 2
const largestAmount = 1e12

export async function fuzz(
  documents: readonly DocumentAtHand[],
  { runs, seed, onRun }: { runs: number; seed: number; onRun?: (done: number) => void },
): Promise<Fuzzed> {
  const parser = createDocumentParser({ workers, timeoutMs })
  const ends = new Map<string, number>()
  const faults: Fault[] = []
  let slowestMs = 0
  let next = 0
  const one = async (run: number): Promise<void> => {
    const chance = chanceOf(seed * 100_003 + run)
    const { name, bytes } = chance.pick(documents)
    const harm = mutated(bytes, chance)
    const fault = (what: string): void => void faults.push({ run, document: name, how: harm.how, what })
    const start = performance.now()
    try {
      const parsed = await parser.parse({ name, contentType: '', bytes: harm.bytes })
      const end = parsed.kind === 'unreadable' ? parsed.why : parsed.kind
      ends.set(end, (ends.get(end) ?? 0) + 1)
      for (const what of wildAmounts(parsed)) fault(what)
    } catch (error) {
      fault(`it threw: ${error instanceof Error ? error.message : String(error)}`)
    }
    const ms = performance.now() - start
    slowestMs = Math.max(slowestMs, ms)
    if (ms > timeoutMs + graceMs) fault(`it took ${(ms / 1000).toFixed(1)} s`)
  }
  const work = async (): Promise<void> => {
    while (next < runs) {
      await one(next++)
      onRun?.(next)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  await parser.close()
  return { ends, faults, slowestMs }
}

function wildAmounts(parsed: ParsedDocument): string[] {
  if (parsed.kind !== 'parsed') return []
  const readings = [parsed.eInvoice, parsed.rules].filter(
    (reading): reading is Reading => reading !== undefined,
  )
  return readings.flatMap(({ source, fields }) =>
    (['totalAmount', 'netAmount', 'taxAmount', 'amountDue'] as const).flatMap((name) => {
      const { value } = fields[name]
      const isSane = value === null || Math.abs(Number(value)) <= largestAmount
      return isSane ? [] : [`${source} read ${name} as ${value.slice(0, 40)}`]
    }),
  )
}
