import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'vitest'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A manager's browser. Whatever a page throws, logs as an error or would load against its policy is a fault. */
export type Visit = { page: Page; faults: string[]; leave(): Promise<void> }

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', locale: 'en-GB', ...options })
  const faults: string[] = []
  await context.addInitScript(() => {
    Object.assign(window, { shifted: 0 })
    // The type of layout shifts is not in the DOM library yet.
    const add = (entries: PerformanceEntryList) => Object.assign(window, { shifted: entries.reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, window.shifted ?? 0) })
    new PerformanceObserver((list) => void add(list.getEntries())).observe({ type: 'layout-shift', buffered: true })
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => console.error(`refused by the policy: ${violatedDirective} ${blockedURI}`))
  })
  context.on('page', (page) => {
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  })
  const page = await context.newPage()
  return { page, faults, leave: () => context.close() }
}

/** Everything axe finds wrong on the page as it is now. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // Put there by the line above.
    const { axe: checker } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await checker.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
}

declare global {
  interface Window {
    /** How much has moved on the page since it was opened, as the layout shift that browsers measure. */
    shifted?: number
  }
}

/** Waits until nothing on the page is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 15_000 }).toBe(0)
  await expect.poll(() => page.locator('.chart:not(.bone, :has(svg))').count(), { timeout: 15_000 }).toBe(0)
}

export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}
