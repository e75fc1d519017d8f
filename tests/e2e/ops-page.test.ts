/** The operations page as a person uses it: a real browser, the compiled app, Azurite and the lab. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawnPdf } from '../fixtures/documents/drawn-pdf.ts'
import { invoiceMail, mail, pdf } from '../integration/agent/mails.ts'
import { openRig, type Rig, slow } from '../integration/agent/rig.ts'
import { launchBrowser, seriousFaults, takeScreens, wide } from './browser.ts'

let rig: Rig
let browser: Browser
let page: Page
/** On its way while the first tests run. */
let first: Promise<readonly string[]>
/** Every address that the browser asked for, and all that it complained of. */
const asked: string[] = []
const complaints: string[] = []

beforeAll(async () => {
  ;[rig, browser] = await Promise.all([openRig({ env: { BREAKER_GRAPH: '5/40s' } }), launchBrowser()])
  first = rig.deliver(await invoiceMail('OPS-1'))
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: wide,
    reducedMotion: 'reduce',
    colorScheme: 'light',
  })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('request', (request) => void asked.push(request.url()))
  page.on('pageerror', (error) => void complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
}, slow.timeout)
afterAll(async () => {
  await browser?.close()
  await rig?.stop()
})

const mailsAbout = (invoiceId: string) => rig.lab.apMails().filter((one) => one.invoiceId === invoiceId)
const go = async (place: string, heading: string | RegExp) => {
  await page.goto(`${rig.host.url}/ops#${place}`)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}
const row = (text: string) => page.getByRole('row').filter({ hasText: text })
const dialog = () => page.getByRole('dialog')

test('a wrong key: nothing is shown but the form, and the key is forgotten', slow, async () => {
  await page.goto(`${rig.host.url}/ops#waiting/held`)
  await page.getByLabel('Function key').fill('guessed')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('The key was refused.').waitFor()

  expect(await page.getByRole('table').count()).toBe(0)
  expect(await page.getByRole('navigation').count()).toBe(0)
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([])
  expect(await seriousFaults(page)).toEqual([])
  await takeScreens(page, 'sign-in')
  complaints.length = 0
})

test('an outage: the page shows the breaker open with a countdown, then closed again', slow, async () => {
  await page.getByLabel('Function key').fill(rig.host.functionKey)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await go('overview', 'Overview')
  await page.getByText('every service answers').waitFor()

  await rig.settled(await first)
  rig.lab.faults.set('graph', '*', { kind: 'down' })
  await rig.until('an open breaker', async () => {
    await rig.poll()
    return (await rig.breaker('graph')).state === 'open'
  })
  const graph = row('graph').first()
  await graph.getByText('open', { exact: true }).waitFor()
  const left = async () => Number(/in (\d+) s/.exec(await graph.innerText())?.[1])
  const seen = await left()
  expect(seen).toBeLessThanOrEqual(40)
  expect(seen).toBeGreaterThan(0)
  await rig.until('a countdown that counts', async () => (await left()) < seen)
  await page.getByText('1 not well').waitFor()
  await takeScreens(page, 'outage')

  rig.lab.faults.clear()
  await graph.getByRole('button', { name: 'Probe now graph' }).click()
  await dialog().getByLabel('Your name').fill('Ada')
  await dialog().getByLabel('Why').fill('they say it is back')
  await dialog().getByRole('button', { name: 'Probe now' }).click()
  await dialog().waitFor({ state: 'detached' })
  await rig.until('a closed breaker', async () => {
    await rig.poll()
    return (await rig.breaker('graph')).state === 'closed'
  })
  await graph.getByText('closed', { exact: true }).waitFor()
  await page.getByText('every service answers').waitFor()
})

test(
  'held: seen beside its document, corrected, approved by a hasty hand: accounts payable gets one mail',
  slow,
  async () => {
    const dearer = drawnPdf({
      lines: ['Quayside Ltd', 'Invoice No: OPS-1', 'Date: 4 March 2024', 'Total due EUR 999.50'],
    })
    const second = mail('Invoice OPS-1, <b>once more</b> \u202Efdp.exe', pdf(await dearer))
    const [line] = await rig.settled(await rig.deliver(second))
    const invoiceId = line?.invoiceId ?? ''

    await go('waiting/held', 'Waiting for a person')
    await row('999.50 EUR').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await takeScreens(page, 'waiting')
    await row('999.50 EUR').getByRole('link', { name: 'Quayside Ltd' }).click()
    await page.getByRole('heading', { level: 1, name: 'Quayside Ltd · OPS-1' }).waitFor()
    await page.getByRole('img', { name: 'Page 1 of 1 of invoice.pdf' }).waitFor()
    await page.getByText('Invoice OPS-1, <b>once more</b> fdp.exe').waitFor()

    const mark = page.getByRole('button', { name: 'Total with tax: 999.50' })
    const total = row('Total with tax')
    await mark.focus()
    await expect.poll(() => total.getAttribute('class')).toContain('lit')
    await total.hover()
    await expect.poll(() => mark.getAttribute('class')).toContain('lit')
    expect(await seriousFaults(page)).toEqual([])
    await takeScreens(page, 'invoice')

    await page.getByRole('button', { name: 'Correct values' }).click()
    await page.getByLabel('Purchase order').fill('PO-7')
    await page.getByRole('button', { name: 'Save corrections' }).click()
    await dialog().getByText('Purchase order: nothing → PO-7').waitFor()
    // The name is remembered.
    await takeScreens(page, 'correction')
    expect(await seriousFaults(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Correct' }).click()
    await row('Purchase order').getByText('corrected by Ada').waitFor()
    await rig.drained()
    expect(mailsAbout(invoiceId)).toEqual([])

    await page.getByRole('button', { name: 'Approve' }).click()
    await dialog().getByLabel('Why').fill('asked the vendor')
    await dialog().getByRole('button', { name: 'Approve' }).dblclick()
    await page.getByText(/^It was mailed to accounts payable/).waitFor()
    await rig.drained()
    expect(mailsAbout(invoiceId)).toHaveLength(1)
    await page
      .getByRole('row')
      .filter({ hasText: 'approved: asked the vendor' })
      .filter({ hasText: 'Ada' })
      .waitFor()
  },
)

test('poison: seen at the desk, put back when it is mended, delivered once', slow, async () => {
  rig.storage.faults.set('blob', 'GET', { kind: 'status', status: 404 })
  await rig.deliver(await invoiceMail('OPS-2'))
  await rig.until('a case', async () => (await rig.rows('Cases')).some(({ state }) => state === 'open'))
  await go('cases', 'Poison desk')
  await row('invoice-stored').waitFor()
  rig.storage.faults.clear()
  expect(await seriousFaults(page)).toEqual([])
  await takeScreens(page, 'cases')

  // By keyboard alone: the dialog has the focus, and who acts is remembered.
  await row('invoice-stored').getByRole('button', { name: 'Redrive' }).press('Enter')
  await dialog()
    .getByRole('heading', { name: /^Redrive/ })
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Everything came through: no case is open.').waitFor()
  const sent = () => rig.lab.apMails().filter(({ subject }) => subject.includes('OPS-2'))
  await rig.until('the mail', () => sent().length > 0)
  await rig.drained()
  expect(sent()).toHaveLength(1)
})

test(
  'found by vendor, number and id; the day in charts; a lever; and nothing was asked of another host',
  slow,
  async () => {
    await go('search', 'Search')
    for (const text of ['quay', 'ops 2']) {
      await page.getByLabel('Begins with').fill(text)
      await page.getByRole('button', { name: 'Search' }).click()
      await row('OPS-2').waitFor()
    }
    expect(await seriousFaults(page)).toEqual([])
    await takeScreens(page, 'search')

    await go('overview', 'Overview')
    await page.getByRole('row', { name: /^needs coding 3/ }).waitFor()
    expect(await page.locator('.chart canvas').count()).toBe(2)
    await page.getByLabel('Day', { exact: true }).fill('2026-01-31')
    await page.getByText('Invoices of 2026-01-31').waitFor()
    await page.getByText('No invoice came in yet.').waitFor()
    await page.getByLabel('Day', { exact: true }).fill('')
    await page.getByRole('row', { name: /^needs coding 3/ }).waitFor()
    await row('teams').getByRole('button', { name: 'Isolate teams' }).click()
    await dialog().getByLabel('Why').fill('channel moves')
    await dialog().getByRole('button', { name: 'Isolate' }).click()
    await row('teams').first().getByText('by Ada (unverified): channel moves').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await takeScreens(page, 'overview')
    await row('teams').getByRole('button', { name: 'Release teams' }).click()
    await dialog().getByLabel('Why').fill('moved')
    await dialog().getByRole('button', { name: 'Release' }).click()
    await row('teams').first().getByText('closed', { exact: true }).waitFor()

    expect(asked.filter((url) => !url.startsWith(`${rig.host.url}/`) && !url.startsWith('blob:'))).toEqual([])
    expect(asked.filter((url) => url.includes(rig.host.functionKey))).toEqual([])
    expect(complaints).toEqual([])
  },
)
