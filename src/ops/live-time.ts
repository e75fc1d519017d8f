/** Times that go on by themselves: the countdown to a moment, the age since one. */
import { appNow } from './ask.ts'
import { element } from './element.ts'
import { durationText } from './words.ts'

/** "in 23 s", then `after`. */
export const countdown = (until: string, after: string): HTMLElement =>
  started(element('span', { 'data-until': until, 'data-after': after, class: 'live' }))

/** "4 min". */
export const age = (since: string): HTMLElement =>
  started(element('span', { 'data-since': since, class: 'live', title: `${since} UTC` }))

function started(node: HTMLElement): HTMLElement {
  tick(node)
  return node
}

function tick(node: HTMLElement): void {
  const { until, since, after = '' } = node.dataset
  const seconds = (Date.parse(until ?? since ?? '') - appNow()) / 1_000
  const text =
    until === undefined
      ? durationText(-seconds)
      : seconds > 0
        ? `in ${durationText(Math.ceil(seconds))}`
        : after
  if (node.textContent !== text) node.textContent = text
}

/** One clock for all of them. */
export function startClock(): void {
  setInterval(() => {
    for (const node of document.querySelectorAll<HTMLElement>('[data-until], [data-since]')) tick(node)
  }, 500)
}
