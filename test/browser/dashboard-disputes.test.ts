import type { BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import type { Session } from '../support/dashboard-visit'
import { looks, overflow, plain, settled, startDashboard, textOf } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let agent: Session
  let base = ''
  let list = ''

  beforeAll(async () => {
    const site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons', timeZone: 'UTC' })
    const survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    base = `/sites/${site.id}/surveys/${survey.id}`
    list = `/sites/${site.id}/disputes`
    const answer = (place: number, rating: number, more: object = {}) => ({
      id: `answer-no-${place}`,
      survey: survey.id,
      rating,
      channel: 'email',
      agent: place % 2 ? 'ana' : 'ben',
      ...more
    })
    const rest = Array.from({ length: 22 }, (_, place) => answer(place + 4, 5))
    await dashboard.asProgram('POST', '/api/v1/responses/batch', {
      responses: [answer(1, 1, { comment: 'They would not take it back' }), answer(3, 2), ...rest]
    })
    const { joinUrl } = await dashboard.asOwner<{ joinUrl: string }>('/api/v1/members', {
      site: site.id,
      email: 'ana@example.com',
      name: 'Ana',
      role: 'agent',
      agent: 'ana'
    })
    agent = await dashboard.join(joinUrl)
  })
  const open = (path: string, options?: BrowserContextOptions) => dashboard.open(path, options)
  const raise = async (answer: string, cause: string, why: string) => {
    const page = await open(`${base}/answers/${answer}`, { storageState: agent })
    await page.getByText('Dispute the rating').first().click()
    await page.getByLabel('Cause').selectOption(cause)
    await page.getByLabel('Why').fill(why)
    await page.getByRole('button', { name: 'Dispute the rating' }).click()
    await page.getByRole('button', { name: 'Take it back' }).waitFor()
    return page
  }

  it('goes from the answer to a manager, and to the agent’s page', async () => {
    const own = await raise('answer-no-1', 'A rule of ours', 'The rule says thirty days.')
    expect(await own.getByText('Decide', { exact: true }).count()).toBe(0)

    const page = await open(`${base}/agents`)
    await page.getByRole('link', { name: 'Disputes of ratings' }).click()
    await page.getByRole('heading', { name: 'Disputes', level: 1 }).waitFor()
    await page.getByText('The rule says thirty days.').waitFor()
    await page.getByText('Decide', { exact: true }).first().click()
    await page.getByLabel('Reason for the decision').fill('So it is.')
    await page.getByRole('button', { name: 'Decide' }).click()
    await page.getByText('Nothing is disputed here').waitFor()
    await page.getByLabel('State').selectOption('Upheld')
    await page.getByText('So it is.').waitFor()

    await page.goto(`${dashboard.url}${base}/agents`)
    await settled(page)
    expect(plain(await page.getByRole('table').first().innerText())).toContain('1 upheld')
    const hers = await open(`${base}/agents`, { storageState: agent })
    await hers.getByText('Without 1 rating that was disputed and upheld').waitFor()
  })

  it('is taken back by the agent', async () => {
    const page = await raise('answer-no-3', 'A tool', 'It was down.')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await expect.poll(() => textOf(page, 'Dispute'), { timeout: 15_000 }).toContain('Taken back')
  })

  once.each([
    ...looks,
    ['in Urdu on a phone', { viewport: { width: 360, height: 740 }, locale: 'ur' }],
    ['in Mongolian', { locale: 'mn-MN', colorScheme: 'dark' }]
  ] as const)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const page = await open(`${list}?state=all`, options)
    for (const path of [`${list}?state=all`, `${base}/answers/answer-no-5`, `${base}/agents`]) {
      await page.goto(dashboard.url + path)
      await settled(page)
      for (const summary of await page.locator('main .plan-add > summary:visible').all())
        await summary.click()
      expect([path, await barriers(page), await overflow(page)]).toEqual([path, [], 0])
    }
  })
})
