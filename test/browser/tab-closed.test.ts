import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launch } from '../support/chromium'
import type { Host } from '../support/host-page'
import { pageWith, startHost } from '../support/host-page'
import type { WidgetServer } from '../support/widget-server'
import { startWidgetServer, surveyOf } from '../support/widget-server'

const times = 200
const enough = Math.ceil(0.995 * times)

/** The tab closes itself 0 to 9 ms after the tap, sooner than any hand could. */
const closing =
  `<script>addEventListener('click', () => setTimeout(() => close(), ` +
  'Math.floor(Math.random() * 10)), true)</script>'
const denied =
  `<script>Object.defineProperty(window, 'localStorage', { get() { throw new ` +
  `DOMException('denied', 'SecurityError') } })</script>`
const asking =
  '<script>window.hearback ||= function () { (hearback.q ||= []).push(arguments) }; ' +
  `hearback('ask')</script>`

let browser: Browser
let server: WidgetServer
let host: Host
let html = ''

beforeAll(async () => {
  ;[browser, server, host] = await Promise.all([
    launch(),
    startWidgetServer([surveyOf('faces')]),
    startHost(() => ({ html }))
  ])
})
afterAll(async () => {
  await browser.close()
  await Promise.all([server.close(), host.close()])
})
afterEach(() => server.stored.clear())

test('of 200 answers whose tab is closed within 10 ms of the tap, all have arrived after the next visit, each once', {
  timeout: 180_000
}, async () => {
  const opener = await tapAndGo(times, closing + asking)
  html = pageWith(tag())
  await opener.goto(host.origin)
  await expect
    .poll(() => opener.evaluate(() => localStorage.getItem('hearback:site_test:unsent')), { timeout: 20_000 })
    .toBe(null)
  expect([...server.stored.values()].map(({ rating }) => rating)).toEqual(
    Array.from({ length: times }, () => 4)
  )
})

test('where nothing can be stored, at least 199 of 200 arrive at once', { timeout: 180_000 }, async () => {
  await tapAndGo(times, closing + denied + asking)
  await expect.poll(() => server.stored.size, { timeout: 20_000 }).toBeGreaterThanOrEqual(enough)
  expect(server.stored.size).toBeLessThanOrEqual(times)
  console.log(`${server.stored.size} of ${times} answers arrived without anything stored`)
})

const tag = () => `<script async src="${server.origin}/w/site_test.js"></script>`

/**
 * One visitor opens a tab, taps and is gone, again and again. A tab may only close itself where another has
 * opened it; that one is of another site, so that nothing of the tab's process stays behind.
 */
async function tapAndGo(times: number, head: string): Promise<Page> {
  html = pageWith(tag(), { head })
  const opener = await browser.newPage({ reducedMotion: 'reduce' })
  await opener.goto(`${server.origin}/w/site_test.js`)
  for (let count = 0; count < times; count++) {
    const [tab] = await Promise.all([
      opener.waitForEvent('popup'),
      opener.evaluate((url) => void open(url), host.origin)
    ])
    const gone = tab.waitForEvent('close')
    const face = tab.getByRole('radio', { name: 'Good', exact: true })
    // The tab may be gone before the browser could say that the tap was done.
    await Promise.all([gone, face.click().catch((error: Error) => expect(error.message).toContain('closed'))])
  }
  return opener
}
