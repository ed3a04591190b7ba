import { randomUUID } from 'node:crypto'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { looks, overflow, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

type Given = { channel: string; topics?: string[]; agent?: string; ratings: number[]; comment?: string }

/**
 * 40 answers of today, 30 of them satisfied: the figures below can be checked by hand and with any Wilson
 * calculator.
 */
const given: Given[] = [
  {
    channel: 'whatsapp',
    topics: ['Delivery'],
    agent: 'Ana',
    ratings: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 2, 1]
  },
  {
    channel: 'voice',
    topics: ['Billing & refunds'],
    agent: 'Bilal',
    ratings: [5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 2, 1, 1],
    comment: 'I was passed on three times'
  },
  { channel: 'email', topics: ['Billing & refunds', 'Delivery'], ratings: [5, 5, 4, 1] },
  { channel: 'pigeon-post', ratings: [5, 4], comment: '<b>بہت شکریہ</b>' },
  { channel: 'web', ratings: [1] }
]

onBothDatabases((fresh, dialect) => {
  // How a page looks is the same on both databases.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let overview = ''
  let survey: SurveyView

  beforeAll(async () => {
    const site = await dashboard.asOwner<SiteView>('/api/v1/sites', {
      name: 'Lark & Sons',
      origins: ['https://shop.example']
    })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat'
    })
    await answer(given)
    overview = `/sites/${site.id}/surveys/${survey.id}`
  })

  async function answer(answers: Given[]) {
    const responses = answers.flatMap(({ ratings, ...tags }) =>
      ratings.map((rating) => ({ id: randomUUID(), survey: survey.id, rating, ...tags }))
    )
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
  }
  const open = (path = '', options?: BrowserContextOptions) => dashboard.open(overview + path, options)
  const rows = (page: Page, name: string) => page.getByRole('region', { name }).getByRole('row')

  it('says the score with its interval and count, and claims no change where nothing was before', async () => {
    const headline = (await open()).getByRole('region', { name: 'Score' })
    expect(await headline.innerText()).toMatch(/75%\s*satisfied/)
    expect(await headline.innerText()).toContain('lies between 60% and 86%, judging from 40 answers')
    expect(await headline.innerText()).toContain('Nothing to compare with: no answers in the 28 days before')
  })

  it('shows channels and topics worst first, and only counts below five answers', async () => {
    const page = await open()
    const channels = await rows(page, 'By channel').allInnerTexts()
    expect(channels.slice(1).map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      'Phone 54% early, ±24 13 33% of all too few to compare',
      'WhatsApp 90% 70–97% 20 50% of all too few to compare',
      'E-mail too few 4 10% of all too few to compare',
      'pigeon-post too few 2 5% of all too few to compare',
      'Web too few 1 3% of all too few to compare'
    ])
    expect(
      (await rows(page, 'By topic').allInnerTexts()).slice(1).map((text) => text.trim().split(/\s*\n/)[0])
    ).toEqual(['Billing & refunds', 'Delivery', 'No topic'])
  })

  it('opens the answers behind a figure, as text whatever stands in them', async () => {
    const page = await open()
    await page.getByRole('link', { name: 'Read the 13 answers of Phone' }).click()
    await page.getByRole('heading', { name: 'Answers' }).waitFor()
    await settled(page)
    expect(await page.getByRole('article').count()).toBe(13)
    await page.getByRole('searchbox').fill('passed on')
    await page.getByRole('searchbox').press('Enter')
    await expect.poll(() => new URL(page.url()).search).toBe('?channel=voice&search=passed+on')
    await page.getByRole('link', { name: 'Remove the filter Channel: Phone' }).click()
    await page.getByRole('searchbox').fill('شکریہ')
    await page.getByRole('searchbox').press('Enter')
    await page.getByText('<b>بہت شکریہ</b>').first().waitFor()
    await expect.poll(() => page.getByRole('article').count()).toBe(2)
  })

  it('downloads the answers in view as CSV', async () => {
    const page = await open('/answers?channel=voice&rating=1')
    const address = await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')
    const csv = await (await page.request.get(dashboard.url + address)).text()
    expect(csv.trim().split(/\r?\n/)).toHaveLength(3)
  })

  it('keeps period and filters in the address, through a reload and on the way to the answers and back', async () => {
    const page = await open()
    await page.getByRole('link', { name: '7 days' }).click()
    await page.getByRole('rowheader', { name: 'WhatsApp' }).getByRole('link').click()
    await page.getByText('90%').first().waitFor()
    expect(new URL(page.url()).search).toBe('?period=7d&channel=whatsapp')
    await page.reload()
    await settled(page)
    expect(await page.getByRole('link', { name: '7 days' }).getAttribute('aria-current')).toBe('true')
    await page.getByRole('link', { name: 'Answers', exact: true }).click()
    await expect.poll(() => page.getByRole('article').count()).toBe(20)
    await page.goBack()
    await page.getByRole('link', { name: 'Remove the filter Channel: WhatsApp' }).click()
    await page.getByText('75%').first().waitFor()
    expect(new URL(page.url()).search).toBe('?period=7d')
  })

  it('adds a filter from the menu', async () => {
    const page = await open()
    await page.getByText('Filter', { exact: true }).click()
    await page.getByRole('combobox', { name: /^Agent/ }).selectOption({ label: 'Bilal' })
    await page.getByText('Early: ±24').waitFor()
    expect(new URL(page.url()).search).toBe('?agent=Bilal')
  })

  once('goes by keyboard from the first link to a sorted table', async () => {
    const page = await open()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the figures')
    await page.keyboard.press('Enter')
    const sort = page
      .getByRole('region', { name: 'By channel' })
      .getByRole('link', { name: 'Sort by Answers' })
    for (
      let steps = 0;
      steps < 40 && !(await sort.evaluate((link) => link === document.activeElement));
      steps++
    )
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect
      .poll(() =>
        page
          .getByRole('region', { name: 'By channel' })
          .getByRole('columnheader', { name: 'Answers' })
          .getAttribute('aria-sort')
      )
      .toBe('ascending')
    expect((await rows(page, 'By channel').allInnerTexts())[1]).toMatch(/^Web/)
  })

  it('holds the numbers of the trend in a table too', async () => {
    const page = await open('?period=7d')
    await page.getByText('Show as a table').click()
    const table = page.getByRole('table', { name: 'Trend as a table' })
    expect(await table.getByRole('row').count()).toBe(8)
    expect((await table.getByRole('row').last().innerText()).split(/\s+/).slice(-3)).toEqual([
      '75%',
      '60–86%',
      '40'
    ])
  })

  it('says when figures cannot be loaded, and loads them when asked again', async () => {
    const page = await open()
    await page.route('**/api/v1/scores*', (route) =>
      route.fulfill({
        status: 503,
        json: { code: 'database-busy', message: 'The database is busy; try again in a moment.' }
      })
    )
    await page.reload()
    // Parts may hear of it before the whole does; then it is said once.
    await expect
      .poll(() => page.getByRole('alert').allInnerTexts())
      .toEqual([expect.stringContaining('The database is busy; try again in a moment.')])
    expect(await barriers(page)).toEqual([])
    await page.unroute('**/api/v1/scores*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('75%').first().waitFor()
    dashboard.forgive() // the browser's own lines about the 503
  })

  once.each(looks)('has no barriers and nothing out of view on any page, %s', async (_name, options) => {
    const page = await open('', options)
    for (const path of [
      '',
      '?channel=email',
      '?topic=nothing',
      '/answers',
      '/answers?search=nothing',
      '/../../settings'
    ]) {
      await page.goto(dashboard.url + overview + path)
      await settled(page)
      expect([path, await barriers(page), await overflow(page)]).toEqual([path, [], 0])
    }
  })

  once('does not move while it loads', async () => {
    const page = await open()
    expect(await page.evaluate(() => window.shifted)).toBeLessThan(0.01)
  })

  it('shows a new answer without a reload', async () => {
    const page = await open()
    await answer([{ channel: 'whatsapp', ratings: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5] }])
    await page.getByText('80%').first().waitFor()
    await page.getByText(/judging from 50 answers/).waitFor()
  })
})
