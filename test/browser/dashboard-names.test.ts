import type { BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { looks, overflow, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site: SiteView
  let survey: SurveyView

  beforeAll(async () => {
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', {
      name: 'Lark & Sons',
      origins: ['https://shop.example'],
      newKeysPerDay: 3
    })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    await dashboard.asProgram('POST', '/api/v1/responses', {
      id: 'of-a-program',
      survey: survey.id,
      rating: 5,
      topics: ['Delivery'],
      agent: 'ana'
    })
    for (let index = 1; index <= 17; index++)
      await fromStranger({ topics: [`Made up ${index}`], ...(index > 15 && { agent: `nobody ${index}` }) })
  })
  const open = (path: string, options?: BrowserContextOptions) =>
    dashboard.open(`/sites/${site.id}${path}`, options)
  const fromStranger = async (answer: Record<string, unknown>) => {
    const body = JSON.stringify({
      id: `stranger-${crypto.randomUUID()}`,
      survey: survey.id,
      rating: 4,
      surface: 'widget',
      ...answer
    })
    const headers = { origin: 'https://shop.example', 'content-type': 'text/plain' }
    const sent = await fetch(`${dashboard.url}/api/v1/responses`, { method: 'POST', headers, body })
    expect(sent.status, await sent.text()).toBe(201)
  }
  const shownRows = async () => (await open(`/surveys/${survey.id}/topics`)).getByRole('main').innerText()

  once.each(looks)(
    'has no barriers and nothing out of view with names that wait, %s',
    async (_name, options) => {
      const page = await open('/tags', options)
      await page.getByText('Came in and count').click()
      await page.getByRole('button', { name: 'Show 4 more' }).click()
      expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
    }
  )

  it('accepts a name that waits in one click, takes a day of names out and back, and all that wait', async () => {
    const page = await open('/tags')
    const region = page.getByRole('region', { name: 'New names that pages brought' })
    await region.getByRole('heading', { name: '14 names wait' }).waitFor()
    await page.getByRole('link', { name: 'Agents 2 waiting' }).waitFor()
    expect(await shownRows()).not.toContain('made-up-4')

    await region.getByRole('button', { name: 'Accept made-up-4' }).click()
    await region.getByText('1 name accepted.').waitFor()
    await region.getByRole('heading', { name: '13 names wait' }).waitFor()
    expect(await shownRows()).toContain('made-up-4')

    await region.getByText('Came in and count').click()
    await region.getByRole('button', { name: /^Take these out/ }).click()
    await region.getByText('3 names taken out.').waitFor()
    await page.getByText('Taken out: 3 names').waitFor()
    await region.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken out: 3 names').waitFor({ state: 'detached' })

    await region.getByRole('button', { name: 'Take all out' }).click()
    await region.getByText('13 names taken out.').waitFor()
    await region.getByText('Nothing waits.').waitFor()
    await region.getByRole('button', { name: 'Undo' }).click()
    await region.getByText('Nothing waits.').waitFor()
    await page.reload()
    await expect.poll(shownRows).toContain('made-up-17')
  })

  it('lets an owner say how many names a day pages may bring', async () => {
    const page = await open('/settings')
    await page.getByLabel('New names a day').fill('7')
    await page
      .getByRole('region', { name: 'Site', exact: true })
      .getByRole('button', { name: 'Save' })
      .click()
    await page.getByText('Saved').waitFor()
    await page.reload()
    await expect.poll(() => page.getByLabel('New names a day').inputValue()).toBe('7')
  })
})
