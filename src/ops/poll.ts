/** Looks again every few seconds, seldom while nobody sees the page, and never while somebody is about to confirm something. */
import { Refused, SignedOut } from './ask.ts'

export interface Polling {
  /** Looks now, and more often for a moment: somebody did something. */
  again(): Promise<void>
  stop(): void
}

/** How often it looks soon once something was done, and how soon. */
const soonLooks = 4
const soonMs = 1_000
/** How much longer it waits while the page is hidden. */
const hiddenFactor = 10

/** `trouble` gets what kept a look from its answer, and undefined once one succeeds. */
export function poll(look: () => Promise<void>, everyMs: number, trouble: (error: unknown) => void): Polling {
  let timer = 0
  let soon = 0
  let isStopped = false
  let running: Promise<void> | undefined

  async function once(): Promise<void> {
    try {
      await look()
      if (!isStopped) trouble(undefined)
    } catch (error) {
      if (!isStopped) trouble(error)
    }
  }
  async function now(): Promise<void> {
    clearTimeout(timer)
    // A look that began before the reason to look again may not see it.
    await running
    if (isStopped) return
    running = once()
    await running
    running = undefined
    if (isStopped) return
    const wait = document.hidden ? hiddenFactor * everyMs : soon > 0 ? soonMs : everyMs
    soon = Math.max(0, soon - 1)
    clearTimeout(timer)
    timer = window.setTimeout(next, wait)
  }
  function next(): void {
    if (document.querySelector('dialog[open]') === null) void now()
    else timer = window.setTimeout(next, everyMs)
  }
  const seen = () => {
    if (!document.hidden) next()
  }
  document.addEventListener('visibilitychange', seen)
  void now()
  return {
    again() {
      soon = soonLooks
      return now()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', seen)
    },
  }
}

/** In words for the person before the page; SignedOut is not for them to read. */
export function troubleText(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof SignedOut) return 'The key was refused.'
  return 'The app cannot be reached now.'
}
