import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
import type { InvitationView } from '../../server/contract/invitations'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { launch } from '../support/chromium'
import type { FreshDatabase } from '../support/databases'
import { freshSqlite } from '../support/databases'
import type { Host } from '../support/host-page'
import { pageWith, startHost } from '../support/host-page'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, startServer } from '../support/server-process'

/**
 * A survey that takes a proof of work, with the real server, a strict page of a shop on another origin, and
 * a poster.
 */
let place: FreshDatabase
let server: ServerProcess
let host: Host
let browser: Browser
let site: SiteView
let survey: SurveyView

const strict = () => ({
  'content-security-policy':
    `default-src 'none'; script-src 'nonce-test' ${server.url}; connect-src ${server.url}; ` +
    `style-src 'none'`
})
/** Counts how often the page has its turn, and how long it had to wait for it. */
const counting = `<script nonce="test">window.turns = 0; setInterval(() => turns++)
  window.longest = 0; new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => longest = Math.max(longest, duration))).observe({ type: 'longtask' })</script>`

beforeAll(async () => {
  place = await freshSqlite()
  server = await startServer(place.url)
  host = await startHost(() => ({ html: pageWith(site.scriptTag, { head: counting }), headers: strict() }))
  browser = await launch()
  site = await made('/api/v1/sites', { name: 'Garden shop', origins: [host.origin] })
  survey = await made('/api/v1/surveys', {
    site: site.id,
    name: 'Satisfaction',
    metric: 'csat',
    asking: { when: { on: 'load' }, again: { days: 0 } },
    proofOfWork: 'on'
  })
})
afterAll(async () => {
  await browser.close()
  await host.close()
  expect(await server.stop(), server.printed()).toBe(0)
  await place.remove()
})

async function made<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  expect(response.status, path).toBe(201)
  return (await response.json()) as T // the tests of the API show that it has this shape
}

async function kept(comment: string) {
  const inState = async (state: string) => {
    const response = await fetch(`${server.url}/api/v1/responses?survey=${survey.id}&state=${state}`, {
      headers: { authorization: `Bearer ${operatorKey}` }
    })
    return ((await response.json()) as ResponsesView).rows
  }
  const rows = [...(await inState('counted')), ...(await inState('suspect'))]
  return rows
    .filter((row) => row.comment === comment)
    .map(({ rating, state, stateReason }) => ({ rating, state, stateReason }))
}
const eventually = (comment: string) => expect.poll(() => kept(comment), { timeout: 30_000 })

async function visitor(options: BrowserContextOptions, work: (context: BrowserContext) => Promise<void>) {
  const context = await browser.newContext(options)
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(error.error().message))
  context.on(
    'console',
    (message) =>
      message.type() === 'error' && !message.text().includes('ERR_FAILED') && faults.push(message.text())
  )
  await work(context)
  expect(faults).toEqual([])
  await context.close()
}

async function answer(page: Page, name: string, comment: string) {
  await page
    .locator('label')
    .filter({ has: page.getByRole('radio', { name, exact: true }) })
    .click()
  await page.getByRole('textbox').fill(comment)
  await page.getByRole('button', { name: 'Send' }).click()
}

it('is answered on a slow phone as on any other day: the page works without being held up, and the answer counts', async () => {
  await visitor({}, async (context) => {
    const page = await context.newPage()
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 6 })
    await page.goto(host.origin)
    const proving = page.waitForRequest((request) => request.postData()?.includes('"proof"') ?? false)
    const asked = page.waitForResponse((response) => response.url().endsWith('/api/v1/responses'))
    await page.getByRole('radio', { name: 'Good', exact: true }).waitFor()
    await page
      .locator('label')
      .filter({ has: page.getByRole('radio', { name: 'Good', exact: true }) })
      .click()
    await asked
    await page.evaluate('longest = 0')
    const [start, before] = [Date.now(), Number(await page.evaluate('turns'))]
    await proving
    const took = Date.now() - start
    const [turns, longest] = [
      Number(await page.evaluate('turns')) - before,
      Number(await page.evaluate('longest'))
    ]
    console.log(
      `proof of work, processor slowed down six times: ${took} ms; the page had ${turns} ` +
        `turns, its longest task took ${longest} ms`
    )
    expect(turns).toBeGreaterThan(3)
    await page.getByRole('textbox').fill('from a slow phone')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Thank you').first().waitFor()
    await eventually('from a slow phone').toEqual([{ rating: 4, state: 'counted', stateReason: null }])
    expect(await page.evaluate(`localStorage.getItem('hearback:${site.key}:unsent')`)).toBe(null)
  })
})

it('keeps the answer of a tab that closes before the work is done, and counts it after the next visit', async () => {
  await visitor({}, async (context) => {
    const hold = (url: URL) => url.pathname.includes('/w/proof.')
    await context.route(hold, (route) => route.abort())
    const page = await context.newPage()
    await page.goto(host.origin)
    await answer(page, 'Bad', 'a tab that closed')
    await eventually('a tab that closed').toEqual([{ rating: 2, state: 'suspect', stateReason: 'no-proof' }])
    await page.close()
    await context.unroute(hold)
    await (await context.newPage()).goto(host.origin)
    await eventually('a tab that closed').toEqual([{ rating: 2, state: 'counted', stateReason: null }])
  })
})

it.each([
  ['counts with scripts', true, 'counted'],
  ['waits without scripts, and is thanked for', false, 'suspect']
])('an answer by a poster %s', async (name, javaScriptEnabled, state) => {
  const { url } = await made<InvitationView>('/api/v1/invitations', {
    survey: survey.id,
    channel: 'in_person',
    reusable: true
  })
  await visitor({ javaScriptEnabled }, async (context) => {
    const page = await context.newPage()
    await page.goto(url)
    await answer(page, 'Very good', name)
    await page.getByText('Thank you').first().waitFor()
    await eventually(name).toEqual([expect.objectContaining({ rating: 5, state })])
  })
})
