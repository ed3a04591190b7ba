import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { ask, outcomeOf, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const at = stage([surveyOf('faces', { on: 'delay', by: 0, again: 30 })])
const dead = /ERR_|Failed to load resource|blocked by CORS|offline/

const portal = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please log in to the Wi-Fi</html>')
  return true
}

test('an answer given without a connection is kept, said so, and sent when the line is back', async () => {
  const page = await at.visit({ expected: dead })
  await point(page, 'Good').waitFor()
  await page.context().setOffline(true)
  await point(page, 'Good').click()
  await page.getByText('could not be sent yet').first().waitFor()
  await page.getByLabel('What did you like?').fill('All of it')
  await page.getByRole('button', { name: 'Send' }).click()
  expect(at.server.posted).toEqual([])
  await page.context().setOffline(false)
  await expect
    .poll(() => [...at.server.stored.values()].map(({ rating, comment }) => [rating, comment]), {
      timeout: 10_000
    })
    .toEqual([[4, 'All of it']])
  await expect.poll(() => page.getByText('could not be sent yet').count()).toBe(0)
})

test('an answer that could not be sent before the page was left is sent at the next visit, once', async () => {
  const page = await at.visit({ expected: dead })
  await point(page, 'Bad').waitFor()
  at.server.instead = (response) => (response.destroy(), true)
  await point(page, 'Bad').click()
  await expect.poll(() => at.server.posted.length).toBeGreaterThan(0)
  const id = at.server.posted[0]?.id
  await page.close({ runBeforeUnload: false })
  at.server.instead = undefined
  // `again` needs a page to take the visitor from; the one that was closed still knows its context.
  const next = await at.again(page, dead)
  await expect.poll(() => [...at.server.stored.keys()]).toEqual([id])
  await expect.poll(() => next.evaluate(() => localStorage.getItem('hearback:site_test:unsent'))).toBe(null)
})

test.each([
  ['a captive portal answers 200 with a page', portal],
  [
    'the server is busy',
    (response: ServerResponse) => (response.writeHead(503).end('{"code":"database-busy"}'), true)
  ],
  [
    'somebody else answers 200 with JSON',
    (response: ServerResponse) => (response.writeHead(200).end('{"ok":true}'), true)
  ]
])('nothing is taken for an acknowledgement when %s', async (_, trouble) => {
  const page = await at.visit({ expected: dead })
  at.server.instead = trouble
  await point(page, 'Good').click()
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('hearback:site_test:unsent')))
    .toContain('"rating":4')
  await page.getByText('could not be sent yet').first().waitFor()
  at.server.instead = undefined
  await expect.poll(() => at.server.stored.size, { timeout: 10_000 }).toBe(1)
  expect(new Set(at.server.posted.map(({ id }) => id)).size).toBe(1)
})

// What such a frame sends comes from nowhere, so no site can allow it: whoever answered there was never
// heard.
test.each([
  ['a card', {}],
  ['in line', { at: 'main' }]
])('nobody is asked in a sandboxed frame, %s, and page and console are told why', async (_, details) => {
  const lines: string[] = []
  const page = await at.visit({ tag: 'data-manual', expected: /\[hearback\] Nobody is asked/ })
  page.on('console', (message) => lines.push(message.text()))
  const inner =
    `<!doctype html><html lang="en"><main></main><script src="${at.server.origin}/w/site_test.js" ` +
    'data-manual></script>'
  await page.evaluate((inner) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.srcdoc = inner
    document.body.append(frame)
  }, inner)
  await expect.poll(() => page.frames().length).toBe(2)
  const frame = page.frames()[1]
  await frame?.waitForFunction('window.hearback?.site')
  // A page may have a variable of this name.
  const outcome = (origin: string) =>
    frame?.evaluate(
      ([details, origin]) => (Object.assign(window, { origin }), window.hearback?.('ask', details as never)),
      [details, origin] as const
    )
  expect([await outcome('null'), await outcome('https://shop.example')]).toEqual([
    { state: 'not-asked', reason: 'no-origin' },
    { state: 'not-asked', reason: 'no-origin' }
  ])
  expect(lines.filter((line) => line.includes('[hearback]'))).toHaveLength(1)
  expect(await frame?.locator('.card').count()).toBe(0)
})

test('a page that calls a variable of its own “origin” asks all the same', async () => {
  const page = await at.visit({ head: '<script>var origin = "Karachi"</script>' })
  await ask(page)
  await point(page, 'Good').click()
  await expect.poll(() => at.server.stored.size).toBe(1)
})

test('what the server refuses for good is said, dropped and not tried again', async () => {
  const page = await at.visit({ expected: dead })
  at.server.instead = (response) => (
    response.writeHead(409, { 'content-type': 'application/json' }).end('{"code":"survey-closed"}'), true
  )
  await point(page, 'Good').click()
  await page.getByText('this survey has ended').first().waitFor()
  expect(await page.evaluate(() => localStorage.getItem('hearback:site_test:unsent'))).toBe(null)
})

test('twenty taps in a row are one answer, the last one', async () => {
  const page = await at.visit()
  const faces = page.getByRole('radio')
  await faces.first().waitFor()
  for (let times = 0; times < 10; times++) {
    await faces.nth(times % 5).click()
    await faces.nth(times % 5).click()
  }
  await expect.poll(() => [...at.server.stored.values()].map(({ rating }) => rating)).toEqual([5])
})

test('an answered survey is not asked again at the next visit, a dismissed one neither', async () => {
  for (const act of ['Good', 'Close']) {
    const page = await at.visit()
    if (act === 'Close') await page.getByRole('button', { name: 'Close' }).click()
    else await point(page, 'Good').click()
    const next = await at.again(page)
    await next.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    await next.waitForLoadState('networkidle')
    expect(await next.getByRole('radio').count()).toBe(0)
  }
})

test('a page that says data-manual is asked nothing by itself', async () => {
  const page = await at.visit({ tag: 'data-manual' })
  await page.waitForLoadState('networkidle')
  expect(at.server.asked).toEqual(['/w/site_test.js'])
})

test('storage that throws keeps nobody from answering', async () => {
  const page = await at.visit({
    head:
      `<script>Object.defineProperty(window, 'localStorage', { get() { throw new ` +
      `DOMException('denied', 'SecurityError') } })</script>`
  })
  at.server.instead = portal
  await point(page, 'Good').click()
  await page.getByText('could not be sent yet').first().waitFor()
  at.server.instead = undefined
  await expect.poll(() => at.server.stored.size, { timeout: 10_000 }).toBe(1)
})

test('under a strict policy with Trusted Types it is whole, and nothing is reported', async () => {
  const reports = `<script nonce="test">window.reports = []
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => reports.push(violatedDirective + ' ' + blockedURI))</script>`
  const policy =
    `default-src 'none'; script-src 'nonce-test' ${at.server.origin}; connect-src ` +
    `${at.server.origin}; style-src 'none'; require-trusted-types-for 'script'; ` +
    `trusted-types 'none'`
  const page = await at.visit({ head: reports, headers: { 'content-security-policy': policy } })
  await point(page, 'Good').click()
  const card = page.getByRole('region')
  expect(await card.evaluate((element) => getComputedStyle(element).borderRadius)).toBe('18px')
  await page.getByLabel('What did you like?').fill('Safe')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => [...at.server.stored.values()][0]?.comment).toBe('Safe')
  expect(await page.evaluate('reports')).toEqual([])
})

test('a page that resets everything with !important changes nothing of the card', async () => {
  const looks = async (head?: string) => {
    const page = await at.visit(head ? { head } : {})
    const card = page.getByRole('region')
    await card.waitFor()
    return card.evaluate((element) => {
      const host = (element.getRootNode() as ShadowRoot).host
      return [host, element, ...element.querySelectorAll('*')].map((inner) => {
        const style = getComputedStyle(inner)
        // Custom properties of the page are none of ours; everything else must be as it is on an empty page.
        return [...style]
          .filter((name) => !name.startsWith('--'))
          .map((name) => `${name}: ${style.getPropertyValue(name)}`)
      })
    })
  }
  const hostile = `<style>* { all: unset !important } div, button, input, label { display: none !important; color: red !important; transform: scale(2) !important;
    font: 40px serif !important; zoom: 2 !important; filter: blur(4px) !important } html { font-size: 62.5%; } :root { --ink: red; --paper: red }</style>`
  expect(await looks(hostile)).toEqual(await looks())
})

test('a tag that is there twice, and put in a third time, is one instance', async () => {
  const twice = `<script async src="${at.server.origin}/w/site_test.js?again"></script>`
  const page = await at.visit({ head: twice })
  await page.getByRole('radio').first().waitFor()
  await page.addScriptTag({ url: `${at.server.origin}/w/site_test.js?third` })
  expect(await page.getByRole('radio').count()).toBe(5)
  await point(page, 'Good').click()
  await expect.poll(() => at.server.posted.length).toBe(1)
})

test('the only global is hearback, and a wrong call says so once', async () => {
  const page = await at.visit({ expected: /^\[hearback\] No call "aks"\.$/ })
  const added = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow))
    frame.remove()
    return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name))
  })
  expect(added.filter((name) => !name.startsWith('__') && name !== '0')).toEqual(['hearback'])
  const lines: string[] = []
  page.on('console', (message) => lines.push(message.text()))
  await page.evaluate("hearback('aks'); hearback('aks'); hearback('aks')")
  expect(lines).toEqual(['[hearback] No call "aks".'])
})

test.each([
  ['is away', (url: string) => url],
  ['answers rubbish', () => 'rubbish']
])('when the survey cannot be had because the server %s, the page carries on', async (_, how) => {
  const page = await at.visit({ expected: dead, tag: 'data-manual' })
  await page.route(/\/w\/svy_/, (route) =>
    how('') === 'rubbish'
      ? route.fulfill({
          contentType: 'text/javascript',
          body: 'export const nothing = 1',
          headers: { 'access-control-allow-origin': '*' }
        })
      : route.abort()
  )
  await ask(page)
  expect(await outcomeOf(page)).toEqual({ state: 'not-asked', reason: 'unavailable' })
  expect(await page.evaluate(() => document.querySelectorAll('body ~ *').length)).toBe(0)
})

test('a page whose arrays and prototypes are patched gets the same answer', async () => {
  const page = await at.visit({
    tag: 'data-topics="billing"',
    head:
      `<script>Array.prototype.each = function () {}; Object.prototype.patched = 'yes'; ` +
      'Element.prototype.remove = function () { this.parentNode.removeChild(this); return ' +
      'this }</script>'
  })
  await point(page, 'Good').click()
  await expect.poll(() => at.server.posted[0]).toMatchObject({ rating: 4, topics: ['billing'] })
})

test('nothing on the page moves by itself, and the focus stays where it was', async () => {
  const page = await at.visit({
    // What moves right after a tap was asked for; browsers do not count it as a shift either.
    head: `<script>window.shifts = []
      new PerformanceObserver((list) => shifts.push(...list.getEntries().filter((entry) => !entry.hadRecentInput).map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true })</script>`,
    body: '<input autofocus>'
  })
  await point(page, 'Good').waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  await point(page, 'Good').click()
  await page.getByLabel('What did you like?').waitFor()
  expect(await page.evaluate('shifts')).toEqual([])
})
