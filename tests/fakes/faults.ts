/** Faults that a test switches on in a fake: the next call fails, before its work or after it (the reply is lost). */

export interface Faults<Operation extends string> {
  /** The next call (of `on`; any where left out) throws the error, `times` times over; `replyLost`: its work was done. */
  readonly failNext: (error: Error, how?: { on?: Operation; times?: number; replyLost?: boolean }) => void
  /** The process dies in the nth call of the operation, before its work or after it: the call never comes back. */
  readonly dieAt: (operation: string, nth: number, when: 'before' | 'after', onDeath: () => void) => void
  /** Forgets the faults that are still to come. */
  readonly recover: () => void
  /** Every call from now on passes through `wrap`, as it would through a guard; the call itself is what reaches the service. */
  readonly around: (wrap: Around) => void
  /** Every operation that was called, in order. */
  readonly calls: readonly Operation[]
}

export type Around = <T>(operation: string, call: () => Promise<T>) => Promise<T>

/** `run` is what a fake passes each call through; `faults` is what it shows to the test. */
export interface FaultPoint<Operation extends string> {
  readonly faults: Faults<Operation>
  readonly run: <T>(operation: Operation, work: () => T) => Promise<T>
}

export function faultPoint<Operation extends string>(): FaultPoint<Operation> {
  const planned: { error: Error; on: Operation | undefined; times: number; replyLost: boolean }[] = []
  const calls: Operation[] = []

  const failNext: Faults<Operation>['failNext'] = (error, how = {}) => {
    planned.push({ error, on: how.on, times: how.times ?? 1, replyLost: how.replyLost ?? false })
  }

  const deaths: { operation: string; nth: number; when: 'before' | 'after'; onDeath: () => void }[] = []
  const dieAt: Faults<Operation>['dieAt'] = (operation, nth, when, onDeath) => {
    deaths.push({ operation, nth, when, onDeath })
  }
  const die = (death: { onDeath: () => void }) => {
    death.onDeath()
    return new Promise<never>(() => {})
  }

  let wrap: Around = (_, call) => call()
  const around = (next: Around) => {
    wrap = next
  }
  const counts = new Map<Operation, number>()

  const run: FaultPoint<Operation>['run'] = (operation, work) => wrap(operation, () => reach(operation, work))

  async function reach<T>(operation: Operation, work: () => T): Promise<T> {
    calls.push(operation)
    const nth = (counts.get(operation) ?? 0) + 1
    counts.set(operation, nth)
    // As with a real call, nothing has happened yet when the caller goes on.
    await Promise.resolve()
    const death = deaths.find((each) => each.operation === operation && each.nth === nth)
    if (death?.when === 'before') return die(death)
    const fault = planned.find((plan) => plan.on === undefined || plan.on === operation)
    if (fault !== undefined && --fault.times === 0) planned.splice(planned.indexOf(fault), 1)
    if (fault?.replyLost === false) throw fault.error
    const result = work()
    if (fault !== undefined) throw fault.error
    if (death !== undefined) return die(death)
    return result
  }

  const recover = () => void planned.splice(0)

  return { faults: { calls, failNext, dieAt, recover, around }, run }
}
