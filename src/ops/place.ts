/** A place of the page: what it shows, and how it is left. */

export interface There {
  readonly title: string
  readonly node: HTMLElement
  /** No look goes on behind it. */
  readonly stop: () => void
}

/** `argument` is what stands behind the place's name in the address; `trouble` gets what keeps it from its data, undefined once it has it. */
export type Place = (argument: string, trouble: (error: unknown) => void) => There
