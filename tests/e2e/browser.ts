/** A browser without a window: the one that npm brought on Linux, an installed Chrome elsewhere. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright, type Page } from 'playwright-core'
import { projectRoot } from '../../local/build.ts'

/** To be looked at; not kept. */
const screens = join(projectRoot, 'coverage', 'ops-page')

export const wide = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') return playwright.launch({ channel: 'chrome' })
  chromium.setGraphicsMode = false
  // Unpacked once into the temporary folder.
  const executablePath = await chromium.executablePath()
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']
  return playwright.launch({ executablePath, args })
}

/** What axe finds serious or worse, in words; in the dark only what the colours change. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page }).setLegacyMode(true)
    const { violations } = await (colorScheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze()
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(`${colorScheme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n  ')}`)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return found
}

/** With SCREENS=1, to be looked at: wide and on a phone, light and dark. */
export async function takeScreens(page: Page, name: string): Promise<void> {
  if (process.env.SCREENS !== '1') return
  mkdirSync(screens, { recursive: true })
  for (const [size, viewport] of [
    ['wide', wide],
    ['phone', phone],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({
        path: join(screens, `${name}-${size}-${colorScheme}.png`),
        fullPage: size === 'phone',
      })
    }
  await page.setViewportSize(wide)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}
