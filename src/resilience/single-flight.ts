/** Work that runs once at a time: who asks while it runs gets that run's end. */

export interface SingleFlight {
  /** Starts a run, or joins the one that is under way. */
  run(): Promise<void>
  /** A run that begins after this call: what was written before it is seen. */
  afresh(): Promise<void>
  readonly isRunning: boolean
}

export function singleFlight(work: () => Promise<void>): SingleFlight {
  let running: Promise<void> | undefined
  const run = (): Promise<void> => {
    running ??= work().finally(() => {
      running = undefined
    })
    return running
  }
  return {
    run,
    async afresh() {
      // How the run under way ends is told to who started it.
      if (running !== undefined) await running.catch(() => 'over')
      await run()
    },
    get isRunning() {
      return running !== undefined
    },
  }
}
