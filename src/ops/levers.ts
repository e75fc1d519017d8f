/** The levers of a breaker: isolate, release, probe now; each follows in every process within seconds. */
import type { LeverAction } from '../domain/lever.ts'
import { appNow, ask } from './ask.ts'
import type { BreakerRow } from './breaker-rows.ts'
import { confirm, whenDone } from './confirm.ts'
import { element } from './element.ts'

const labels: Readonly<Record<LeverAction, string>> = {
  isolate: 'Isolate',
  release: 'Release',
  probe: 'Probe now',
}
const texts: Readonly<Record<LeverAction, string>> = {
  isolate: 'No process calls the service any more; work that needs it waits.',
  release: 'Calls go again in every process.',
  probe: 'The next call goes to the service, though its time is not over.',
}
const told: Readonly<Record<LeverAction, string>> = {
  isolate: 'is isolated',
  release: 'is released',
  probe: 'is probed by the next call',
}
/** Hours of an isolation. */
const terms = [
  { label: 'until somebody releases it', hours: '' },
  { label: 'for half an hour', hours: '0.5' },
  { label: 'for 2 hours', hours: '2' },
  { label: 'for 12 hours', hours: '12' },
] as const

export function leverButtons({ own, state, isolation }: BreakerRow, pulled: () => void): HTMLElement {
  const actions: LeverAction[] =
    isolation !== undefined ? ['release'] : state === 'open' ? ['probe', 'isolate'] : ['isolate']
  return element(
    'span',
    { class: 'buttons' },
    ...actions.map((action) =>
      element(
        'button',
        {
          type: 'button',
          class: action === 'isolate' ? 'plain' : undefined,
          'data-key': `${action} ${own.name}`,
          onclick: whenDone(() => pull(own.name, action), pulled),
        },
        labels[action],
        element('span', { class: 'unseen' }, ` ${own.name}`),
      ),
    ),
  )
}

function pull(name: string, action: LeverAction): Promise<boolean> {
  const term = element(
    'select',
    { id: 'term' },
    ...terms.map(({ label, hours }) => element('option', { value: hours }, label)),
  )
  const label = element('label', { for: 'term' }, 'How long')
  return confirm({
    title: `${labels[action]}: ${name}`,
    text: texts[action],
    act: labels[action],
    isWhyNeeded: true,
    isGrave: action === 'isolate',
    more: action === 'isolate' ? [element('div', { class: 'pair' }, label, term)] : [],
    async run(by) {
      const until =
        action === 'isolate' && term.value !== ''
          ? { until: new Date(appNow() + Number(term.value) * 3_600_000).toISOString() }
          : {}
      await ask(`/breakers/${name}/${action}`, { ...by, ...until })
      return `${name} ${told[action]}: every process at work follows within 10 s.`
    },
  })
}
