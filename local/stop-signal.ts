/** When a command of this machine should end: Ctrl-C, SIGTERM, or the end of whoever started it. */

const lookMs = 500

/**
 * Resolves once. npm hands a SIGTERM to the shell between us, and the shell dies of it without a word to us: that our parent
 * is another one is how we learn of it.
 */
export function stopSignal(): Promise<void> {
  const parent = process.ppid
  return new Promise((resolve) => {
    const stop = () => {
      clearInterval(look)
      resolve()
    }
    const look = setInterval(() => {
      if (process.ppid !== parent) stop()
    }, lookMs)
    look.unref()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  })
}
