import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import type { Session } from '../support/dashboard-visit'
import { looks, overflow, plain, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

const dayMs = 86_400_000
const dayBefore = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10)

onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let base = ''
  let agent: Session

  beforeAll(async () => {
    const site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons', timeZone: 'UTC' })
    const survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    base = `/sites/${site.id}/surveys/${survey.id}`
    const responses = Array.from({ length: 200 }, (_none, index) => ({
      id: `answer-${index}`,
      survey: survey.id,
      rating: index % 4 ? 5 : 2,
      channel: 'voice',
      agent: 'ana',
      topics: ['Billing'],
      answeredAt: new Date(Date.now() - (index % 20) * dayMs).toISOString()
    }))
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
    await dashboard.asOwner('/api/v1/training-plans', {
      survey: survey.id,
      name: 'Bills, read aloud',
      topics: ['Billing'],
      starts: dayBefore(12),
      ends: dayBefore(9),
      state: 'done'
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
  const open = (path: string, options?: BrowserContextOptions) => dashboard.open(base + path, options)
  const list = (page: Page) => page.getByRole('list', { name: 'What happened meanwhile' })
  const said = async (page: Page) => plain((await list(page).allInnerTexts()).join())
  const lines = (page: Page) => page.locator('.trend-marks line')

  it('marks a day on the trend, beside the plans, and takes it out again', async () => {
    const page = await open('')
    await expect.poll(() => said(page)).toMatch(/^1 Bills, read aloud .* · Training$/)
    expect(await lines(page).count()).toBe(2)
    await page.getByText('Mark a day').click()
    await page.getByLabel('What happened', { exact: true }).fill('New macro')
    await page.getByLabel('Day', { exact: true }).fill(dayBefore(4))
    await page.getByRole('button', { name: 'Mark it' }).click()
    await expect.poll(() => said(page)).toMatch(/2 New macro .* · set by Olga/)
    await expect.poll(() => lines(page).count()).toBe(4)

    await page.goto(`${dashboard.url}${base}/service`)
    await expect.poll(() => said(page)).toContain('New macro')
    await expect.poll(() => lines(page).count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Take out “New macro”' }).click()
    await expect.poll(() => said(page)).not.toContain('New macro')
    await list(page).getByRole('link', { name: 'Bills, read aloud' }).click()
    await page.getByRole('heading', { name: 'Bills, read aloud', level: 1 }).waitFor()
  })

  it('shows an agent the marks of their own trend, without a plan and without a button', async () => {
    const page = await open('')
    await page.getByText('Mark a day').click()
    await page.getByLabel('What happened', { exact: true }).fill('Outage')
    await page.getByRole('button', { name: 'Mark it' }).click()
    await expect.poll(() => said(page)).toContain('Outage')
    const theirs = await dashboard.open(base, { storageState: agent })
    await expect.poll(() => said(theirs)).toMatch(/^1 Outage .* · set by Olga/)
    expect(await theirs.getByText('Mark a day').count()).toBe(0)
    expect(await theirs.getByRole('button', { name: /Take out/ }).count()).toBe(0)
  })

  it('sets a goal, says whether it is reached, and takes it out again', async () => {
    const page = await open('')
    const goals = page.getByRole('region', { name: 'Goals' })
    const set = async (value: string) => {
      await page.getByText('Set a goal').click()
      await page.getByLabel('Score to reach').fill(value)
      await page.getByLabel('By', { exact: true }).fill(dayBefore(-30))
      await page.getByRole('button', { name: 'Set the goal' }).click()
    }
    await set('60')
    await expect
      .poll(async () => plain(await goals.innerText()))
      .toMatch(/The whole survey 60% by .* Reached/)
    await set('95')
    await expect.poll(async () => plain(await goals.innerText())).toMatch(/95% by .* Behind/)
    await goals.getByRole('button', { name: /^Take out “The whole survey, 95%/ }).click()
    await expect.poll(async () => plain(await goals.innerText())).not.toContain('95%')
    const theirs = await dashboard.open(base, { storageState: agent })
    await settled(theirs)
    expect(await theirs.getByText('Goals').count()).toBe(0)
  })

  once.each([
    ...looks,
    ['in Urdu on a phone', { viewport: { width: 360, height: 740 }, locale: 'ur' }],
    ['in Mongolian', { locale: 'mn-MN', colorScheme: 'dark' }]
  ] as const)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const page = await open('', options)
    await settled(page)
    for (const way of await page.locator('.mark-add > summary').all()) await way.click()
    await settled(page)
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
  })
})
