/** The work behind the calls: what was put off came again, and is one piece of work however often it did. */
import { type RecordedCall, triedOnce } from './recorded-call.ts'

export interface Work {
  /** When it first came up; milliseconds since 1970. */
  readonly at: number
  readonly instance: string
  readonly operation: string
  readonly transaction: string | undefined
  /** One quick retry, as its adapter has it. */
  readonly isTriedTwice: boolean
  /** Milliseconds that its answer took; undefined where it got none when it first came up. */
  readonly answerMs: number | undefined
}

/**
 * A call whose last one of the same transaction and operation came to nothing is that one again. Without transactions
 * each call is work of its own. `calls` in the order of their time.
 */
export function workIn(calls: readonly RecordedCall[]): readonly Work[] {
  const unfinished = new Set<string>()
  return calls.flatMap(({ at, ms, instance, operation, transaction, end }) => {
    const key = `${transaction} ${operation}`
    const isAgain = transaction !== undefined && unfinished.has(key)
    const isAnswered = end === 'answered'
    if (isAnswered) unfinished.delete(key)
    else unfinished.add(key)
    if (isAgain) return []
    return [
      {
        at,
        instance,
        operation,
        transaction,
        isTriedTwice: !triedOnce.has(operation),
        answerMs: isAnswered ? ms : undefined,
      },
    ]
  })
}
