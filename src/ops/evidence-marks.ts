/** Marks on a document's pages: where each value was read, linked with the value's row by pointer and keyboard. */
import type { Box } from '../domain/box.ts'
import type { Evidence } from '../domain/reading.ts'
import { element } from './element.ts'

export interface Mark {
  /** Of the field. */
  readonly name: string
  /** "Total with tax: 1190.00". */
  readonly label: string
  readonly evidence: Evidence
}

export interface MarkedPage {
  /** From 1; 0 is nothing that could be marked. */
  readonly page: number
  readonly node: HTMLElement
}

export function createMarks(place: HTMLElement) {
  let marks: readonly Mark[] = []
  let pages: readonly MarkedPage[] = []
  let drawn = ''
  const rows = new Set<HTMLElement>()

  const light = (names: readonly string[], isOn: boolean): void => {
    for (const within of [place, ...rows])
      for (const node of within.querySelectorAll<HTMLElement>('[data-row], [data-mark]'))
        if (namesAt(node).some((name) => names.includes(name))) node.classList.toggle('lit', isOn)
  }
  const listen = (node: HTMLElement): void => {
    const names = namesAt(node)
    for (const event of ['pointerenter', 'focusin']) node.addEventListener(event, () => light(names, true))
    for (const event of ['pointerleave', 'focusout']) node.addEventListener(event, () => light(names, false))
  }
  function draw(): void {
    const now = JSON.stringify([marks, pages.length])
    if (now === drawn) return
    drawn = now
    for (const old of place.querySelectorAll('[data-mark]')) old.remove()
    for (const [page, box, group] of placed(marks, pages)) {
      const label = group.map((mark) => mark.label).join(', ')
      const [first] = group
      const mark = element('button', {
        type: 'button',
        class: 'mark',
        'data-mark': group.map(({ name }) => name).join(' '),
        title: label,
        'aria-label': `${label}; to its value`,
        onclick: () => pointToRow(first.name),
      })
      for (const [side, of] of sides) mark.style[side] = `${100 * box[of]}%`
      listen(mark)
      page.node.append(mark)
    }
  }
  function pointToRow(name: string): void {
    for (const within of rows) {
      const row = within.querySelector<HTMLElement>(`[data-row="${CSS.escape(name)}"]`)
      row?.scrollIntoView({ block: 'nearest' })
      row?.querySelector<HTMLElement>('button, input')?.focus({ preventScroll: true })
    }
  }
  return {
    setMarks(next: readonly Mark[]): void {
      marks = next
      draw()
    },
    setPages(next: readonly MarkedPage[]): void {
      pages = [...next]
      if (next.length === 0) drawn = ''
      draw()
    },
    link(within: HTMLElement): void {
      rows.clear()
      rows.add(within)
      for (const row of within.querySelectorAll<HTMLElement>('[data-row]')) listen(row)
    },
    point(name: string): void {
      const mark = place.querySelector<HTMLElement>(`[data-mark~="${CSS.escape(name)}"]`)
      const page = pages.find((one) => one.page === marks.find((each) => each.name === name)?.evidence.page)
      const target = mark ?? page?.node
      target?.scrollIntoView({ block: 'center' })
      mark?.focus({ preventScroll: true })
    },
  }
}

const sides = [
  ['left', 'x'],
  ['top', 'y'],
  ['width', 'width'],
  ['height', 'height'],
] as const

const namesAt = ({ dataset }: HTMLElement): readonly string[] =>
  (dataset['row'] ?? dataset['mark'] ?? '').split(' ')

/** One mark for all that was read from the same words. */
function placed(marks: readonly Mark[], pages: readonly MarkedPage[]) {
  const groups = new Map<string, [MarkedPage, Box, [Mark, ...Mark[]]]>()
  for (const mark of marks) {
    const page = pages.find((one) => one.page === mark.evidence.page)
    const { box } = mark.evidence
    if (page === undefined || box === undefined) continue
    const key = [page.page, box.x, box.y, box.width, box.height].map((n) => n.toFixed(3)).join()
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [page, box, [mark]])
    else known[2].push(mark)
  }
  // Small ones lie on top, else nobody could point at them.
  const area = ({ width, height }: Box) => width * height
  return [...groups.values()].toSorted(([, a], [, b]) => area(b) - area(a))
}
