/** A wait that somebody else can end; a call that comes between two waits ends the next. */

export interface Pause {
  for(ms: number): Promise<void>
  end(): void
}

export function makePause(): Pause {
  let wake: (() => void) | undefined
  let isRung = false
  return {
    for: async (ms) => {
      if (!isRung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      isRung = false
      wake = undefined
    },
    end: () => {
      if (wake === undefined) isRung = true
      else wake()
    },
  }
}
