import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { SurveySettings } from '../../widget/shared/protocol'
import { launch } from './chromium'
import type { Host, HostPage } from './host-page'
import { pageWith, startHost } from './host-page'
import type { Look, WidgetServer } from './widget-server'
import { startWidgetServer } from './widget-server'

type Visit = {
  /** Attributes of our tag, such as `data-manual`. */
  tag?: string
  head?: string
  body?: string
  html?: string
  headers?: Record<string, string>
  context?: BrowserContextOptions
  /** Console lines and page errors that this visit may have; any other fails the test. */
  expected?: RegExp
}

/**
 * A stranger's site, a server of ours on another origin and a browser, for all tests of one file. Whatever
 * a page throws or logs fails the test in which it happens, because a widget must not be noticed there.
 */
export function stage(surveys: SurveySettings[], looks: Record<string, Look> = {}) {
  let browser: Browser
  let server: WidgetServer
  let host: Host
  let current: HostPage = { html: '' }
  let contexts: BrowserContext[] = []
  let noise: string[] = []

  beforeAll(async () => {
    ;[browser, server, host] = await Promise.all([
      launch(),
      startWidgetServer(surveys, looks),
      startHost(() => current)
    ])
  })
  afterAll(async () => {
    await browser.close()
    await Promise.all([server.close(), host.close()])
  })
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    contexts = []
    server.instead = undefined
    server.stored.clear()
    server.posted.length = server.asked.length = server.considered.length = server.told.length = 0
    server.eligibility = { eligible: true }
    const heard = noise
    noise = []
    expect(heard).toEqual([])
  })

  function listen(page: Page, expected: RegExp | undefined) {
    const hear = (line: string) => void (expected?.test(line) || noise.push(line))
    page.on('pageerror', (error) => hear(`${error}`))
    page.on('console', (message) => hear(message.text()))
  }

  return {
    get server() {
      return server
    },
    get host() {
      return host
    },
    /** Opens the stranger's page with our tag in it, in a fresh browser profile. */
    async visit({
      tag = '',
      head,
      body,
      html,
      headers,
      context: options,
      expected
    }: Visit = {}): Promise<Page> {
      const script = `<script async src="${server.origin}/w/site_test.js" ${tag}></script>`
      current = {
        html: pageWith(script, { ...(head && { head }), ...(body && { body }), ...(html && { html }) }),
        ...(headers && { headers })
      }
      const context = await browser.newContext({
        viewport: { width: 1000, height: 700 },
        reducedMotion: 'reduce',
        ...options
      })
      contexts.push(context)
      const page = await context.newPage()
      listen(page, expected)
      await page.goto(host.origin)
      await page.waitForFunction(() => window.hearback?.site)
      return page
    },
    /** Another page of the same visitor. */
    async again(page: Page, expected?: RegExp): Promise<Page> {
      const next = await page.context().newPage()
      listen(next, expected)
      await next.goto(host.origin)
      await next.waitForFunction(() => window.hearback?.site)
      return next
    }
  }
}

/** Asks as the page would; what becomes of it is kept in `window.outcome`. */
export async function ask(page: Page, details: Record<string, unknown> = {}): Promise<void> {
  await page.evaluate((details) => {
    // The page's own variable, for `outcomeOf` to look at.
    const outcome = window.hearback?.('ask', details as never)
    Object.assign(window, { outcome })
  }, details)
}

export const outcomeOf = (page: Page): Promise<unknown> => page.evaluate('window.outcome')

export const point = (page: Page, name: string | RegExp) => page.getByRole('radio', { name, exact: true })
