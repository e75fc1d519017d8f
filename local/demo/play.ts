/** One run of the demo: mail goes in act by act, an outage falls in between where one is asked for, all is followed to its end. */
import type { Vendor } from '../../src/domain/vendor.ts'
import { openBooks } from './books.ts'
import type { Cast, Role } from './cast.ts'
import { createFollower } from './follow.ts'
import type { Line } from './outcomes.ts'
import { planOutage, type Service } from './outage.ts'
import { mailbox, type Stage } from './stage.ts'
import { mailFaults, sampleFaults } from './verify.ts'

export interface Run {
  readonly lines: readonly Line[]
  /** What is not as it should be. */
  readonly faults: readonly string[]
}

const patienceMs = 4 * 60_000

export async function play(
  stage: Stage,
  cast: Cast,
  service: Service | undefined,
  tell: (text: string) => void,
): Promise<Run> {
  const books = openBooks(stage.azurite.connectionString, mailbox)
  const follower = createFollower(books, patienceMs, tell)
  const put = (roles: readonly Role[]) =>
    follower.add(
      roles.map(({ name, mail }) => ({ name, mailId: stage.lab.mailbox.put(mail), putAt: Date.now() })),
    )
  const [first, second, encore] = cast.acts

  await putVendors(stage, cast.vendors)
  put(first)
  if (service === undefined) {
    put(second)
    await follower.until()
    put(encore)
  } else {
    await follower.until(1)
    const outage = planOutage(stage, service, tell)
    put(second)
    await outage.begin()
    await outage.last()
    await follower.look()
    outage.end()
    // The first half is through before its duplicates come.
    const over = outage.over()
    if (service !== 'openai') await over
    await follower.until(first.length + second.length)
    put(encore)
    await over
  }
  await follower.until()

  const lines = follower.lines()
  const poisoned = await books.poisoned()
  const roles = cast.acts.flat()
  const unlike = roles.flatMap(({ name, expected }) =>
    expected === undefined
      ? []
      : sampleFaults(
          name,
          lines.filter(({ mail }) => mail === name),
          expected,
        ),
  )
  const poison = poisoned === 0 ? [] : [`${poisoned} messages lie in poison queues`]
  return { lines, faults: [...unlike, ...mailFaults(lines, stage.lab), ...poison] }
}

async function putVendors({ host }: Stage, vendors: readonly Vendor[]): Promise<void> {
  for (const { vendorId, ...vendor } of vendors) {
    const answer = await fetch(`${host.url}/vendors/${vendorId}`, {
      method: 'PUT',
      headers: { 'x-functions-key': host.functionKey, 'content-type': 'application/json' },
      body: JSON.stringify(vendor),
      signal: AbortSignal.timeout(30_000),
    })
    if (!answer.ok) throw new Error(`Vendor ${vendorId} was refused: ${await answer.text()}`)
  }
}
