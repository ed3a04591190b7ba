import type { APIRequestContext, Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launch } from './chromium'
import type { FreshDatabase } from './databases'
import type { ServerProcess } from './server-process'
import { operatorKey, startServer } from './server-process'

/**
 * A manager's browser. Whatever a page throws, logs as an error or would load against its policy is a
 * fault.
 */
export type Visit = { page: Page; faults: string[]; leave(): Promise<void> }

export type Session = Awaited<ReturnType<APIRequestContext['storageState']>>

/** What a test of the dashboard begins with: a server of its own, and Olga, who owns it and is signed in. */
export type Dashboard = {
  url: string
  browser: Browser
  owner: Session
  /** What the owner's browser posts. */
  asOwner<T>(path: string, data: unknown): Promise<T>
  /** What a program of the operator sends. */
  asProgram<T>(method: string, path: string, body?: unknown): Promise<T>
  /** The session of a new member, who follows the link of their invitation. */
  join(joinUrl: string): Promise<Session>
  /** A browser of its own that has opened nothing yet; otherwise as `open`. */
  visit(options?: BrowserContextOptions): Promise<Visit>
  /**
   * Opens an address in a browser of its own, by the owner unless somebody else is signed in, and waits
   * until all of it is there.
   */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  /** Takes back what the browser itself wrote about an answer that the test asked for, such as a 404. */
  forgive(): void
}

const password = 'correct horse battery'
export const looks = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['on a phone', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }]
] as const

/**
 * Starts a dashboard before the tests around it and stops it after them. Between them every page is left,
 * and none may have had a fault.
 */
export function startDashboard(
  fresh: () => Promise<FreshDatabase>,
  environment: Record<string, string> = {}
): Dashboard {
  let place: FreshDatabase
  let server: ServerProcess
  let requests: APIRequestContext
  let visits: Visit[] = []
  // What is there before a test begins is filled in below.
  const dashboard = {
    async asOwner<T>(path: string, data: unknown) {
      return posted<T>(requests, path, data)
    },
    async asProgram<T>(method: string, path: string, body?: unknown) {
      const headers = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
      const response = await fetch(server.url + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      expect(response.ok, `${path}: ${response.status}`).toBe(true)
      // the tests of the API show that it has this shape
      return (response.status === 204 ? undefined : await response.json()) as T
    },
    async join(joinUrl: string) {
      const context = await dashboard.browser.newContext({ baseURL: server.url })
      await posted(context.request, '/api/v1/join', {
        token: new URL(joinUrl).searchParams.get('token'),
        password
      })
      const session = await context.storageState()
      await context.close()
      return session
    },
    async visit(options: BrowserContextOptions = {}) {
      const opened = await visit(dashboard.browser, { storageState: dashboard.owner, ...options })
      visits.push(opened)
      return opened
    },
    async open(path: string, options: BrowserContextOptions = {}) {
      const { page } = await dashboard.visit(options)
      await page.goto(server.url + path)
      await settled(page)
      return page
    },
    forgive() {
      visits.at(-1)?.faults.splice(0)
    }
  } as Dashboard

  beforeAll(async () => {
    place = await fresh()
    server = await startServer(place.url, environment)
    dashboard.url = server.url
    dashboard.browser = await launch()
    requests = (await dashboard.browser.newContext({ baseURL: server.url })).request
    const token = new URL(server.setUpUrl()).searchParams.get('token')
    await dashboard.asOwner('/api/v1/set-up', { token, name: 'Olga', email: 'olga@example.com', password })
    dashboard.owner = await requests.storageState()
  })
  afterEach(async () => {
    const heard = visits.flatMap(({ faults }) => faults)
    await Promise.all(visits.map(({ leave }) => leave()))
    visits = []
    expect(heard).toEqual([])
  })
  afterAll(async () => {
    await dashboard.browser.close()
    expect(await server.stop(), server.printed()).toBe(0)
    await place.remove()
  })
  return dashboard
}

async function posted<T>(requests: APIRequestContext, path: string, data: unknown): Promise<T> {
  const response = await requests.post(path, { data })
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true)
  // the tests of the API show that it has this shape
  return (response.status() === 204 ? undefined : await response.json()) as T
}

/** The text of each row of a table. */
export async function rowsOf(page: Page, table: string): Promise<string[]> {
  return (await page.getByRole('table', { name: table, exact: true }).getByRole('row').allInnerTexts()).map(
    plain
  )
}

/** What stands in a part of the page. */
export async function textOf(page: Page, region: string): Promise<string> {
  return plain(await page.getByRole('region', { name: region, exact: true }).innerText())
}

/** A text without the marks of direction that only bring it into order. */
export function plain(text: string): string {
  return text
    .replace(/[\u200e\u200f\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options
  })
  const faults: string[] = []
  await context.addInitScript(() => {
    Object.assign(window, { shifted: 0 })
    // The type of layout shifts is not in the DOM library yet.
    const add = (entries: PerformanceEntryList) =>
      Object.assign(window, {
        shifted: entries.reduce(
          (sum, entry) => sum + (entry as unknown as { value: number }).value,
          window.shifted ?? 0
        )
      })
    new PerformanceObserver((list) => void add(list.getEntries())).observe({
      type: 'layout-shift',
      buffered: true
    })
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`refused by the policy: ${violatedDirective} ${blockedURI}`)
    )
  })
  context.on('page', (page) => {
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  })
  const page = await context.newPage()
  return { page, faults, leave: () => context.close() }
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
