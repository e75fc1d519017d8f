/** How far a long run is: one line that changes on a terminal, a line now and then elsewhere. */

export interface Progress {
  readonly tell: (done: number, what: string) => void
  readonly end: () => void
}

const linesInAll = 10

export function makeProgress(
  out: { readonly isTTY?: boolean; write(text: string): unknown },
  all: number,
): Progress {
  const every = Math.max(1, Math.round(all / linesInAll))
  const began = Date.now()
  const lineOf = (done: number, what: string): string =>
    `${String(done).padStart(String(all).length)}/${all} killed, ${Math.round((Date.now() - began) / 1_000)} s; ${what}`
  let isOpen = false
  return {
    tell(done, what) {
      if (out.isTTY === true) {
        out.write(`\r\x1b[2K${lineOf(done, what)}`)
        isOpen = true
      } else if (done % every === 0) out.write(`${lineOf(done, what)}\n`)
    },
    end() {
      if (isOpen) out.write('\n')
    },
  }
}
