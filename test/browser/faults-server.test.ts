import { expect, test } from 'vitest'
import { launch } from '../support/chromium'
import { startHost } from '../support/host-page'
import { ask, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const at = stage([surveyOf('faces')])
const dead = /ERR_|Failed to load resource/
const yearMs = 365 * 86_400_000

/** What a page hears of trouble, and how much of it moved. */
const listening = `<script>window.noise = []
  addEventListener('error', ({ message }) => message && noise.push(message))
  addEventListener('unhandledrejection', ({ reason }) => noise.push(String(reason)))
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => noise.push('moved by ' + value))).observe({ type: 'layout-shift', buffered: true })
  window.hearback ||= function () { (hearback.q ||= []).push(arguments) }; hearback('ask')</script>`

test.each<[string, string]>([
  ['is refused by a blocker', 'blocked'],
  ['cannot be found by name', 'unknown'],
  ['answers 500', 'broken']
])('when the server %s as the tag loads, the page carries on as if there were no tag', async (_, trouble) => {
  const [browser, host] = await Promise.all([
    launch(),
    startHost(() => ({
      html:
        `<!doctype html><html lang="en"><title>A shop</title>${listening}<script async ` +
        'src="http://surveys.invalid/w/site_test.js"></script><h1>Your order</h1></html>'
    }))
  ])
  try {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(`${error}`))
    if (trouble === 'blocked') await page.route('**/w/**', (route) => route.abort('blockedbyclient'))
    if (trouble === 'broken')
      await page.route('**/w/**', (route) =>
        route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"internal"}' })
      )
    await page.goto(host.origin)
    await page.evaluate("hearback('event', 'order-placed')")
    expect([await page.evaluate('noise'), errors]).toEqual([[], []])
  } finally {
    await Promise.all([browser.close(), host.close()])
  }
})

test('a survey that never arrives delays nothing of the page and shows nothing', async () => {
  const page = await at.visit({ head: listening })
  await page.route(/\/w\/svy_/, () => {})
  await page.reload()
  await page.waitForLoadState('load')
  await page.waitForFunction(() => window.hearback?.site)
  expect(await page.evaluate('noise')).toEqual([])
  expect(await page.evaluate(() => document.querySelectorAll('body ~ *').length)).toBe(0)
})

test('a server that takes an answer and says nothing holds nobody up, and gets it again at the next visit', async () => {
  const page = await at.visit({ expected: dead })
  at.server.instead = () => true
  await ask(page)
  await point(page, 'Good').click()
  await page.getByLabel('What did you like?').fill('Kind')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Thank you!').first().waitFor()
  await page.close()
  at.server.instead = undefined
  await at.again(page)
  await expect.poll(() => [...at.server.stored.values()]).toMatchObject([{ rating: 4, comment: 'Kind' }])
})

test.each([-2, 2])('a clock that is %d years off and then right loses no answer', async (years) => {
  const page = await at.visit({
    expected: dead,
    head:
      '<script>if (!sessionStorage.right) { const now = Date.now; Date.now = () => now() + ' +
      `${years * yearMs} }; sessionStorage.right = 1</script>`
  })
  at.server.instead = (response) => (response.destroy(), true)
  await ask(page)
  await point(page, 'Bad').click()
  await expect.poll(() => at.server.posted.length).toBeGreaterThan(0)
  at.server.instead = undefined
  await page.reload()
  await expect.poll(() => [...at.server.stored.values()].map(({ rating }) => rating)).toEqual([2])
})
