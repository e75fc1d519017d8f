/** Follows mails through the agent until each has come to its end, and tells as they do. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Books } from './books.ts'
import { type Line, linesOf } from './outcomes.ts'

export interface Followed {
  readonly name: string
  readonly mailId: string
  readonly putAt: number
}

export interface Follower {
  add(mails: readonly Followed[]): void
  /** Looks once; the mails that have ended so far. */
  look(): Promise<number>
  /** Waits until so many mails have ended (all without a number). Throws with what is missing where it takes too long. */
  until(ended?: number): Promise<void>
  /** In the order in which the mails came in. */
  lines(): readonly Line[]
}

const pauseMs = 200

export function createFollower(books: Books, patienceMs: number, tell: (text: string) => void): Follower {
  const followed: Followed[] = []
  const ended = new Map<string, readonly Line[]>()

  async function look(): Promise<number> {
    for (const { name, mailId, putAt } of followed) {
      if (ended.has(mailId)) continue
      const found = await books.find(mailId)
      const lines = found && linesOf(name, found, (Date.now() - putAt) / 1_000)
      if (lines === undefined) continue
      ended.set(mailId, lines)
      for (const line of lines) tell(progress(line, ended.size, followed.length))
    }
    return ended.size
  }

  return {
    add: (mails) => void followed.push(...mails),
    look,
    async until(wanted) {
      const patience = Date.now() + patienceMs
      while ((await look()) < (wanted ?? followed.length)) {
        if (Date.now() > patience) throw new Error(`Not at its end: ${missing().join(', ')}`)
        await sleep(pauseMs)
      }
    },
    lines: () => followed.flatMap(({ mailId }) => ended.get(mailId) ?? []),
  }

  function missing(): string[] {
    return followed.filter(({ mailId }) => !ended.has(mailId)).map(({ name }) => name)
  }
}

function progress({ mail, vendor, number, amount, outcome }: Line, done: number, all: number): string {
  const what = [vendor, number, amount].filter((part) => part !== '').join(', ')
  const count = `${String(done).padStart(String(all).length)}/${all}`
  return `  ${count}  ${outcome.padEnd(18)} ${mail}${what === '' ? '' : ` → ${what}`}`
}
