import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { MemberView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { looks, overflow, plain, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

const day = 86_400_000
const weeksAgo = (weeks: number) => new Date(Date.now() - weeks * 7 * day).toISOString()

/** What an owner does about people, by the page that says so. */
onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site: SiteView
  let survey: SurveyView

  beforeAll(async () => {
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons' })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    const answer = (index: number, more: object) => ({
      id: `answer-number-${index}`,
      survey: survey.id,
      rating: index % 5 ? 5 : 1,
      ...more
    })
    await dashboard.asProgram('POST', '/api/v1/responses/batch', {
      responses: [
        ...Array.from({ length: 10 }, (_, index) =>
          answer(index, { comment: `old words ${index}`, answeredAt: weeksAgo(10) })
        ),
        answer(10, { comment: 'Ask Maria about it', customer: 'maria@example.com', conversation: 'c-1' }),
        answer(11, { comment: 'Maria again', customer: 'Maria@Example.com ' }),
        answer(12, { comment: 'By her number', customer: 'k-77' })
      ]
    })
  })
  const path = () => `/sites/${site.id}/customers`
  const heads = async () =>
    plain(
      await (await dashboard.open(`/sites/${site.id}/surveys/${survey.id}`))
        .getByRole('region', { name: 'Score', exact: true })
        .innerText()
    )
  const kept = (query: string) =>
    dashboard.asProgram<{ rows: { comment: string | null; rating: number; customer: string | null }[] }>(
      'GET',
      `/api/v1/responses?survey=${survey.id}&from=${weeksAgo(20).slice(0, 10)}&to=${weeksAgo(-1).slice(0, 10)}&${query}`
    )

  async function look(page: Page, customer: string) {
    await page.getByLabel('Name, e-mail address or phone number of the customer').fill(customer)
    await Promise.all([
      page.waitForResponse('**/customers/erase'),
      page.getByRole('button', { name: 'Look', exact: true }).click()
    ])
    await settled(page)
    return plain(await page.getByText(/^(Known: |Nothing is known)/).innerText())
  }

  once.each(looks)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const page = await dashboard.open(path(), options)
    await look(page, 'k-77')
    for (const part of await page.locator('details.section > summary').all()) await part.click()
    await page
      .getByText(/^With it go/)
      .first()
      .waitFor()
    await settled(page)
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
  })

  it('says what is known of one customer however the address is written, hands it out and erases it; figures stay', async () => {
    const before = await heads()
    const page = await dashboard.open(path())
    expect(await look(page, 'nobody@example.com')).toBe('Nothing is known of this customer.')
    expect(await page.getByRole('button', { name: 'Erase it' }).count()).toBe(0)
    expect(await look(page, ' MARIA@example.com')).toMatch(/^Known: 2 answers, 0 invitations, /)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download what is known' }).click()
    ])
    const file = await readFile((await download.path()) ?? '', 'utf8')
    expect(file).toContain('Ask Maria about it')
    expect(file).toContain('Maria again')
    expect(file).not.toContain('By her number')

    page.once('dialog', (dialog) => void dialog.dismiss())
    await page.getByRole('button', { name: 'Erase it' }).click()
    expect((await kept('search=Maria')).rows).toHaveLength(2)
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'Erase it' }).click()
    await page.getByText('Erased.', { exact: true }).waitFor()
    expect((await kept('search=Maria')).rows).toEqual([])
    expect(await look(page, 'maria@example.com')).toBe('Nothing is known of this customer.')
    expect(await look(page, 'k-77')).toContain('1 answer,')
    expect(await heads()).toBe(before)
  })

  it('shows what keeping things for some days empties, and empties nothing until that is wanted', async () => {
    const page = await dashboard.open(path())
    await page.getByLabel('Comments', { exact: true }).fill('30')
    await page.getByRole('button', { name: 'See what that empties today' }).click()
    await page.getByText('Comments: 10').waitFor()
    await page.getByText('Survey links: kept').waitFor()
    expect((await kept('search=old%20words')).rows).toHaveLength(10)
    const reload = await dashboard.open(path())
    expect(await reload.getByLabel('Comments', { exact: true }).inputValue()).toBe('')
    await page.getByRole('button', { name: 'Keep it so long' }).click()
    await page.getByText('Saved. It is done every day from now on.').waitFor()
    await reload.reload()
    await settled(reload)
    expect(await reload.getByLabel('Comments', { exact: true }).inputValue()).toBe('30')
  })

  it('says what goes with a survey, a site and an account, and deletes only what is named', async () => {
    const page = await dashboard.open(path())
    const part = (name: string) => page.locator('details', { has: page.getByText(name, { exact: true }) })
    await page.getByText('Delete the survey “Satisfaction”', { exact: true }).click()
    const ofSurvey = part('Delete the survey “Satisfaction”')
    await expect
      .poll(async () => plain(await ofSurvey.innerText()))
      .toContain('With it go 1 survey, 13 answers, and 0 invitations.')
    await page.getByText('Delete your account', { exact: true }).click()
    await part('Delete your account')
      .getByText('You are the only owner of Lark & Sons. Make somebody else an owner first, or delete it.')
      .waitFor()

    await ofSurvey.getByLabel('To be sure, write “Satisfaction”').fill('something else')
    await ofSurvey.getByRole('button', { name: 'Delete for good' }).click()
    await ofSurvey.getByRole('alert').waitFor()
    dashboard.forgive()
    expect((await kept('')).rows).toHaveLength(13)
    await ofSurvey.getByLabel('To be sure, write “Satisfaction”').fill('Satisfaction')
    await ofSurvey.getByRole('button', { name: 'Delete for good' }).click()
    await page.waitForURL(`**/sites/${site.id}/settings`)

    await page.goto(`${dashboard.url}${path()}`)
    await page.getByText('Delete the site “Lark & Sons”', { exact: true }).click()
    await page.getByText(/^With it go 0 surveys, .* and 1 membership\.$/).waitFor()
    await page.getByLabel('To be sure, write “Lark & Sons”').fill('Lark & Sons')
    await page.getByRole('button', { name: 'Delete for good' }).last().click()
    await expect
      .poll(async () => (await dashboard.asProgram<{ rows: unknown[] }>('GET', '/api/v1/sites')).rows)
      .toEqual([])
    // What the page still asked about a site that went meanwhile.
    await settled(page)
    dashboard.forgive()
  })

  it('is for owners only', async () => {
    const other = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Other' })
    const { joinUrl } = await dashboard.asOwner<MemberView & { joinUrl: string }>('/api/v1/members', {
      site: other.id,
      email: `m-${dialect}@example.com`,
      name: 'Mo',
      role: 'manager'
    })
    const page = await dashboard.open(`/sites/${other.id}/customers`, {
      storageState: await dashboard.join(joinUrl)
    })
    expect(await page.getByRole('button', { name: /Look|Delete/ }).count()).toBe(0)
    dashboard.forgive()
  })
})
