/** The few figures that say whether somebody has to do something. */
import type { Breakers, Overview } from './answers.ts'
import { troubledBreakers } from './breaker-rows.ts'
import { element, show } from './element.ts'
import { durationText } from './words.ts'

interface Figure {
  readonly name: string
  readonly value: string
  readonly note: string
  readonly mood?: 'bad' | 'warn' | undefined
}

export function figuresPanel() {
  const ofBreakers = element('div', { class: 'figure' })
  const ofDay = element('div', { class: 'figures' })
  const node = element('section', { 'aria-label': 'Figures', class: 'figures' }, ofBreakers, ofDay)
  return {
    node,
    showBreakers(answer: Breakers): void {
      const troubled = troubledBreakers(answer)
      const figure: Figure = {
        name: 'Breakers',
        value: troubled.length === 0 ? 'all closed' : `${troubled.length} not well`,
        note: troubled.length === 0 ? 'every service answers' : troubled.join(', '),
        mood: troubled.length === 0 ? undefined : 'bad',
      }
      ofBreakers.className = `figure ${figure.mood ?? ''}`
      show(ofBreakers, figure, () => parts(figure))
    },
    showOverview({ at, queues, cases, day }: Overview): void {
      const { toPayable } = day
      const held = day.outcomes.find(({ outcome }) => outcome === 'held')?.count ?? 0
      const waiting = queues.reduce((sum, one) => sum + one.waiting, 0)
      const poisoned = queues.reduce((sum, one) => sum + one.poisoned, 0)
      const open = `${cases.open}${cases.isAll ? '' : '+'}`
      const figures: Figure[] = [
        {
          name: day.day === at.slice(0, 10) ? 'Invoices today' : `Invoices of ${day.day}`,
          value: `${day.counted}${day.isAll ? '' : '+'}`,
          note: held === 0 ? 'none of them held' : `${held} of them held`,
          mood: held === 0 ? undefined : 'warn',
        },
        {
          name: 'Mail to accounts payable',
          value: toPayable.median === null ? '–' : durationText(toPayable.median),
          note:
            toPayable.p95 === null
              ? 'none mailed yet'
              : `median; 95 of 100 within ${durationText(toPayable.p95)}`,
        },
        {
          name: 'In the queues',
          value: String(waiting),
          note: waiting === 0 ? 'nothing waits' : 'messages, those at work too',
        },
        {
          name: 'Did not come through',
          value: open,
          note: poisoned === 0 ? 'open cases' : `open cases, and ${poisoned} in poison queues`,
          mood: cases.open + poisoned === 0 ? undefined : 'bad',
        },
      ]
      show(ofDay, figures, () =>
        figures.map((figure) => element('div', { class: `figure ${figure.mood ?? ''}` }, ...parts(figure))),
      )
    },
  }
}

const parts = ({ name, value, note }: Figure): HTMLElement[] => [
  element('p', { class: 'name' }, name),
  element('p', { class: 'value' }, value),
  element('p', { class: 'note' }, note),
]
