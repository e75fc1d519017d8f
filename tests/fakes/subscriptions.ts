/** Subscriptions in memory: they expire as the injected clock says, and others may end them. */
import { after, type Clock, days } from '../../src/domain/clock.ts'
import { RemoteAnswer } from '../../src/domain/errors.ts'
import type { Subscription, Subscriptions } from '../../src/domain/subscription.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeSubscriptions extends Subscriptions, Faults<keyof Subscriptions> {
  /** What lives now. */
  readonly live: readonly Subscription[]
  /** An administrator, or Graph itself, ends them all. */
  forget(): void
  /** From now on made and looked for with another client state. */
  changeClientState(): void
}

/** Graph's longest life for mail. */
const lifeMs = days(7)

export function fakeSubscriptions(clock: Clock): FakeSubscriptions {
  const { faults, run } = faultPoint<keyof Subscriptions>()
  let all: (Subscription & { readonly mark: string })[] = []
  let made = 0
  let clientState = 1
  const live = () => all.filter(({ expiresAt }) => expiresAt > clock.now())
  const mark = (folder: string) => `${folder} ${clientState}`
  const shown = ({ id, folder, expiresAt, mark: own }: (typeof all)[number], wanted: readonly string[]) => ({
    id,
    folder: wanted.find((one) => one === folder && mark(one) === own),
    expiresAt,
  })
  return {
    ...faults,
    get live() {
      return live()
    },
    forget() {
      all = []
    },
    changeClientState() {
      clientState += 1
    },
    list: (folders) => run('list', () => live().map((one) => shown(one, folders))),
    create: (folder) =>
      run('create', () => {
        const expiresAt = after(clock.now(), lifeMs)
        const subscription = { id: `subscription-${++made}`, folder, expiresAt }
        all.push({ ...subscription, mark: mark(folder) })
        return subscription
      }),
    renew: (id) =>
      run('renew', () => {
        const known = live().find((one) => one.id === id)
        if (known === undefined)
          throw new RemoteAnswer('graph', 'not-found', { status: 404, code: 'ResourceNotFound' })
        const expiresAt = after(clock.now(), lifeMs)
        all = all.map((one) => (one.id === id ? { ...one, expiresAt } : one))
        return expiresAt
      }),
    remove: (id) =>
      run('remove', () => {
        all = all.filter((one) => one.id !== id)
      }),
    mark,
  }
}
