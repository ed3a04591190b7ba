import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectorView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { WriteBackView } from '../../server/contract/write-back'
import { barriers } from '../support/barriers'
import type { Visit } from '../support/dashboard-visit'
import { looks, overflow, settled, startDashboard, visit } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'
import { ownSecret, startOwnSystem } from '../support/fake-helpdesks/own-system'

/** An owner says what a helpdesk is told. Each test goes on where the last one ended. */
onBothDatabases((fresh, dialect) => {
  // How a page looks is the same on both databases.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let system: Awaited<ReturnType<typeof startOwnSystem>>
  let owner: Visit
  let page: Page
  let site: SiteView
  let survey: SurveyView
  let connector: ConnectorView

  beforeAll(async () => {
    system = await startOwnSystem()
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons' })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    connector = await dashboard.asOwner<ConnectorView>('/api/v1/connectors', {
      site: site.id,
      kind: 'helpdesk',
      name: 'Our system',
      settings: { survey: survey.id, secret: ownSecret }
    })
    owner = await visit(dashboard.browser, { storageState: dashboard.owner })
    page = owner.page
  })
  afterAll(async () => {
    await system.close()
  })

  async function open() {
    await page.goto(`${dashboard.url}/sites/${site.id}/connectors/${connector.id}`)
    await settled(page)
  }

  it('is told what to write, once it is known where', async () => {
    await open()
    await page
      .getByText('Nothing can be written yet. Enter this setting above first: Where answers go.')
      .waitFor()
    await page.getByLabel('Where answers go').fill(`${system.url}/answers`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Nothing can be written yet.', { exact: false }).waitFor({ state: 'detached' })
    await page.getByLabel('Which answers').selectOption({ label: 'Those below satisfied' })
    await page.getByLabel('A tag: hearback-satisfied or hearback-unsatisfied').check()
    await page.getByLabel('Custom field for the rating').fill('csat')
    await page.getByRole('button', { name: 'Save what is written' }).click()
    const kept = () =>
      dashboard.asProgram<WriteBackView>('GET', `/api/v1/connectors/${connector.id}/write-back`)
    await expect
      .poll(kept, { timeout: 15_000 })
      .toMatchObject({ answers: 'low', note: true, tag: true, field: 'csat', reopen: false, lacks: null })
  })

  it('shows what became of the latest answers', async () => {
    const told = await fetch(`${dashboard.url}/hooks/${connector.id}`, {
      method: 'POST',
      body: JSON.stringify({ conversation: 'c-4711', channel: 'web' }),
      headers: { 'x-hearback-secret': ownSecret, 'content-type': 'application/json' }
    })
    expect(told.status).toBe(200)
    const invited = () =>
      dashboard.asProgram<{ rows: unknown[] }>('GET', `/api/v1/invitations?survey=${survey.id}`)
    await expect.poll(async () => (await invited()).rows.length, { timeout: 15_000 }).toBe(1)
    await dashboard.asProgram('POST', '/api/v1/responses', {
      id: randomUUID(),
      survey: survey.id,
      rating: 1,
      conversation: 'c-4711'
    })
    const latest = async () => {
      await open()
      return page.getByRole('heading', { name: 'Last answers that were written' }).locator('+ *').innerText()
    }
    await expect.poll(latest, { timeout: 15_000 }).toMatch(/Waiting/)
    expect(owner.faults).toEqual([])
  })

  once.each(looks)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const looked = await visit(dashboard.browser, { storageState: dashboard.owner, ...options })
    await looked.page.goto(`${dashboard.url}/sites/${site.id}/connectors/${connector.id}`)
    await settled(looked.page)
    expect([await barriers(looked.page), await overflow(looked.page)]).toEqual([[], 0])
    expect(looked.faults).toEqual([])
    await looked.leave()
  })
})
