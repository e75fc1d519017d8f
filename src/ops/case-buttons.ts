/** What is done about a case: redrive, drop; and all of them at once. */
import type { Case, Done } from './answers.ts'
import { ask } from './ask.ts'
import { confirm, whenDone } from './confirm.ts'
import { element } from './element.ts'
import { plural } from './words.ts'

export function caseButtons(one: Case, done: () => void): HTMLElement {
  const act = (name: string, label: string, run: () => Promise<boolean>, isGrave = false) =>
    element(
      'button',
      {
        type: 'button',
        class: isGrave ? 'grave' : undefined,
        'data-key': `${name} ${one.caseId}`,
        onclick: whenDone(run, done),
      },
      label,
      element('span', { class: 'unseen' }, ` ${one.step} ${one.caseId.slice(0, 8)}`),
    )
  return element(
    'span',
    { class: 'buttons' },
    act('redrive', 'Redrive', () => redrive(one)),
    act('drop', 'Drop', () => drop(one), true),
  )
}

const redrive = ({ caseId, step }: Case): Promise<boolean> =>
  confirm({
    title: `Redrive ${caseId.slice(0, 8)}`,
    text: `Its message goes back into ${step}, and its invoice to where it was.`,
    act: 'Redrive',
    async run(by) {
      const { done } = await ask<{ done: Done }>(`/desk/cases/${caseId}/redrive`, by)
      return done === 'before' ? 'It was put back before.' : `Put back into ${step}.`
    },
  })

const drop = ({ caseId, stands }: Case): Promise<boolean> =>
  confirm({
    title: `Drop ${caseId.slice(0, 8)}`,
    text: `Its message is given up for good: ${stands}.`,
    act: 'Drop',
    isWhyNeeded: true,
    isGrave: true,
    async run({ who, why }) {
      const { done } = await ask<{ done: Done }>(`/desk/cases/${caseId}/drop`, { who, reason: why })
      return done === 'before' ? 'It was dropped before.' : 'Dropped.'
    },
  })

export function allButton(cases: readonly Case[], done: () => void): HTMLElement[] {
  if (cases.length < 2) return []
  const redriveAll = () =>
    confirm({
      title: 'Redrive all',
      text: 'Every open case goes back into its queue, a part of them at a time.',
      act: 'Redrive all',
      async run(by) {
        const { cases: back, left } = await ask<{ cases: readonly Case[]; left: number }>(
          '/desk/cases/redrive',
          { ...by, all: true },
        )
        return `${plural(back.length, 'case')} put back${left === 0 ? '' : `, ${left} left: press again`}.`
      },
    })
  const onclick = whenDone(redriveAll, done)
  return [
    element(
      'p',
      { class: 'buttons' },
      element('button', { type: 'button', 'data-key': 'all', onclick }, 'Redrive all'),
    ),
  ]
}
