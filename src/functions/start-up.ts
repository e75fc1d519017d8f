/** Gets storage ready at start; while storage is away it tries again in the background, since nothing can work before. */
import { setTimeout as sleep } from 'node:timers/promises'
import { seconds } from '../domain/clock.ts'
import { AgentError, Misconfigured } from '../domain/errors.ts'
import type { Report } from './report.ts'

export interface StartUp {
  /** Never throws, and waits only so long: the process stays up to say what is wrong. */
  start(): Promise<void>
  stop(): void
  /** Why this process cannot work, in words without any secret; undefined while it can, or may be able to soon. */
  fault(): string | undefined
}

/** The host gives up on an app that takes a minute to start. */
const patienceMs = seconds(10)
const pauseMs = seconds(15)

export function makeStartUp(prepare: () => Promise<void>, report: Report): StartUp {
  let fault: string | undefined
  let timer: NodeJS.Timeout | undefined

  async function attempt(): Promise<void> {
    try {
      await prepare()
      fault = undefined
    } catch (error) {
      report.stepFailed('start', error)
      fault = faultOf(error)
      timer = setTimeout(() => void attempt(), pauseMs)
      timer.unref()
    }
  }

  async function start(): Promise<void> {
    const patience = new AbortController()
    const enough = sleep(patienceMs, undefined, { signal: patience.signal, ref: false })
    await Promise.race([attempt(), enough])
    patience.abort()
    await enough.catch(() => 'cut short, as wished')
  }

  return { start, stop: () => clearTimeout(timer), fault: () => fault }
}

/** Storage that is away is no fault of this process: its breaker tells of it. */
function faultOf(error: unknown): string | undefined {
  if (error instanceof Misconfigured) return 'storage does not let us in: check its settings and our rights'
  if (error instanceof AgentError) return undefined
  return 'start-up failed; the reason is in the log'
}
