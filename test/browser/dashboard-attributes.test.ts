import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
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

  it('corrects what an answer says, says which value does not fit, and counts it so from then on', async () => {
    const { rows } = await dashboard.asProgram<ResponsesView>(
      'GET',
      `/api/v1/responses?survey=${survey.id}&limit=1`
    )
    const page = await dashboard.open(`${surveyPath()}/answers/${rows[0]?.id}`)
    const correcting = page.getByRole('region', { name: 'Correct what it is about' })
    await correcting.getByRole('button', { name: 'Change' }).click()
    const about = page.getByRole('region', { name: 'What it is about', exact: true })
    const plan = page.getByLabel('Plan', { exact: true })
    const other = (await plan.inputValue()) === 'Pro' ? 'Free' : 'Pro'
    await plan.selectOption(other)
    const seats = page.getByLabel('Seats', { exact: true })
    await seats.fill('twelve')
    await correcting.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').getByText('must be a number').waitFor()
    await expect.poll(() => seats.evaluate((field) => field === document.activeElement)).toBe(true)
    dashboard.forgive()
    await seats.fill('12500')
    await correcting.getByRole('button', { name: 'Save' }).click()
    await about.getByText('12,500').waitFor()
    await about.getByText(other, { exact: true }).waitFor()
    await correcting.getByRole('button', { name: 'Change' }).click()
    await plan.selectOption('Not said')
    await correcting.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => about.getByText(other, { exact: true }).count()).toBe(0)
    await page.goto(dashboard.url + surveyPath())
    await page
      .getByRole('region', { name: 'By Plan' })
      .getByRole('row', { name: /^Not said.* 1 / })
      .waitFor()
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
