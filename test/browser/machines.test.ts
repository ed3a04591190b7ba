import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { InvitationView } from '../../server/contract/invitations'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { launch } from '../support/chromium'
import { givenSurvey } from '../support/given'

const loads = inject('isLong') ? 200 : 20
const pagesAtOnce = 8

let app: TestApp
let server: Server
let origin: string
let browser: Browser
let survey: SurveyView
let thumbs: SurveyView
/** The server's clock while it stands still: a scanner is as fast as it is, however slow this machine. */
let standing: number | undefined

beforeAll(async () => {
  app = await startApp(async () => ({ url: 'file::memory:', remove: async () => {} }), {
    now: () => standing ?? Date.now()
  })
  Object.assign(app.services.assets, { page: readFileSync('dist/widget/page.js', 'utf8') })
  // node-server makes a plain http.Server unless it is told otherwise.
  server = serve({ fetch: app.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
  ;({ survey } = await givenSurvey(app))
  ;({ survey: thumbs } = await givenSurvey(app, { metric: 'thumbs' }))
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
  await app.close()
})
beforeEach(async () => {
  await app.services.database.handle.delete(app.services.database.tables.response)
})

const kept = () => app.services.database.handle.select().from(app.services.database.tables.response)
const states = async () => (await kept()).map(({ id, state }) => [id, state]).sort()
async function invite(of = survey) {
  const made = (await (
    await app.request('/api/v1/invitations', { key: testKey, body: { survey: of.id } })
  ).json()) as InvitationView
  return { id: made.id, address: origin + new URL(made.url).pathname }
}
async function visit(
  address: string,
  work: (page: Page) => Promise<unknown>,
  options: BrowserContextOptions = {},
  first = ''
) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.addInitScript(first)
  await page.goto(address)
  await work(page)
  await context.close()
}
/** Until the page has sent what it wants to send and the server has answered. */
const settled = (page: Page) => page.waitForLoadState('networkidle')
/** What scanners that run scripts have been seen to do to a page, or could. */
const scripts: (() => void)[] = [
  () => {},
  () => document.querySelectorAll<HTMLElement>('input, label, button, a').forEach((one) => one.click()),
  () => document.querySelector('form')?.requestSubmit(),
  () => document.querySelector('form')?.submit(),
  () =>
    document.querySelectorAll('input, form').forEach((one) => {
      for (const type of ['pointerdown', 'click', 'change', 'input', 'submit', 'touchstart'])
        one.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))
      one.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    })
]

test(`${loads} loads without a hand on the page, a minute each, with all that scripts can press: no vote, no link spent or opened`, async () => {
  const links = await Promise.all(Array.from({ length: 20 }, () => invite()))
  await Promise.all(
    Array.from({ length: pagesAtOnce }, async (_, lane) => {
      const context = await browser.newContext()
      await context.clock.install()
      for (let load = lane; load < loads; load += pagesAtOnce) {
        const page = await context.newPage()
        await page.goto(`${links[load % links.length]?.address}${load % 2 ? '' : `?p=${1 + (load % 5)}`}`)
        await page.evaluate(scripts[load % scripts.length] ?? (() => {}))
        await context.clock.fastForward(60_000)
        // Whatever it has sent is on its way before this.
        await page.evaluate(() => fetch('/healthz').then(() => undefined))
        await page.close()
      }
      await context.close()
    })
  )
  expect(await kept()).toEqual([])
  const invitations = await app.services.database.handle
    .select()
    .from(app.services.database.tables.invitation)
  expect(
    invitations
      .flatMap(({ openedAt, startedAt, answeredAt }) => [openedAt, startedAt, answeredAt])
      .filter((at) => at !== null)
  ).toEqual([])
  await visit(links[0]?.address ?? '', (page) =>
    page
      .getByRole('radio', { name: 'Good', exact: true })
      .click()
      .then(() => settled(page))
  )
  expect(await states()).toEqual([[links[0]?.id, 'counted']])
}, 400_000)

test('a scanner that really presses every point is held back on every link, and the person a minute later counts', async () => {
  const ids: string[] = []
  const addresses: string[] = []
  standing = Date.now() - 60_000
  for (let turn = 0; turn < (inject('isLong') ? 8 : 4); turn++) {
    const { id, address } = await invite(turn % 4 === 3 ? thumbs : survey)
    ids.push(id)
    addresses.push(address)
    // Every point on the one page, whose clock says how fast scanners are, or each link of a mail with its
    // point and the button, as mail scanners do.
    if (turn % 2)
      await visit(
        address,
        async (page) => {
          for (const radio of await page.getByRole('radio').all()) await radio.click()
          await settled(page)
        },
        {},
        'let at = 900; performance.now = () => (at += 10)'
      )
    else
      for (const point of [1, 2, 3, 4, 5])
        await visit(`${address}?p=${point}`, (page) =>
          page
            .getByRole('button')
            .click()
            .then(() => settled(page))
        )
  }
  expect(await states()).toEqual(ids.map((id) => [id, 'suspect']).sort())
  standing = undefined
  for (const address of addresses)
    await visit(
      address,
      (page) =>
        page
          .getByRole('radio')
          .last()
          .click()
          .then(() => settled(page)),
      { hasTouch: true }
    )
  expect(await states()).toEqual(ids.map((id) => [id, 'counted']).sort())
}, 400_000)

test('people with a mouse, a finger or a keyboard count, also when they think again', async () => {
  const links = await Promise.all(Array.from({ length: 4 }, () => invite()))
  const hands: ((page: Page) => Promise<unknown>)[] = [
    (page) => page.getByRole('radio', { name: 'Bad', exact: true }).click(),
    (page) => page.getByRole('radio', { name: 'Good', exact: true }).tap(),
    async (page) => {
      await page.keyboard.press('Tab')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
    },
    async (page) => {
      await page.getByRole('radio', { name: 'Okay', exact: true }).click()
      await page
        .getByLabel('Would you like to add anything?')
        .or(page.getByRole('textbox'))
        .first()
        .pressSequentially('on second thoughts', { delay: 40 })
      await page.getByRole('radio', { name: 'Good', exact: true }).click()
    }
  ]
  await Promise.all(
    hands.map((hand, index) =>
      visit(links[index]?.address ?? '', (page) => hand(page).then(() => settled(page)), {
        hasTouch: index === 1
      })
    )
  )
  expect(await states()).toEqual(links.map(({ id }) => [id, 'counted']).sort())
})
