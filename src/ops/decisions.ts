/** What a person can decide about an invoice, in words and as requests. */
import type { DecisionName } from '../domain/decided.ts'
import type { Done, Invoice } from './answers.ts'
import { ask } from './ask.ts'
import { type By, confirm, whenDone } from './confirm.ts'
import { element } from './element.ts'
import { amountText } from './words.ts'

interface Decision {
  readonly label: string
  readonly text: string
  readonly told: string
  readonly isWhyNeeded?: boolean
  readonly isGrave?: boolean
}

/** A correction needs its fields: it is made beside the document. */
type Simple = Exclude<DecisionName, 'correct'>

const decisions: Readonly<Record<Simple, Decision>> = {
  approve: {
    label: 'Approve',
    text: 'It goes to accounts payable, in spite of what held it.',
    told: 'approved',
  },
  reject: {
    label: 'Reject',
    text: 'It never goes to accounts payable.',
    told: 'rejected',
    isWhyNeeded: true,
    isGrave: true,
  },
  'not-duplicate': {
    label: 'Not a duplicate',
    text: 'It goes on like any other invoice, beside the one that it was taken for.',
    told: 'taken for no duplicate',
  },
  'is-invoice': {
    label: 'Is an invoice',
    text: 'It is read and coded, and goes to accounts payable.',
    told: 'taken for an invoice',
  },
}

/** "Quayside Ltd DESK-1, 999.50 EUR". */
export function nameOf({ vendor, from, invoiceNumber, amount, currency }: Invoice): string {
  const name = [vendor ?? from, invoiceNumber].filter((part) => part !== null).join(' ')
  return amount === null ? name : `${name}, ${amountText(amount, currency)}`
}

/** A button for each decision that is open; `decided` is called once one was taken. */
export function decisionButtons(invoice: Invoice, decided: () => void): HTMLElement[] {
  return invoice.can.flatMap((name) => {
    if (name === 'correct') return []
    const { label, isGrave } = decisions[name]
    const onclick = whenDone(() => decide(invoice, name), decided)
    const attributes = { type: 'button', 'data-key': `${name} ${invoice.invoiceId}`, onclick }
    return [
      element(
        'button',
        { ...attributes, class: isGrave ? 'grave' : undefined },
        label,
        element('span', { class: 'unseen' }, ` ${nameOf(invoice)}`),
      ),
    ]
  })
}

function decide(invoice: Invoice, name: Simple): Promise<boolean> {
  const { label, text, told, ...more } = decisions[name]
  return confirm({
    title: `${label}: ${nameOf(invoice)}`,
    text,
    act: label,
    ...more,
    run: (by) => send(invoice, name, by, told),
  })
}

/** Gives what is told; `told` as in "approved". */
export async function send(
  invoice: Invoice,
  name: DecisionName,
  body: By & { readonly fields?: Readonly<Record<string, string | null>> },
  told: string,
): Promise<string> {
  const { done } = await ask<{ done: Done }>(`/desk/invoices/${invoice.invoiceId}/${name}`, body)
  const before = done === 'before' ? 'was before' : 'is'
  return `${nameOf(invoice)} ${before} ${told}.`
}
