/** The poison desk: messages that did not come through, and one of them whole. */
import type { Case, CasePage, WholeCase } from './answers.ts'
import { ask } from './ask.ts'
import { allButton, caseButtons } from './case-buttons.ts'
import { element, show } from './element.ts'
import { pager } from './pager.ts'
import type { Place } from './place.ts'
import { poll } from './poll.ts'
import { badge, table } from './table.ts'
import { momentText, timeText } from './words.ts'

const everyMs = 5_000

export const caseList: Place = (argument, trouble) => {
  const place = element('div', { class: 'card' }, element('p', { class: 'empty' }, 'Looking…'))
  const whole = element('div')
  const pages = pager(() => void looks.again())
  const again = () => void looks.again()
  const looks = poll(
    async () => {
      const page = await ask<CasePage>(`/desk/cases?${pages.query().slice(1)}`)
      pages.showNext(page.next)
      show(place, page, () => [caseTable(page.cases, again), ...allButton(page.cases, again)])
      if (argument === '') return
      const one = await ask<WholeCase>(`/desk/cases/${encodeURIComponent(argument)}`)
      show(whole, one, () => [wholeCase(one, again)])
    },
    everyMs,
    trouble,
  )
  return {
    title: 'Poison desk',
    node: element('div', {}, element('h1', {}, 'Poison desk'), place, pages.node, whole),
    stop: () => looks.stop(),
  }
}

const caseTable = (cases: readonly Case[], done: () => void): HTMLElement =>
  table(
    'Messages that did not come through, still open',
    [
      { head: 'Case' },
      { head: 'Step' },
      { head: 'Why' },
      { head: 'Last seen', isShort: true },
      { head: 'Put back', align: 'right' },
      { head: 'Invoice' },
      { head: 'Decide', isDoing: true },
    ],
    cases.map((one) => ({
      key: one.caseId,
      cells: [
        element(
          'a',
          { href: `#cases/${one.caseId}`, 'data-key': `case ${one.caseId}` },
          one.caseId.slice(0, 8),
        ),
        one.step,
        [badge(one.kind, one.goesByItself ? 'warn' : 'bad'), element('span', { class: 'note' }, one.why)],
        timeText(one.lastSeen),
        one.redrives,
        one.invoiceId === null ? '–' : element('a', { href: `#invoices/${one.invoiceId}` }, 'its story'),
        caseButtons(one, done),
      ],
    })),
    'Everything came through: no case is open.',
  )

function wholeCase(one: WholeCase, done: () => void): HTMLElement {
  return element(
    'section',
    { 'aria-labelledby': 'case' },
    element('h2', { id: 'case' }, `Case ${one.caseId.slice(0, 8)} of ${one.step}`),
    element('p', {}, `It stands so: ${one.stands}.`),
    one.state === 'open' ? caseButtons(one, done) : null,
    element('p', { class: 'caption' }, 'Message'),
    element('pre', { tabindex: '0' }, one.message),
    table(
      'History',
      [{ head: 'When', isShort: true }, { head: 'Who' }, { head: 'What' }],
      one.history.map(({ at, who, what }) => ({ cells: [momentText(at), who, what] })),
      'Nothing yet.',
    ),
  )
}
