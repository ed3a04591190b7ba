import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { looks, overflow, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh, dialect) => {
  // How a page looks is the same on both databases.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site: SiteView
  let survey: SurveyView
  beforeAll(async () => {
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons' })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat'
    })
  })
  const surveyPath = () => `/sites/${site.id}/surveys/${survey.id}`

  it('declares an attribute in the settings, and breaks the score down, narrows it and lists answers by it', async () => {
    const page = await dashboard.open(`/sites/${site.id}/settings`)
    const section = page.getByRole('region', { name: 'Attributes' })
    await section.getByText('No attribute is declared.').waitFor()
    await section.getByRole('button', { name: 'Add an attribute' }).click()
    await section.getByLabel('Key').fill('plan')
    await section.getByLabel('Label').fill('Plan')
    await section.getByLabel('Values').fill('Free, Pro')
    await section.getByRole('button', { name: 'Add an attribute' }).click()
    const seats = section.getByRole('group').nth(1)
    await seats.getByLabel('Key').fill('seats')
    await seats.getByLabel('Label').fill('Seats')
    await seats.getByLabel('Kind').selectOption('number')
    await seats.getByLabel('Where bands end').fill('10 1000')
    await section.getByRole('button', { name: 'Save' }).click()
    await section.getByText('Saved').waitFor()

    const responses = Array.from({ length: 40 }, (_, at) => ({
      ...{ survey: survey.id, id: randomUUID(), rating: at % 2 ? 5 : 1, topics: ['billing'] },
      attributes: { plan: at % 2 ? 'pro' : 'free', seats: at % 2 ? 1500 : 3 }
    }))
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
    await page.goto(dashboard.url + surveyPath())
    const plans = page.getByRole('region', { name: 'By Plan' })
    await plans.getByRole('row', { name: /^Pro/ }).waitFor()
    await page
      .getByRole('region', { name: 'By Seats' })
      .getByRole('row', { name: /^1,000 and more/ })
      .waitFor()
    await plans.getByRole('row', { name: /^Free/ }).getByRole('link', { name: 'Free', exact: true }).click()
    await page.waitForURL(/attribute\.plan=Free/)
    await page.getByRole('link', { name: /Plan.*Free/ }).waitFor()
    await page.getByText('Filter', { exact: true }).click()
    await page.locator('.menu-body').getByLabel('Seats').selectOption('..10')
    await page.waitForURL(/attribute\.seats=\.\.10/)
    await page.getByRole('link', { name: 'Answers', exact: true }).click()
    await page.getByRole('heading', { name: 'Answers' }).waitFor()
    await expect.poll(() => page.getByRole('article').count()).toBe(20)
    await page.goto(`${dashboard.url}${surveyPath()}/map`)
    await page.getByRole('link', { name: 'Plan × Topics' }).click()
    await page.getByRole('table', { name: 'Plan × Topics' }).getByRole('row', { name: /^Pro/ }).waitFor()
  })

  it('says in Urdu what bands of numbers are', async () => {
    const page = await dashboard.open(surveyPath(), { locale: 'ur' })
    await page.getByText('10 سے کم').first().waitFor()
  })

  once.each([...looks, ['in Urdu', { locale: 'ur' }]] as const)(
    'has no barriers and nothing out of view in the settings, %s',
    async (_name, options) => {
      const page = await dashboard.open(`/sites/${site.id}/settings`, options)
      await settled(page)
      expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
    }
  )
})
