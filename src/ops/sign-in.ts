/** The form that asks for the key; all that anybody sees without one. */
import { ask } from './ask.ts'
import type { Overview } from './answers.ts'
import { element } from './element.ts'
import { troubleText } from './poll.ts'
import { keepKey, keepSignedIn } from './session.ts'

/** `entered` is called once the app has answered to the key. */
export function signInForm(said: string, entered: () => void): HTMLElement {
  const key = element('input', {
    id: 'key',
    type: 'password',
    required: true,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'key-note',
  })
  const fault = element('p', { class: 'fault', role: 'alert', id: 'key-fault' }, said)
  const enter = element('button', { type: 'submit', class: 'main' }, 'Sign in')
  const submit = async () => {
    enter.disabled = true
    keepKey(key.value.trim())
    try {
      await lookIn()
      entered()
    } catch (error) {
      fault.textContent = troubleText(error)
    } finally {
      enter.disabled = false
    }
  }
  const form = element(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault()
        void submit()
      },
    },
    element('h1', {}, 'Invoice Agent'),
    element('label', { for: 'key' }, 'Function key'),
    key,
    element(
      'p',
      { class: 'quiet', id: 'key-note' },
      'It stays in this tab and is forgotten when the tab is closed.',
    ),
    fault,
    element('div', { class: 'buttons' }, enter),
  )
  return element('main', { id: 'main', class: 'sign-in', tabindex: '-1' }, form)
}

/** Where App Service authentication guards the app: its own way in, by Microsoft Entra ID. */
export function platformSignIn(): HTMLElement {
  const back = encodeURIComponent(`${location.pathname}${location.hash}`)
  const link = element(
    'a',
    { href: `/.auth/login/aad?post_login_redirect_uri=${back}` },
    'Sign in with your work account',
  )
  const card = element(
    'section',
    { 'aria-label': 'Sign in' },
    element('h1', {}, 'Invoice Agent'),
    element('p', {}, link),
  )
  return element('main', { id: 'main', class: 'sign-in', tabindex: '-1' }, card)
}

/** Throws SignedOut where the app does not let us in. */
export async function lookIn(): Promise<void> {
  const { signedInAs } = await ask<Overview>('/desk/overview')
  keepSignedIn(signedInAs)
}
