/** The overview: figures of the day, breakers with their levers, queues, and the day in charts. */
import type { Breakers, Overview } from './answers.ts'
import { ask } from './ask.ts'
import { breakersPanel } from './breakers-panel.ts'
import { dayPanel } from './day-panel.ts'
import { element } from './element.ts'
import { figuresPanel } from './figures-panel.ts'
import type { Place } from './place.ts'
import { poll } from './poll.ts'
import { queuesPanel } from './queues-panel.ts'

const breakersMs = 5_000
const overviewMs = 10_000

export const overview: Place = (_, trouble) => {
  const figures = figuresPanel()
  const breakers = breakersPanel(() => void looksAtBreakers.again())
  const queues = queuesPanel()
  let wished = ''
  const day = dayPanel((chosen) => {
    wished = chosen
    void looksOver.again()
  })
  // Two looks share one line: what either is kept by stands there.
  const troubles: unknown[] = [undefined, undefined]
  const troubleOf = (place: number) => (error: unknown) => {
    troubles[place] = error
    trouble(troubles.find((one) => one !== undefined))
  }
  const looksAtBreakers = poll(
    async () => {
      const answer = await ask<Breakers>('/breakers')
      breakers.show(answer)
      figures.showBreakers(answer)
    },
    breakersMs,
    troubleOf(0),
  )
  const looksOver = poll(
    async () => {
      const answer = await ask<Overview>(`/desk/overview${wished === '' ? '' : `?day=${wished}`}`)
      figures.showOverview(answer)
      queues.show(answer)
      day.show(answer)
    },
    overviewMs,
    troubleOf(1),
  )
  return {
    title: 'Overview',
    node: element(
      'div',
      { class: 'overview' },
      element('h1', {}, 'Overview'),
      figures.node,
      element('div', { class: 'columns' }, breakers.node, queues.node),
      day.node,
    ),
    stop() {
      looksAtBreakers.stop()
      looksOver.stop()
      day.stop()
    },
  }
}
