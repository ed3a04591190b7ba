import type { BrowserContextOptions, Page, Request, Route } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { overflow, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

const figures = [
  '',
  '/channels',
  '/topics',
  '/reasons',
  '/severity',
  '/map',
  '/agents',
  '/service',
  '/handlers',
  '/response',
  '/answers'
] as const
const lists = ['/invitations', '/placements', '/plans', '/edit'] as const
const ofSite = ['/settings', '/tags', '/members', '/audit', '/import', '/connectors', '/opt-outs'] as const
const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
const looks: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ['on a desk in English', {}],
  ['on a phone in English', phone],
  ['on a desk in Urdu', { locale: 'ur' }],
  ['on a phone in Urdu', { ...phone, locale: 'ur' }]
]
const shiftMax = 0.02
/** Words, script, styles and the answers of the API before the first score, as they travel. */
const firstViewMaxBytes = 110_000
const channels = ['voice', 'whatsapp', 'email'] as const

onBothDatabases((fresh, dialect) => {
  // How a page shows what it is told is the same on both databases, and takes a minute to look at; only news
  // are told differently.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  const { visit: open, asProgram: sent } = dashboard
  let site: SiteView
  let surveys: Record<'full' | 'empty' | 'three' | 'twelve', SurveyView>
  let answers = 0

  beforeAll(async () => {
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons', timeZone: 'UTC' })
    const survey = (name: string) =>
      dashboard.asOwner<SurveyView>('/api/v1/surveys', { site: site.id, name, metric: 'csat', state: 'live' })
    surveys = {
      full: await survey('Satisfaction'),
      empty: await survey('Nobody yet'),
      three: await survey('Three'),
      twelve: await survey('Twelve')
    }
    await answer(surveys.full, 300)
    await answer(surveys.three, 3)
    await answer(surveys.twelve, 12)
    await sent('POST', '/api/v1/invitations', {
      survey: surveys.full.id,
      channel: 'whatsapp',
      conversation: 'c-1'
    })
    await sent('POST', '/api/v1/invitations', {
      survey: surveys.full.id,
      channel: 'in_person',
      reusable: true,
      name: 'Till'
    })
    const [openedAt, firstResponseAt] = [
      new Date(Date.now() - 7_200_000).toISOString(),
      new Date(Date.now() - 7_100_000).toISOString()
    ]
    await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        sent('PUT', `/api/v1/conversations/c-${number}`, {
          site: site.id,
          channel: 'voice',
          openedAt,
          firstResponseAt
        })
      )
    )
  })

  function answer(survey: SurveyView, count: number, more: object = {}) {
    const responses = Array.from({ length: count }, () => {
      const number = answers++
      const tags = {
        channel: channels[number % 3],
        topics: [number % 2 ? 'Delivery' : 'Billing'],
        agent: ['ana', 'bilal', 'chen'][number % 3],
        ...(number % 5 ? { handledBy: 'person' } : { handledBy: 'bot', bot: 'Lila' }),
        conversation: `c-${number}`
      }
      return {
        id: `answer-${number}`,
        survey: survey.id,
        rating: number % 4 ? 5 : 2,
        comment: 'It took long',
        ...tags,
        ...more
      }
    })
    return sent('POST', '/api/v1/responses/batch', { responses })
  }
  const base = (survey: SurveyView) => `${dashboard.url}/sites/${site.id}/surveys/${survey.id}`
  const everyPage = () => [
    ...[...figures, ...lists].map((path) => base(surveys.full) + path),
    ...ofSite.map((path) => `${dashboard.url}/sites/${site.id}${path}`),
    `${dashboard.url}/surveys`
  ]
  const named = (url: string) => url.replace(`${dashboard.url}/sites/${site.id}`, '')
  /** The API without what tells of news for as long as the page is open. */
  const api = /\/api\/v1\/(?!live)/
  /** What a page asks beyond what stands around every page. */
  const ofPage = /\/api\/v1\/(?!live|me$|sites$|surveys\?)/

  once.each(looks)(
    'does not move while it loads, whatever comes first, %s',
    async (_name, options) => {
      const { page } = await open(options)
      let asked = 0
      // Late in an order that is none, and the same in each run.
      await page.route(api, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 20 + ((asked++ * 7) % 11) * 25))
        await route.continue().catch(() => undefined) // the page may have left it
      })
      for (const url of everyPage()) {
        await page.goto(url)
        await settled(page)
        expect(
          [named(url), (await shiftOf(page)) < shiftMax, await overflow(page)],
          `${await shiftOf(page)}`
        ).toEqual([named(url), true, 0])
      }
    },
    240_000
  )

  once(
    'asks for the first score in its second breath, while the script is still on its way, and waits for no drawing',
    async () => {
      const { page } = await open()
      const began: string[] = []
      const finished: Request[] = []
      let release = () => {}
      const scriptMayCome = new Promise<void>((resolve) => (release = resolve))
      await page.route(/\/assets\/index-.*\.js$/, async (route) => {
        await scriptMayCome
        await route.continue()
      })
      page.on('request', (request) => began.push(pathOf(request.url())))
      page.on('requestfinished', (request) => void finished.push(request))
      await page.goto(base(surveys.full), { waitUntil: 'commit' })
      const first = ['/api/v1/me', '/api/v1/sites', '/api/v1/surveys']
      await expect
        .poll(() =>
          finished
            .map((request) => pathOf(request.url()))
            .filter((path) => path.startsWith('/api/'))
            .toSorted()
        )
        .toEqual(first)
      expect(began.some((path) => path.startsWith('/assets/en-'))).toBe(true)
      release()
      await page.locator('.headline-value').waitFor()
      const asked = began.filter((path) => path.startsWith('/api/') && path !== '/api/v1/live')
      expect(asked.slice(0, 4).toSorted()).toEqual([...first, '/api/v1/scores'].toSorted())
      const waitedFor = began.slice(0, began.indexOf('/api/v1/scores') + 1)
      expect(waitedFor.filter((path) => /drawing|chart/.test(path))).toEqual([])
      const sizes = await Promise.all(
        finished
          .filter((request) => waitedFor.includes(pathOf(request.url())))
          .map((request) => request.sizes())
      )
      expect(
        sizes.reduce(
          (sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize,
          0
        )
      ).toBeLessThan(firstViewMaxBytes)
    }
  )

  once(
    'loads the pages that set something up when somebody goes there, and their heading is heard then',
    async () => {
      const { page, faults } = await open()
      const began: string[] = []
      page.on('request', (request) => began.push(pathOf(request.url())))
      const managing = () => began.filter((path) => path.startsWith('/assets/managing-')).length
      await page.goto(base(surveys.full))
      await settled(page)
      expect(managing()).toBe(0)
      let ways: 'cut' | 'open' = 'cut'
      await page.route(/\/assets\/managing-/, (route) => (ways === 'cut' ? route.abort() : route.continue()))
      await page
        .locator(`a[href$="${site.id}/settings"]`)
        .first()
        .evaluate((link: HTMLAnchorElement) => link.click())
      await page.getByRole('alert').getByText('The server cannot be reached').waitFor()
      expect(await barriers(page)).toEqual([])
      ways = 'open'
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
      await page.goto(base(surveys.full))
      await settled(page)
      await page
        .locator(`a[href$="${site.id}/settings"]`)
        .first()
        .evaluate((link: HTMLAnchorElement) => link.click())
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
      expect(managing()).toBe(3)
      faults.splice(0) // the browser's own line about the file that it did not get
    }
  )

  once(
    'asks for everything that a page shows once',
    async () => {
      const { page } = await open()
      const asked: string[] = []
      page.on('request', (request) => api.test(request.url()) && asked.push(request.url()))
      for (const url of everyPage()) {
        asked.splice(0)
        await page.goto(url)
        await settled(page)
        expect([named(url), asked.filter((one, index) => asked.indexOf(one) < index)]).toEqual([
          named(url),
          []
        ])
      }
    },
    120_000
  )

  once(
    'says that figures are on their way, and names the page meanwhile',
    async () => {
      const { page } = await open()
      const held: Route[] = []
      await page.route(ofPage, (route) => void held.push(route))
      for (const url of everyPage()) {
        await page.goto(url, { waitUntil: 'commit' })
        await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
        if (!/settings|edit|import/.test(url)) await page.locator('[aria-busy=true]').first().waitFor()
        expect([named(url), await barriers(page)]).toEqual([named(url), []])
      }
    },
    120_000
  )

  const failures: readonly (readonly [
    how: string,
    (route: Route) => Promise<void>,
    said: string,
    way: 'button' | 'link'
  ])[] = [
    [
      'the server fails',
      (route) =>
        route.fulfill({ status: 500, json: { code: 'internal', message: 'This went wrong on our side.' } }),
      'This went wrong on our side.',
      'button'
    ],
    [
      'the line is cut',
      (route) => route.abort(),
      'The server cannot be reached. Check the connection and try again.',
      'button'
    ],
    [
      'the reader may not',
      (route) =>
        route.fulfill({ status: 403, json: { code: 'not-allowed', message: 'You may not see this.' } }),
      'You may not see this.',
      'link'
    ]
  ]
  once.each(failures)(
    'says when %s, and what to do',
    async (_how, fail, said, way) => {
      const { page, faults } = await open()
      await page.route(ofPage, fail)
      const loading = everyPage().filter((url) => !/settings|import$/.test(url))
      for (const url of loading) {
        await page.goto(url)
        const alert = page.getByRole('alert').first()
        await expect.poll(() => alert.innerText()).toContain(said)
        expect(await alert.getByRole(way).count()).toBe(1)
        expect([named(url), await barriers(page), await overflow(page)]).toEqual([named(url), [], 0])
      }
      faults.splice(0) // the browser's own lines about what failed
    },
    120_000
  )

  once('comes back by itself from a failure that is over, when asked again', async () => {
    const { page, faults } = await open()
    for (const path of figures) {
      await page.route(ofPage, (route) =>
        route.fulfill({ status: 503, json: { code: 'database-busy', message: 'Busy.' } })
      )
      await page.goto(base(surveys.full) + path)
      await page.getByRole('alert').first().waitFor()
      await page.unroute(ofPage)
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect.poll(() => page.getByRole('alert').count()).toBe(0)
      await settled(page)
      expect(await page.getByRole('table').or(page.getByRole('article')).count(), path).toBeGreaterThan(0)
    }
    faults.splice(0) // the browser's own lines about what failed
  })

  once('sends who is not signed in any more to sign in, and back to the same view', async () => {
    const { page, faults } = await open()
    await page.route(ofPage, (route) =>
      route.fulfill({ status: 401, json: { code: 'sign-in-needed', message: 'Sign in.' } })
    )
    await page.goto(`${base(surveys.full)}/topics?period=7d`)
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await page.unroute(ofPage)
    await page.getByLabel('E-mail').fill('olga@example.com')
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: 'Topics', level: 1 }).waitFor()
    expect(new URL(page.url()).search).toBe('?period=7d')
    faults.splice(0) // the browser's own lines about the 401
  })

  const states: readonly (readonly [name: string, survey: keyof typeof surveys, query: string])[] = [
    ['nobody has answered yet', 'empty', ''],
    ['nothing matches the filters', 'full', '?topic=nothing-of-the-kind'],
    ['there are three answers', 'three', ''],
    ['there are twelve answers', 'twelve', '']
  ]
  once.each(states)(
    'says so and is whole where %s',
    async (_name, survey, query) => {
      for (const [index, look] of (
        [{}, { colorScheme: 'dark' }, { ...phone, locale: 'ur' }] as const
      ).entries()) {
        const { page } = await open(look)
        for (const [at, path] of [...figures, '/invitations'].entries()) {
          await page.goto(base(surveys[survey]) + path + query)
          await settled(page)
          // Looking for barriers takes longer than all else: each page is searched in one of the looks, and in every
          // look some are.
          expect([path, at % 3 === index ? await barriers(page) : [], await overflow(page)]).toEqual([
            path,
            [],
            0
          ])
          const main = page.getByRole('main')
          // Conversations are known without answers, too.
          if ((survey === 'empty' && path !== '/service') || query)
            expect([
              path,
              await main.locator('.notice').count(),
              (await main.locator('.notice-ways a').count()) > 0
            ]).toEqual([path, 1, true])
          if (
            survey === 'three' &&
            !('locale' in look) &&
            ['', '/channels', '/topics', '/map', '/agents'].includes(path)
          ) {
            expect([
              path,
              (await main.getByText(/too few/i).count()) > 0,
              await page.locator('.headline-value').count()
            ]).toEqual([path, true, 0])
          }
        }
      }
    },
    240_000
  )

  it.each(figures.filter((path) => path !== '/response'))(
    'takes a new answer in on %s without a flash, and leaves the reader where they are',
    async (path) => {
      const { page } = await open({ viewport: { width: 1280, height: 500 } })
      await page.goto(base(surveys.twelve) + path)
      await settled(page)
      await expect.poll(() => page.getByText('Live', { exact: true }).count()).toBe(1)
      await page.evaluate(() => {
        Object.assign(window, { flashes: 0 })
        new MutationObserver(
          () =>
            document.querySelector('[aria-busy=true]') &&
            Object.assign(window, { flashes: (window.flashes ?? 0) + 1 })
        ).observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          attributeFilter: ['aria-busy']
        })
        scrollTo(0, 120)
      })
      const field = page.getByRole('searchbox')
      if (await field.count()) await field.fill('half a word')
      await page.getByRole('link', { name: '28 days' }).focus()
      const [before, top] = [await page.getByRole('main').innerText(), await page.evaluate(() => scrollY)]
      await answer(surveys.twelve, 1, {
        comment: 'Just now',
        rating: 1,
        channel: 'whatsapp',
        topics: ['Billing'],
        agent: 'ana'
      })
      await expect.poll(() => page.getByRole('main').innerText()).not.toBe(before)
      await settled(page)
      expect(
        await page.evaluate(() => [document.activeElement?.textContent?.trim(), window.flashes, scrollY])
      ).toEqual(['28 days', 0, top])
      if (await field.count()) expect(await field.inputValue()).toBe('half a word')
    }
  )

  it('follows exclusions, new names and invitations too', async () => {
    const { page } = await open()
    const main = page.getByRole('main')
    await page.goto(base(surveys.three))
    await settled(page)
    await expect.poll(() => page.getByText('Live', { exact: true }).count()).toBe(1)
    await main.getByText('3 answers', { exact: true }).waitFor()
    await sent('PATCH', `/api/v1/responses/answer-300?survey=${surveys.three.id}`, {
      state: 'excluded',
      reason: 'A trial'
    })
    await main.getByText('2 answers', { exact: true }).waitFor()
    await page.goto(`${base(surveys.full)}/topics`)
    await settled(page)
    await expect.poll(() => page.getByText('Live', { exact: true }).count()).toBe(1)
    await sent('PATCH', `/api/v1/topics/billing?site=${site.id}`, { label: 'Money' })
    await main.getByRole('rowheader', { name: 'Money' }).waitFor()
    await page.goto(`${base(surveys.empty)}/response`)
    await main.getByText('Nobody was invited in this period').waitFor()
    await sent('POST', '/api/v1/invitations', {
      survey: surveys.empty.id,
      channel: 'whatsapp',
      conversation: 'c-new'
    })
    await main.getByRole('table').first().waitFor()
  })
})

function shiftOf(page: Page): Promise<number> {
  return page.evaluate(() => window.shifted ?? 0)
}

function pathOf(url: string): string {
  return new URL(url).pathname
}

declare global {
  interface Window {
    /** How often something on the page was marked as being on its way since the test began to look. */
    flashes?: number
  }
}
