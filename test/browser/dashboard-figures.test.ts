import { readFileSync } from 'node:fs'
import type { BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { MemberView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import type { Session } from '../support/dashboard-visit'
import { looks, overflow, plain, rowsOf, settled, startDashboard, textOf } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

type Group = {
  channel: string
  topics: string[]
  agent?: string
  satisfied: number
  of: number
  low?: string
  high?: string
  answeredAt?: string
}

/**
 * WhatsApp has 73 % and phone 70 %, but phone is asked about billing: on the same topics it is 15 and 25
 * points better. The figures below can be checked by hand.
 */
const groups: readonly Group[] = [
  { channel: 'whatsapp', topics: ['Delivery'], satisfied: 80, of: 100 },
  { channel: 'whatsapp', topics: ['Billing'], satisfied: 8, of: 20 },
  { channel: 'voice', topics: ['Delivery'], satisfied: 17, of: 17 },
  { channel: 'voice', topics: ['Delivery'], agent: 'chen', satisfied: 2, of: 3 },
  {
    channel: 'voice',
    topics: ['Billing'],
    agent: 'ana',
    satisfied: 45,
    of: 50,
    low: 'I was charged twice',
    high: 'So friendly'
  },
  {
    channel: 'voice',
    topics: ['Billing'],
    agent: 'bilal',
    satisfied: 20,
    of: 50,
    low: 'They charged me twice',
    high: 'Friendly and quick'
  },
  { channel: 'web', topics: ['Warranty'], satisfied: 9, of: 12 },
  {
    channel: 'whatsapp',
    topics: ['Delivery'],
    satisfied: 50,
    of: 100,
    answeredAt: new Date(Date.now() - 40 * 86_400_000).toISOString()
  }
]
const pages = [
  '',
  '/channels',
  '/topics',
  '/reasons',
  '/severity',
  '/map',
  '/map?rows=agent&columns=topic',
  '/agents',
  '/service',
  '/handlers'
] as const

onBothDatabases((fresh, dialect) => {
  // How a page looks is the same on both databases.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let agent: Session
  let base = ''
  let site = ''

  beforeAll(async () => {
    site = (
      await dashboard.asOwner<SiteView>('/api/v1/sites', {
        name: 'Lark & Sons',
        timeZone: 'UTC',
        targets: { whatsapp: { firstResponseSeconds: 60 } }
      })
    ).id
    const survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site,
      name: 'Satisfaction',
      metric: 'csat'
    })
    const { joinUrl } = await dashboard.asProgram<MemberView & { joinUrl: string }>(
      'POST',
      '/api/v1/members',
      { site, name: 'Ana', email: 'ana@example.com', role: 'agent', agent: 'ana' }
    )
    agent = await dashboard.join(joinUrl)
    const responses = groups.flatMap(({ satisfied, of, low, high, ...tags }, index) =>
      Array.from({ length: of }, (_, number) => {
        const comment = number < satisfied ? high : low
        return {
          id: `answer-${index}-${number}`,
          survey: survey.id,
          rating: number < satisfied ? 5 : 1,
          conversation: `c-${index}-${number}`,
          ...tags,
          ...(comment && { comment })
        }
      })
    )
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
    // Who was satisfied by WhatsApp waited for half a minute, who was not for two hours.
    const opened = Date.now() - 3 * 3_600_000
    await Promise.all(
      Array.from({ length: 100 }, (_, number) =>
        dashboard.asProgram('PUT', `/api/v1/conversations/c-0-${number}`, {
          site,
          channel: 'whatsapp',
          openedAt: new Date(opened).toISOString(),
          firstResponseAt: new Date(opened + (number < 80 ? 30_000 : 7_200_000)).toISOString()
        })
      )
    )
    base = `/sites/${site}/surveys/${survey.id}`
  })
  const open = (path: string, options?: BrowserContextOptions) => dashboard.open(base + path, options)

  it('answers whether customers are happier by message or by phone, and why the plain scores mislead', async () => {
    const page = await open('/channels')
    const said = await textOf(page, 'Two channels, like for like')
    expect(said).toContain('Phone serves better than WhatsApp')
    expect(said).toMatch(
      /On the same topics, Phone scores 20 points higher than WhatsApp \(between \+6\.4 and \+34\)/
    )
    expect(said).toContain('As they stand, WhatsApp scores 3.3 points higher than Phone.')
    expect(said).toContain('it would run the other way')
    expect((await rowsOf(page, 'Two channels, like for like')).slice(1)).toEqual([
      'Phone 70% 61–77% 80% 73–87% 120 no invitation was sent',
      'WhatsApp 73% 65–80% 60% 49–71% 120 no invitation was sent'
    ])
    expect(await rowsOf(page, 'What the gap is made of WhatsApp less Phone, in points')).toEqual([
      'As they stand +3.3',
      'Service −20',
      'What they are asked about +23'
    ])
  })

  once(
    'says of the website that nothing was sent, which is not that nobody was asked, and leads to what its pages asked',
    async () => {
      const page = await open('/channels')
      const web = page.getByRole('table', { name: 'All channels' }).getByRole('row', { name: /^Web/ })
      expect(plain(await web.innerText())).toContain('no invitation was sent asked on your own pages?')
      await web.getByRole('link', { name: 'asked on your own pages?' }).click()
      await page.waitForURL(/\/response$/)
    }
  )

  once('leads to the own profile from a phone, too, in every language', async () => {
    for (const locale of ['en', 'ur', 'mn']) {
      const { page } = await dashboard.visit({
        viewport: { width: 360, height: 740 },
        isMobile: true,
        hasTouch: true,
        locale
      })
      await page.goto(dashboard.url + base)
      await settled(page)
      expect([locale, await overflow(page), await barriers(page)]).toEqual([locale, 0, []])
      await page.locator('a[href="/profile"]').click()
      await page.waitForURL(/\/profile$/)
    }
  })

  once(
    'puts people in no order of their raw scores, on any page there is',
    async () => {
      const survey = await dashboard.asProgram<SurveyView>('POST', '/api/v1/surveys', {
        site,
        name: 'Fair',
        metric: 'csat'
      })
      // Benno has the lowest score on the hardest topic, where the others do worse still; Dee is asked easy
      // things. Cora has one answer.
      const people = {
        Benno: [36, 60, 'Hard'],
        Amira: [34, 40, 'Easy'],
        Dee: [21, 30, 'Easiest'],
        Cora: [1, 1, 'Easy']
      } as const
      const others = { Hard: [9, 30], Easy: [39, 40], Easiest: [40, 40] } as const
      const given = (who: string, satisfied: number, of: number, topic: string) =>
        Array.from({ length: of }, (_, number) => ({
          id: `fair-${who}-${topic}-${number}`,
          survey: survey.id,
          rating: number < satisfied ? 5 : 1,
          channel: 'voice',
          topics: [topic],
          conversation: `f-${who}-${topic}-${number}`,
          ...(who && { agent: who, team: who })
        }))
      const responses = [
        ...Object.entries(people).flatMap(([agent, [satisfied, of, topic]]) =>
          given(agent, satisfied, of, topic)
        ),
        ...Object.entries(others).flatMap(([topic, [satisfied, of]]) => given('', satisfied, of, topic))
      ]
      await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
      const raw = ['Benno', 'Dee', 'Amira', 'Cora']
      const source = readFileSync(new URL('../../dashboard/main.tsx', import.meta.url), 'utf8')
      const routes = [...source.matchAll(/^ {2}\['(\/[^']*)', (?:\w+|managed\('\w+'\))\]/gm)].map(
        ([, route = '']) => route
      )
      expect(routes.length).toBeGreaterThan(25)
      const here = `/sites/${site}/surveys/${survey.id}`
      const more = [
        '?sort=score',
        '?sort=-score',
        '?sort=change',
        '/map?rows=agent&columns=topic',
        '/map?rows=topic&columns=agent',
        '/map?rows=team&columns=topic',
        '/service?by=agent',
        '/service?by=team',
        '/response?by=agent',
        '/response?by=team'
      ]
      const { page } = await dashboard.visit()
      const seen: string[] = []
      for (const route of [...routes, ...more.map((path) => here + path)]) {
        const path = route
          .replace(':site', site)
          .replace(':survey', survey.id)
          .replace(':answer', 'fair-Benno-Hard-0')
        // A connector is nobody's page, and who signs in has none of these yet.
        if (
          path.includes(':') ||
          ['/sign-in', '/set-up', '/join', '/forgot', '/reset', '/prove', '/preview'].includes(path)
        )
          continue
        await page.goto(dashboard.url + path)
        await settled(page)
        const orders = await page.locator('table, ul, ol, svg, select').evaluateAll(
          (lists, names) =>
            lists.map((list) => {
              const texts = [...list.querySelectorAll('*')]
                .filter(({ childElementCount }) => childElementCount === 0)
                .map(({ textContent }) => textContent.trim())
              return texts.filter((text, index) => names.includes(text) && texts.indexOf(text) === index)
            }),
          Object.keys(people)
        )
        for (const order of orders.filter(({ length }) => length > 2)) {
          seen.push(path.replace(here, ''))
          const ranks = order.map((name) => raw.indexOf(name))
          const isRaw = [1, -1].some((way) =>
            ranks.every((rank, index) => index === 0 || way * rank > way * (ranks[index - 1] ?? 0))
          )
          expect([path, order, isRaw]).toEqual([path, order, false])
        }
      }
      expect(seen).toEqual(
        expect.arrayContaining(['', '/agents', '/map?rows=agent&columns=topic', '?sort=score'])
      )
    },
    240_000
  )

  once('claims nothing of a handful of answers, nor certainty of answers that all agree', async () => {
    const given = async (
      name: string,
      metric: string,
      ...answers: [count: number, answer: Record<string, unknown>][]
    ) => {
      const survey = await dashboard.asProgram<SurveyView>('POST', '/api/v1/surveys', { site, name, metric })
      const responses = answers.flatMap(([count, answer], group) =>
        Array.from({ length: count }, (_, number) => ({
          id: `${survey.id}-${group}-${number}`,
          survey: survey.id,
          conversation: `${survey.id}-${group}-${number}`,
          ...answer
        }))
      )
      await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
      return `/sites/${site}/surveys/${survey.id}`
    }
    const alike = await given('All of them five', 'csat', [
      5,
      { rating: 5, agent: 'ana', channel: 'voice', topics: ['A'] }
    ])
    const passives = await given(
      'All of them passive',
      'nps',
      [20, { rating: 8, agent: 'ana', channel: 'voice', topics: ['A'] }],
      [10, { rating: 8, agent: 'ben', channel: 'sms', topics: ['A'] }]
    )
    const rare = await given(
      'One rare topic',
      'csat',
      [96, { rating: 5, channel: 'voice', topics: ['Usual'] }],
      [4, { rating: 1, channel: 'voice', topics: ['Rare'] }]
    )
    const { page } = await dashboard.visit()
    const said = async (path: string) => {
      await page.goto(dashboard.url + path)
      await settled(page)
      return plain(await page.getByRole('main').innerText())
    }
    expect(await said(`${alike}/agents`)).toContain('ana 100% 57–100% 100% 57–100%')
    for (const survey of [alike, passives]) {
      for (const path of pages)
        expect([path, /(?<![\d.−+])(100%?–100%|0%?–0%|0 – 0)/.exec(await said(survey + path))?.[0]]).toEqual([
          path,
          undefined
        ])
    }
    const topics = await said(`${rare}/topics`)
    expect(topics).toContain('No topic is clearly ahead of the rest in this period.')
    expect(topics).not.toMatch(/points off the whole|\+100|ahead q/)
  })

  it('turns every word around where less is better, and says how many found it easy', async () => {
    const effort = await dashboard.asProgram<SurveyView>('POST', '/api/v1/surveys', {
      site,
      name: 'Effort',
      metric: 'ces',
      direction: 'lower-is-better'
    })
    const of = (topic: string, channel: string, agent: string, ratings: readonly number[], count: number) =>
      Array.from({ length: count }, (_, number) => ({
        id: `effort-${topic}-${channel}-${agent}-${number}`,
        survey: effort.id,
        topics: [topic],
        channel,
        agent,
        rating: ratings[number % ratings.length]
      }))
    const responses = [
      ...of('Billing', 'voice', '', [5, 6, 7], 30),
      ...of('Billing', 'whatsapp', '', [3, 4], 30),
      ...of('Delivery', 'whatsapp', 'ana', [1, 2], 40),
      ...of('Delivery', 'whatsapp', 'bilal', [2, 3], 20)
    ]
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
    const page = await open('')
    const at = async (path: string) => {
      await page.goto(`${dashboard.url}/sites/${site}/surveys/${effort.id}${path}`)
      await settled(page)
    }
    await at('')
    expect(await textOf(page, 'Score')).toContain('63% found it easy (54–71%). Easy means 3 or less.')
    const rows = await page
      .getByRole('table', { name: 'By topic: scores with their intervals, counts and change' })
      .getByRole('rowheader')
      .allInnerTexts()
    expect(rows).toEqual(['Billing', 'Delivery'])
    await at('/topics')
    const behind = await textOf(page, 'Behind the rest')
    expect(behind).toMatch(
      /Billing Bringing Billing to the level of the rest makes the whole better by 1\.5\. 4\.8 against 1\.8 of the rest/
    )
    expect(await textOf(page, 'Ahead of the rest')).toContain(
      'At the level of the rest, Delivery would make the whole worse by'
    )
    await at('/channels')
    expect(await textOf(page, 'Two channels, like for like')).toMatch(
      /WhatsApp serves better than Phone On the same topics, Phone scores \d[.\d]* higher than WhatsApp/
    )
    await at('/agents')
    const clear = await textOf(page, 'Clearly different from the others on the same topics and channels')
    expect(clear).toMatch(/bilal [\d.]+ behind the others/)
    expect(clear).toMatch(/ana [\d.]+ ahead of the others/)
    await at('/map')
    expect(
      await page
        .getByRole('table', { name: 'Topics × Channels' })
        .getByRole('row', { name: /^Billing/ })
        .innerText()
    ).toContain('behind the others')
  })

  it('draws part steps hollow, the period before as a second line, and last year where that is chosen', async () => {
    const trend = await dashboard.asProgram<SurveyView>('POST', '/api/v1/surveys', {
      site,
      name: 'Trend',
      metric: 'csat'
    })
    const year = new Date().getUTCFullYear() - 1
    const given = {
      [`${year - 2}-11`]: 1,
      [`${year - 2}-12`]: 2,
      [`${year - 1}-03`]: 4,
      [`${year - 1}-10`]: 8,
      [`${year - 1}-11`]: 6,
      [`${year - 1}-12`]: 9,
      [`${year}-01`]: 5,
      [`${year}-02`]: 10
    }
    const responses = Object.entries(given).flatMap(([month, satisfied]) =>
      Array.from({ length: 10 }, (_, number) => ({
        id: `trend-${month}-${number}`,
        survey: trend.id,
        rating: number < satisfied ? 5 : 1,
        answeredAt: `${month}-25T12:00:00Z`
      }))
    )
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
    const days = new URLSearchParams({ from: `${year - 1}-11-20`, to: `${year}-06-30` }).toString()
    const { page } = await dashboard.visit()
    const at = async (query: string) => {
      await page.goto(`${dashboard.url}/sites/${site}/surveys/${trend.id}?${query}`)
      await settled(page)
    }
    const region = page.getByRole('region', { name: 'Trend' })
    const circles = (name: string) =>
      region.locator(`.${name} circle`).evaluateAll((all) => all.map((one) => one.getAttribute('fill') ?? ''))
    const heights = (name: string) =>
      region.locator(`.${name} circle`).evaluateAll((all) => all.map((one) => Number(one.getAttribute('cy'))))
    await at(days)
    // November began before the period; each step stands as high as its score.
    expect([await circles('trend-steps'), await circles('trend-steps-before')]).toEqual([
      ['var(--page)', 'var(--accent)', 'var(--accent)', 'var(--accent)'],
      ['var(--field)']
    ])
    const [november = 0, december = 0, january = 0, february = 0] = await heights('trend-steps')
    expect([january - november, november - december, december - february].map((gap) => gap > 0)).toEqual([
      true,
      true,
      true
    ])
    expect(await region.locator('.trend-before path').count()).toBe(1)
    expect(await textOf(page, 'Trend')).toMatch(
      /This period, with its band Dashed: the 223 days before Dotted: .* Hollow: only part of the step/
    )
    await region.getByRole('link', { name: 'Last year' }).click()
    await settled(page)
    await expect
      .poll(() => circles('trend-steps-before'))
      .toEqual(['var(--page)', 'var(--field)', 'var(--field)'])
    expect(await textOf(page, 'Score')).toMatch(/better than the same days a year before/)
    await region.getByText('Show as a table').click()
    expect((await rowsOf(page, 'Trend as a table'))[1]).toMatch(
      /^Nov \d+ \(in part\) 60% .* 10 Nov \d+ \(in part\) 10%$/
    )
    await at('from=2020-01-01&to=2021-06-30')
    expect(await page.getByRole('link', { name: 'Last year' }).count()).toBe(0)
  })

  it('compares nothing that was asked on different scales, and says that this is why', async () => {
    const moved = await dashboard.asProgram<SurveyView>('POST', '/api/v1/surveys', {
      site,
      name: 'Moved',
      metric: 'csat'
    })
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    const answer = async (days: number) =>
      dashboard.asProgram('POST', '/api/v1/responses/batch', {
        responses: Array.from({ length: 10 }, (_, number) => ({
          id: `moved-${days}-${number}`,
          survey: moved.id,
          rating: 5,
          answeredAt: daysAgo(days)
        }))
      })
    await answer(40)
    await dashboard.asProgram('PATCH', `/api/v1/surveys/${moved.id}`, { scale: { min: 1, max: 10 } })
    await answer(2)
    const page = await open('')
    const then = new URLSearchParams({
      from: daysAgo(45).slice(0, 10),
      to: daysAgo(35).slice(0, 10)
    }).toString()
    await page.goto(
      `${dashboard.url}/sites/${site}/surveys/${moved.id}?${new URLSearchParams({ against: then })}`
    )
    await settled(page)
    expect(await textOf(page, 'Score')).toContain(
      'Nothing to compare with: the answers in the 28 days before were given on another scale'
    )
    await page.getByText('The two views are on different scales, which cannot be compared.').waitFor()
  })

  it('says “not clear yet” where it is not, with the answers that would tell, and compares no channels that have nothing in common', async () => {
    const page = await open('/channels?topic=delivery')
    expect(await textOf(page, 'Two channels, like for like')).toMatch(
      /Not clear yet whether \w+ or \w+ serves better .* About \d+ more answers would tell/
    )
    await page.goto(`${dashboard.url}${base}/channels`)
    await page.getByRole('combobox', { name: 'First channel' }).selectOption({ label: 'Web' })
    await page.getByText('WhatsApp and Web cannot be compared').waitFor()
    expect(new URL(page.url()).search).toBe('?a=web&b=whatsapp')
  })

  it('names the topics to work on by what the whole would win, with evidence, and opens what customers say', async () => {
    const page = await open('/topics')
    const low = await textOf(page, 'Behind the rest')
    expect(low).toContain(
      'Bringing Billing to the level of the rest lifts the whole by 10 points. That is about ' +
        '25 more satisfied customers.'
    )
    expect(low).toContain('61% against 82% of the rest, from 120 answers · −21 (between −32 and −9.9) · q')
    expect((await rowsOf(page, 'All topics')).find((row) => row.startsWith('Warranty'))).toMatch(
      /not clear yet about \d+ more answers would tell/
    )
    await page.getByRole('link', { name: 'Read what they say about Billing' }).click()
    await page.getByRole('heading', { name: 'Answers' }).waitFor()
    await settled(page)
    expect(await page.getByText('100 answers').count()).toBe(1)
  })

  once(
    'puts first what costs the most satisfied customers, one click away, and leads on to who said so',
    async () => {
      const page = await open('')
      await page.getByRole('link', { name: 'Costs most' }).click()
      await page.getByRole('heading', { level: 1, name: 'What costs most' }).waitFor()
      await settled(page)
      const [, first = ''] = await rowsOf(page, 'Topics and reasons')
      expect(first).toMatch(/^1\. Billing Topic · Make a plan \+25 between \+12 and \+38 /)
      expect(
        await page.getByRole('img', { name: /^How often each topic comes up .*: 1 Billing, / }).count()
      ).toBe(1)
      await page.getByRole('link', { name: 'Read the 120 answers of Billing' }).click()
      await page.getByRole('heading', { name: 'Answers' }).waitFor()
      await settled(page)
      expect(new URL(page.url()).searchParams.get('topic')).toBe('billing')
    }
  )

  it('finds the words that mark low and high answers', async () => {
    const page = await open('/topics')
    await page.getByRole('table', { name: 'Unsatisfied customers write' }).waitFor()
    expect((await rowsOf(page, 'Unsatisfied customers write')).map((row) => row.split(' ')[0])).toEqual(
      expect.arrayContaining(['charged', 'twice'])
    )
    expect((await rowsOf(page, 'Satisfied customers write')).map((row) => row.split(' ')[0])).toContain(
      'friendly'
    )
    await page.getByRole('link', { name: 'Read the comments with “twice”' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('?search=twice&repeats=latest')
  })

  it('says in each cell of a map its score, interval, count and verdict, and hides what few answers say', async () => {
    const page = await open('/map')
    const cell = page
      .getByRole('table', { name: 'Topics × Channels' })
      .getByRole('row', { name: /^Billing/ })
      .getByRole('cell')
      .nth(1)
    expect((await cell.innerText()).replace(/\s+/g, ' ').trim()).toBe('40% 22–61% n 20 behind the others')
    await page.getByRole('link', { name: 'Agents × Topics' }).click()
    await settled(page)
    const chen = page.getByRole('table', { name: 'Agents × Topics' }).getByRole('row', { name: /^chen/ })
    expect((await chen.innerText()).replace(/\s+/g, ' ')).toMatch(/too few n 3 too few answers/)
    await chen.getByRole('link').click()
    await expect.poll(() => new URL(page.url()).search).toBe('?agent=chen&topic=delivery')
  })

  it('compares agents with the others on their own mix, and ranks nobody by a few answers', async () => {
    const page = await open('/agents')
    const said = await textOf(page, 'Clearly different from the others on the same topics and channels')
    expect(said).toMatch(
      /bilal 50 points behind the others on the same topics and channels\. 40%, the others 90% on the same mix, from 50 answers/
    )
    expect(said).toMatch(/ana 50 points ahead of the others/)
    expect((await rowsOf(page, 'All agents')).find((row) => row.startsWith('chen'))).toMatch(
      /too few .*under 20 comparable answers 3/
    )
    await page.getByRole('link', { name: 'See the topics of bilal' }).click()
    await page.getByRole('table', { name: 'Agents × Topics' }).waitFor()
  })

  it('shows an agent their own figures only', async () => {
    const { page } = await dashboard.visit({ storageState: agent })
    await page.goto(dashboard.url)
    await page.getByRole('heading', { name: 'Your page' }).waitFor()
    await settled(page)
    await page
      .getByRole('region', { name: 'Thanks from customers' })
      .getByText('So friendly')
      .first()
      .waitFor()
    await page
      .getByRole('region', { name: 'What customers wished for' })
      .getByText('I was charged twice')
      .first()
      .waitFor()
    expect(await page.getByRole('table', { name: 'All agents' }).count()).toBe(0)
    expect(await page.getByRole('main').innerText()).not.toMatch(
      /bilal|Friendly and quick|They charged me twice/
    )
    // Each of the words stands with its rating, its topic and its channel, and there is a way to all of them.
    const thanks = page.getByRole('region', { name: 'Thanks from customers' })
    // The names of topics and channels come after the words.
    await expect
      .poll(async () => plain(await thanks.getByRole('listitem').first().innerText()))
      .toMatch(/^5 of 5 .*So friendly .*Billing .*Phone .*\d{2}:\d{2}/)
    await thanks.getByRole('link', { name: 'All thanks' }).click()
    await page.getByText('45 answers', { exact: true }).waitFor()
    expect(await page.getByRole('main').innerText()).not.toMatch(
      /bilal|Friendly and quick|They charged me twice|I was charged twice/
    )
    await page.goBack()
    await settled(page)
    // The very words that the manager reads, with the same figure, interval and q.
    const own = await textOf(page, 'You and the others on the same topics and channels')
    const manager = await textOf(
      await open('/agents'),
      'Clearly different from the others on the same topics and channels'
    )
    const evidence =
      /90%, the others 40% on the same mix, from 50 answers · \S+ \([^)]*\) · q below 0\.001/.exec(
        manager
      )?.[0]
    expect(evidence).toBeDefined()
    expect(own).toContain('You are 50 points ahead of the others.')
    expect(own).toContain(evidence)
    await page.goto(`${dashboard.url}${base}/map?rows=agent&columns=topic`)
    await settled(page)
    expect(await page.getByRole('rowheader').allInnerTexts()).toEqual(['ana'])
  })

  it('shows what service was like beside the score, and calls nothing zero that is not known', async () => {
    const page = await open('/service')
    const times = (await rowsOf(page, 'Times')).find((row) => row.startsWith('WhatsApp'))
    expect(times).toMatch(/^WhatsApp 100 73% 65–80% 30 secs? .*9 of 10 within 2 hrs? not known not known$/)
    const outcomes = (await rowsOf(page, 'Solved at the first contact, and in time')).find((row) =>
      row.startsWith('WhatsApp')
    )
    expect(outcomes).toContain('80% 71–87% 80 of 100')
    expect(await textOf(page, 'What waiting costs')).toMatch(
      /The longer customers wait, the less satisfied they are: about \d+ points less/
    )
    await page.getByLabel('Nobody came back about it within').selectOption({ label: '14 days' })
    await expect.poll(() => new URL(page.url()).search).toBe('?window=14')
  })

  it('begins with the score and what changed, what to work on and what waits', async () => {
    const page = await open('')
    expect(await textOf(page, 'Score')).toContain(
      '72% satisfied 0% 100% 22 points better than the 28 days before'
    )
    expect(await textOf(page, 'Waiting')).toBe('Waiting Nothing waits for you.')
    expect(await textOf(page, 'To work on')).toContain(
      'Bringing Billing to the level of the rest lifts the whole by 10 points.'
    )
    await page.getByRole('region', { name: 'To work on' }).getByRole('link', { name: 'All topics' }).click()
    await page.getByRole('heading', { name: 'Topics', level: 1 }).waitFor()
  })

  it('compares a view with any other period or filter, by an address that can be shared', async () => {
    const page = await open('')
    await page.getByRole('link', { name: 'Compare this view with another period or filter' }).click()
    await page.getByText('Now choose another period or another filter').waitFor()
    await page
      .getByRole('region', { name: 'By topic' })
      .getByRole('link', { name: 'Billing', exact: true })
      .click()
    await page.getByText('This view is 11 points worse.').waitFor()
    await page.reload()
    await settled(page)
    await page.getByText('This view is 11 points worse.').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Channels' }).click()
    await page.getByRole('heading', { name: 'Channels', level: 1 }).waitFor()
    await page.getByText('This view is 11 points worse.').waitFor()
    await page.getByRole('link', { name: 'Stop comparing' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('?topic=billing')
  })

  it('keeps period, filters and comparison in the address from page to page', async () => {
    const page = await open('/topics?period=7d&channel=voice')
    await page.getByLabel('Compare with the 7 days before').check()
    await page.getByRole('columnheader', { name: 'Change' }).waitFor()
    expect(new URL(page.url()).search).toBe('?period=7d&channel=voice&compare=previous')
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Agents' }).click()
    await page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor()
    expect(await page.getByLabel('Compare with the 7 days before').isChecked()).toBe(true)
  })

  it('hands out the numbers of a view as CSV and the view as a picture', async () => {
    const page = await open('/topics')
    const section = page.getByRole('region', { name: 'All topics' })
    const saved = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        section.getByRole('button', { name: button }).click()
      ])
      return { name: download.suggestedFilename(), content: readFileSync(await download.path()) }
    }
    const csv = await saved('Download “All topics” as CSV')
    expect(csv.name).toMatch(/^all-topics-satisfaction-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/)
    const lines = csv.content.toString('utf8').replace('\uFEFF', '').trim().split('\r\n')
    expect(lines[0]).toMatch(/^topic,label,score,lower,upper,/)
    expect(lines.find((line) => line.startsWith('billing,Billing,60.8333'))).toBeDefined()
    const picture = await saved('Download “All topics” as a picture')
    expect(picture.name).toMatch(/^all-topics-satisfaction-.*\.png$/)
    expect(picture.content.subarray(1, 4).toString()).toBe('PNG')
    expect(picture.content.length).toBeGreaterThan(20_000)
  })

  it.each([
    ['', 'Trend', /^from,to,score,lower,upper,answers\r\n/],
    ['', 'By topic', /^key,label,score,lower,upper,answers,previous,change\r\n/],
    ['/map', 'Topics × Channels', /^row,column,score,/]
  ])('hands out on the page “%s” the numbers and the picture of “%s”', async (path, name, head) => {
    const page = await open(path)
    const saved = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button, exact: true }).click()
      ])
      return readFileSync(await download.path())
    }
    expect((await saved(`Download “${name}” as CSV`)).toString('utf8').replace('\uFEFF', '')).toMatch(head)
    expect((await saved(`Download “${name}” as a picture`)).subarray(1, 4).toString()).toBe('PNG')
  })

  it('holds the numbers behind each chart of time in a table', async () => {
    const page = await open('/service?period=7d')
    const waiting = page.getByRole('region', { name: 'What waiting costs' })
    await waiting.getByText('Show as a table').click()
    expect((await rowsOf(page, 'What waiting costs')).filter((row) => /100%|0%/.test(row))).toEqual([
      expect.stringMatching(/^under 1 min 100% .* 80$/),
      expect.stringMatching(/0% .* 20$/)
    ])
  })

  once.each(looks)(
    'has no barriers and nothing out of view on any page of figures, %s',
    async (_name, options) => {
      const page = await open('', options)
      for (const path of [
        ...pages,
        '/channels?channel=web',
        '/topics?topic=nothing',
        '/agents?channel=web',
        '/service?channel=email'
      ]) {
        await page.goto(dashboard.url + base + path)
        await settled(page)
        expect([path, await barriers(page), await overflow(page)]).toEqual([path, [], 0])
      }
    }
  )

  it('puts all surveys side by side, one choice away from any of them', async () => {
    const name = 'Would you recommend us'
    const survey = await dashboard.asProgram<SurveyView>('POST', '/api/v1/surveys', {
      site,
      name,
      metric: 'nps'
    })
    await dashboard.asProgram('POST', '/api/v1/responses/batch', {
      responses: Array.from({ length: 200 }, (_, number) => ({
        id: `recommend-${number}`,
        survey: survey.id,
        rating: number % 2 === 0 ? 10 : 3,
        conversation: `recommend-${number}`,
        // Half of them of the period before, when all were promoters.
        ...(number >= 100 && {
          rating: 10,
          answeredAt: new Date(Date.now() - 40 * 86_400_000).toISOString()
        })
      }))
    })
    const page = await open('/channels')
    await page.getByRole('combobox', { name: 'Survey' }).selectOption('All surveys')
    await page.getByRole('heading', { level: 1, name: 'All surveys' }).waitFor()
    await settled(page)
    const [, first, ...others] = await rowsOf(page, 'All surveys')
    expect(first).toMatch(/^Would you recommend us 0 Recommendation \(NPS\) · .*100(\.0)? points worse 100$/)
    expect(others.some((row) => row.startsWith('Satisfaction '))).toBe(true)
    await page.getByRole('link', { name }).click()
    await page.waitForURL(new RegExp(`/surveys/${survey.id}`))
    for (const [, options] of looks) {
      const there = await open('', options)
      await there.goto(`${dashboard.url}/surveys`)
      await settled(there)
      expect([options, await barriers(there), await overflow(there)]).toEqual([options, [], 0])
    }
  })

  once.each(['en', 'mn', 'ur'])(
    'keeps the sign of live answers in view beside the tabs, in “%s”',
    async (locale) => {
      for (const width of [1160, 360]) {
        const page = await open('', { locale, viewport: { width, height: 740 } })
        const { x, width: its } = (await page.locator('.line').boundingBox()) ?? { x: -1, width: 0 }
        expect([x >= 0, its > 0, x + its <= width]).toEqual([true, true, true])
      }
    }
  )

  once('stays whole when it is read from right to left', async () => {
    const page = await open('')
    for (const path of pages) {
      await page.goto(dashboard.url + base + path)
      await settled(page)
      await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
      expect([path, await overflow(page)]).toEqual([path, 0])
    }
  })
})
