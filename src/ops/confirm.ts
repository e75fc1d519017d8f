/** The dialog that every action passes: what will happen, who says so and why; one press, and the answer of the app. */
import { SignedOut } from './ask.ts'
import { element, focusKey, say } from './element.ts'
import { troubleText } from './poll.ts'
import { keepTyped, whoSignedIn, whoTyped } from './session.ts'

export interface Wish {
  readonly title: string
  readonly text: string
  /** The word on the button. */
  readonly act: string
  readonly isWhyNeeded?: boolean
  /** Further inputs, read by `run`. */
  readonly more?: readonly HTMLElement[]
  readonly isGrave?: boolean
  /** Does it, and gives what is told when it is done. Whoever presses twice has it done once. */
  readonly run: (by: By) => Promise<string>
}

export interface By {
  readonly who: string
  readonly why?: string
}

/** True once it is done. */
export function confirm(wish: Wish): Promise<boolean> {
  const opener =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset['key'] : undefined
  const who = whoInput()
  const why = element('textarea', {
    id: 'why',
    rows: 2,
    maxlength: 1000,
    required: wish.isWhyNeeded === true,
  })
  const fault = element('p', { class: 'fault', role: 'alert' })
  const act = element('button', { type: 'submit', class: wish.isGrave ? 'grave' : 'main' }, wish.act)
  const cancel = element('button', { type: 'button' }, 'Cancel')
  const form = element(
    'form',
    { method: 'dialog' },
    element('h2', { id: 'wish' }, wish.title),
    element('p', {}, wish.text),
    ...(wish.more ?? []),
    who.node,
    element('label', { for: 'why' }, wish.isWhyNeeded === true ? 'Why' : 'Why (optional)'),
    why,
    element('p', { class: 'quiet' }, 'It is kept in the audit trail.'),
    fault,
    element('div', { class: 'buttons' }, cancel, act),
  )
  const dialog = element('dialog', { 'aria-labelledby': 'wish' }, form)
  document.body.append(dialog)

  return new Promise((resolve) => {
    let isDone = false
    const submit = async () => {
      const text = why.value.replace(/\s+/g, ' ').trim()
      act.disabled = cancel.disabled = true
      fault.textContent = ''
      try {
        const told = await wish.run({ who: who.value(), ...(text === '' ? {} : { why: text }) })
        isDone = true
        dialog.close()
        say(told)
        toast(told)
      } catch (error) {
        if (error instanceof SignedOut) dialog.close()
        fault.textContent = troubleText(error)
      } finally {
        act.disabled = cancel.disabled = false
      }
    }
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (!act.disabled) void submit()
    })
    cancel.addEventListener('click', () => dialog.close())
    // Not while the app is at it: nobody would learn of its answer.
    dialog.addEventListener('cancel', (event) => {
      if (act.disabled) event.preventDefault()
    })
    dialog.addEventListener('close', () => {
      dialog.remove()
      if (opener !== undefined) focusKey(opener)
      resolve(isDone)
    })
    dialog.showModal()
  })
}

/** The one who signed in; or a name, remembered in this tab. */
function whoInput(): { node: HTMLElement; value: () => string } {
  const signedIn = whoSignedIn()
  if (signedIn !== null) return { node: element('p', {}, `As ${signedIn}.`), value: () => signedIn }
  const input = element('input', {
    id: 'who',
    required: true,
    maxlength: 200,
    autocomplete: 'name',
    value: whoTyped(),
  })
  const node = element('div', { class: 'pair' }, element('label', { for: 'who' }, 'Your name'), input)
  return {
    node,
    value() {
      const typed = input.value.trim()
      keepTyped(typed)
      return typed
    },
  }
}

const toastMs = 6_000

/** For those who look; who listens was told already. */
function toast(text: string): void {
  const node = element('p', { class: 'toast', 'aria-hidden': 'true' }, text)
  document.body.append(node)
  setTimeout(() => node.remove(), toastMs)
}

/** A listener: `done` is called once the action was confirmed and done. */
export const whenDone =
  (act: () => Promise<boolean>, done: () => void): (() => void) =>
  () => {
    const run = async (): Promise<void> => {
      if (await act()) done()
    }
    void run()
  }
