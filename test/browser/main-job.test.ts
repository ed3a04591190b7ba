import { createHmac, randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
import type { ScoresView } from '../../server/contract/figures'
import type { InvitationView } from '../../server/contract/invitations'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { launch } from '../support/chromium'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { Host } from '../support/host-page'
import { pageWith, startHost } from '../support/host-page'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, startServer } from '../support/server-process'

/** The whole of it with the real server as a process, a shop's page on another origin and a real browser. */
onBothDatabases((fresh) => {
  let place: FreshDatabase
  let server: ServerProcess
  let host: Host
  let browser: Browser
  let site: SiteView
  let survey: SurveyView
  let html = ''

  beforeAll(async () => {
    place = await fresh({ empty: true })
    server = await startServer(place.url)
    host = await startHost(() => ({ html }))
    browser = await launch()
    site = await made('/api/v1/sites', {
      name: 'Garden shop',
      origins: [host.origin],
      timeZone: 'Asia/Karachi'
    })
    survey = await made('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      asking: { when: { on: 'load' } }
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
  async function read<T>(path: string): Promise<T> {
    return (await (
      await fetch(server.url + path, { headers: { authorization: `Bearer ${operatorKey}` } })
    ).json()) as T
  }
  const answers = async () => (await read<ResponsesView>(`/api/v1/responses?survey=${survey.id}`)).rows
  const eventually = (check: () => Promise<unknown>) => expect.poll(check, { timeout: 10_000 })
  async function withPage(
    options: Parameters<Browser['newContext']>[0],
    work: (page: Page) => Promise<void>
  ) {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    await work(page)
    expect(faults).toEqual([])
    await context.close()
  }

  it('asks on a page of another origin, keeps the first tap and adds the comment to the same answer', async () => {
    html = pageWith(
      site.scriptTag.replace('<script ', '<script data-topics="billing,refund" data-agent="ana" ')
    )
    await withPage({}, async (page) => {
      await page.goto(host.origin)
      await page.getByRole('group', { name: 'How did we do?' }).waitFor()
      await page
        .locator('label')
        .filter({ has: page.getByRole('radio', { name: 'Good', exact: true }) })
        .click()
      await eventually(answers).toMatchObject([
        {
          rating: 4,
          comment: null,
          channel: 'web',
          topics: ['billing', 'refund'],
          agent: 'ana',
          surface: 'widget',
          pageUrl: `${host.origin}/`
        }
      ])
      await page.getByRole('textbox').fill('Quick and kind, شکریہ')
      await page.getByRole('button', { name: 'Send' }).click()
      await eventually(answers).toMatchObject([{ rating: 4, comment: 'Quick and kind, شکریہ' }])
      await page.goto(host.origin)
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('group', { name: 'How did we do?' }).count()).toBe(0)
    })
  })

  it.each([
    ['with scripts', true],
    ['without scripts', false]
  ])(
    'opens an invitation on a phone %s and keeps the answer with the invitation’s tags',
    async (_name, javaScriptEnabled) => {
      const conversation = randomUUID()
      const invitation = await made<InvitationView>('/api/v1/invitations', {
        survey: survey.id,
        channel: 'whatsapp',
        topics: ['delivery'],
        agent: 'ben',
        team: 'tier-1',
        conversation
      })
      await withPage(
        { javaScriptEnabled, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
        async (page) => {
          await page.goto(invitation.url)
          await page
            .locator('label')
            .filter({ has: page.getByRole('radio', { name: 'Bad', exact: true }) })
            .tap()
          await page.getByRole('textbox').fill('It came late')
          await page.getByRole('button', { name: 'Send' }).tap()
          await page.getByText('Thank you').waitFor()
          // What is on its way when a profile is thrown away goes with it; a person's profile stays.
          const mine = async () => (await answers()).filter((answer) => answer.conversation === conversation)
          await eventually(mine).toMatchObject([
            {
              id: invitation.id,
              rating: 2,
              comment: 'It came late',
              channel: 'whatsapp',
              topics: ['delivery'],
              agent: 'ben',
              team: 'tier-1',
              surface: 'page'
            }
          ])
        }
      )
    }
  )

  it('counts each of these answers under its channel and topic', async () => {
    const byChannel = await read<ScoresView>(`/api/v1/scores?survey=${survey.id}&by=channel`)
    expect(byChannel.total).toMatchObject({ count: 3, tally: { 2: 2, 4: 1 }, state: 'hidden' })
    expect(Object.fromEntries(byChannel.rows.map(({ key, score }) => [key, score.count]))).toEqual({
      web: 1,
      whatsapp: 2
    })
    const byTopic = await read<ScoresView>(`/api/v1/scores?survey=${survey.id}&by=topic`)
    expect(Object.fromEntries(byTopic.rows.map(({ key, score }) => [key, score.count]))).toEqual({
      billing: 1,
      refund: 1,
      delivery: 2
    })
  })

  it('leaves a customer alone who was asked on another channel, as long as the page vouches for them', async () => {
    const shop = await made<SiteView>('/api/v1/sites', { name: 'Book shop', origins: [host.origin] })
    const quiet = await made<SurveyView>('/api/v1/surveys', {
      site: shop.id,
      name: 'Chats',
      metric: 'csat',
      asking: { when: { on: 'call' }, quietDays: 7 }
    })
    await made('/api/v1/invitations', { survey: quiet.id, channel: 'whatsapp', customer: 'c-4711' })
    html = pageWith(shop.scriptTag)
    const signed = (customer: string) => ({
      customer,
      signature: createHmac('sha256', shop.secret ?? '')
        .update(customer)
        .digest('hex')
    })
    await withPage({}, async (page) => {
      await page.goto(host.origin)
      await page.waitForFunction(() => window.hearback?.site)
      const asked = (about: object) =>
        page.evaluate((about) => window.hearback?.('ask', about as never), about)
      expect(await asked(signed('c-4711'))).toEqual({ state: 'not-asked', reason: 'quiet-period' })
      const other = asked(signed('c-4712'))
      await page
        .locator('label')
        .filter({ has: page.getByRole('radio', { name: 'Good', exact: true }) })
        .click()
      expect(await other).toEqual({ state: 'answered' })
    })
  })

  it('never breaks the page when the server is gone', async () => {
    html = pageWith(`<script async src="http://localhost:1/w/${site.key}.js"></script>`)
    const context = await browser.newContext()
    const page = await context.newPage()
    const thrown: string[] = []
    page.on('pageerror', (error) => thrown.push(error.message))
    await page.goto(host.origin)
    expect([await page.getByRole('heading', { name: 'Your order' }).isVisible(), thrown]).toEqual([true, []])
    await context.close()
  })
})
