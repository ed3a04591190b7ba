import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import { barriers } from '../support/barriers'
import { looks, overflow, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'

onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site: SiteView
  let chat: FakeVendor

  beforeAll(async () => {
    chat = await startFakeVendor(() => ({ status: 200, body: 'ok' }))
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons', timeZone: 'UTC' })
  })
  afterAll(() => chat.close())

  it('has a chat told, sends it a test, and takes the alert out again', async () => {
    const page = await dashboard.open(`/sites/${site.id}/alerts`)
    await page.getByText('Nobody is told of anything yet.').waitFor()
    await page.getByLabel('Where').selectOption('Mattermost')
    await page.getByLabel('A follow-up is overdue').check()
    await page.getByLabel('Address of the incoming webhook').fill(`${chat.url}/hooks/secret`)
    await page.getByLabel('Quiet hours begin').fill('20:00')
    await page.getByLabel('Quiet hours end').fill('08:00')
    await page.getByRole('button', { name: 'Tell', exact: true }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'Mattermost' })
    await row.getByText('quiet from 20:00 to 08:00').waitFor()
    expect(await page.content()).not.toContain('hooks/secret')
    await row.getByRole('button', { name: 'Send a test' }).click()
    await row.getByText('It was taken.').waitFor()
    expect(chat.calls.map(({ path }) => path)).toEqual(['/hooks/secret'])
    await row.getByRole('button', { name: /^Take out/ }).click()
    await page.getByText('Nobody is told of anything yet.').waitFor()
  })

  it('has somebody told of a missed target, with the goal that they set', async () => {
    const page = await dashboard.open(`/sites/${site.id}/alerts`)
    await page.getByLabel('A score is worse than chance allows').uncheck()
    const goal = page.getByLabel('Goal: percent within target')
    expect(await goal.count()).toBe(0)
    await page.getByLabel('Conversations miss their target').check()
    await goal.fill('95')
    await page.getByRole('button', { name: 'Tell', exact: true }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'Conversations miss their target (95%)' })
    await row.getByRole('button', { name: /^Take out/ }).click()
    await page.getByText('Nobody is told of anything yet.').waitFor()
  })

  once.each([
    ...looks,
    ['in Urdu on a phone', { viewport: { width: 360, height: 740 }, locale: 'ur' }]
  ] as const)('has no barriers and nothing out of view, %s', async (_name, options) => {
    await dashboard.asOwner('/api/v1/alerts', {
      site: site.id,
      kinds: ['score-worse'],
      to: { target: 'mail', member: 'me' }
    })
    const page = await dashboard.open(`/sites/${site.id}/alerts`, options)
    await page.locator('input[value="target-missed"]').check()
    await settled(page)
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
  })
})
