/** Entry of the operations page: the sign-in, then the places of the page by the address behind `#`. */
import { SignedOut, signedOutEvent } from './ask.ts'
import { caseList } from './cases.ts'
import { dayList } from './day-list.ts'
import { element, say } from './element.ts'
import { invoicePage } from './invoice.ts'
import { startClock } from './live-time.ts'
import { overview } from './overview.ts'
import { troubleText } from './poll.ts'
import { searchPage } from './search.ts'
import { forgetKey, keyOfSession } from './session.ts'
import { lookIn, platformSignIn, signInForm } from './sign-in.ts'
import type { Place } from './place.ts'
import { waitingList } from './waiting.ts'

const places: Readonly<Record<string, Place>> = {
  overview,
  waiting: waitingList,
  cases: caseList,
  search: searchPage,
  invoices: invoicePage,
  day: dayList,
}
const inMenu = {
  overview: 'Overview',
  waiting: 'Waiting',
  cases: 'Poison desk',
  day: 'Today',
  search: 'Search',
}

const page = document.getElementById('page') ?? document.body
let leave: (() => void) | undefined

async function start(): Promise<void> {
  try {
    await lookIn()
    enter()
  } catch (error) {
    // The event has shown the form already.
    if (!(error instanceof SignedOut)) signIn(troubleText(error))
  }
}

function signIn(said: string, isByPlatform = false): void {
  leave?.()
  leave = undefined
  document.title = 'Sign in – Invoice Agent'
  for (const dialog of document.querySelectorAll('dialog, .toast')) dialog.remove()
  page.replaceChildren(isByPlatform ? platformSignIn() : signInForm(said, enter))
  page.querySelector<HTMLElement>('#key, .sign-in a')?.focus()
}

function enter(): void {
  const main = element('main', { id: 'main', tabindex: '-1' })
  const trouble = element('div', { class: 'trouble', role: 'status' })
  const links = Object.entries(inMenu).map(([name, label]) => element('a', { href: `#${name}` }, label))
  const out = element('button', { type: 'button', class: 'plain', onclick: signOut }, 'Sign out')
  page.replaceChildren(
    element(
      'header',
      {},
      element('a', { href: '#overview', class: 'home' }, 'Invoice Agent'),
      element('nav', { 'aria-label': 'Places' }, ...links),
      out,
    ),
    trouble,
    main,
    element('footer', {}, 'All times are UTC.'),
  )
  const go = (isFirst: boolean) => {
    leave?.()
    trouble.replaceChildren()
    const [name = '', argument = ''] = decodeURIComponent(location.hash.slice(1)).split(/\/(.*)/)
    // The skip link leads to the content, not to another place.
    const known = Object.hasOwn(places, name) ? name : 'overview'
    const place = places[known] ?? overview
    for (const link of links)
      if (link.hash === `#${known}`) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    const there = place(argument, (error) => {
      const text = error === undefined || error instanceof SignedOut ? '' : troubleText(error)
      if (trouble.textContent !== text) trouble.textContent = text
    })
    main.replaceChildren(there.node)
    leave = there.stop
    document.title = `${there.title} – Invoice Agent`
    if (!isFirst) main.focus()
    say(there.title)
  }
  window.onhashchange = () => {
    if (location.hash === '#main') main.focus()
    else go(false)
  }
  go(true)
}

function signOut(): void {
  forgetKey()
  signIn('')
}

document.addEventListener(signedOutEvent, (event) => {
  const { isByApp } = (event as CustomEvent<{ isByApp: boolean }>).detail
  const had = keyOfSession() !== null
  forgetKey()
  window.onhashchange = null
  signIn(had && !isByApp ? 'The key was refused.' : '', isByApp)
})
startClock()
void start()
