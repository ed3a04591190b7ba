import type { BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { looks, overflow, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

const split = [
  { from: '09:00', until: '12:00' },
  { from: '13:00', until: '17:00' }
]

onBothDatabases((fresh, dialect) => {
  // How a page looks is the same on both databases.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site: SiteView
  let survey: SurveyView
  beforeAll(async () => {
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', {
      name: 'Lark & Sons',
      timeZone: 'Asia/Karachi',
      targets: { voice: { firstResponseSeconds: 90 } }
    })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat'
    })
    const told = (id: string, openedAt: string, firstResponseAt: string) =>
      dashboard.asProgram('PUT', `/api/v1/conversations/${id}`, {
        ...{ site: site.id, channel: 'voice', agent: 'ana', openedAt, firstResponseAt }
      })
    await told('c-1', '2026-11-02T16:00:00+08:00', '2026-11-03T10:00:00+08:00')
    await told('c-2', '2026-11-09T09:00:00+08:00', '2026-11-09T14:00:00+08:00')
  })
  const open = (options?: BrowserContextOptions) => dashboard.open(`/sites/${site.id}/hours`, options)
  const kept = () => dashboard.asProgram<SiteView>('GET', `/api/v1/sites/${site.id}`)

  it('sets the week, a split shift, a holiday, a zone and the night of a team', async () => {
    const page = await open()
    const hours = page.getByRole('region', { name: 'Opening hours', exact: true })
    await hours.getByLabel('Always open').uncheck()
    const week = hours.getByRole('table', { name: 'Week of Lark & Sons' })
    await week.getByLabel('Monday, open until').fill('12:00')
    await week.getByRole('button', { name: 'Add hours: Monday' }).click()
    await week.getByLabel('Monday, open from').nth(1).fill('13:00')
    await week.getByLabel('Monday, open until').nth(1).fill('17:00')
    await week.getByRole('button', { name: 'Friday: take 09:00–17:00 away' }).click()
    await hours.getByRole('button', { name: 'Add a holiday' }).click()
    await hours.getByLabel('Date of a holiday').fill('2026-12-25')
    await hours.getByLabel('Name of the holiday on 2026-12-25').fill('Quaid-e-Azam Day')
    await hours.getByLabel('Time zone').selectOption('Asia/Ulaanbaatar')
    await hours.getByLabel('Of', { exact: true }).selectOption('team')
    await hours.getByLabel('Team', { exact: true }).fill('Night')
    await hours.getByRole('button', { name: 'Add hours of its own' }).click()
    const night = hours.getByRole('group', { name: 'Team: Night' })
    await night.getByLabel('Tuesday, open from').fill('22:00')
    await night.getByLabel('Tuesday, open until').fill('06:00')
    await hours.getByRole('button', { name: 'Save' }).click()
    await hours.getByText('Saved').waitFor()
    const { openingHours } = await kept()
    expect(openingHours.site).toMatchObject({
      timeZone: 'Asia/Ulaanbaatar',
      week: { mon: split, fri: [], tue: [{ from: '09:00', until: '17:00' }] },
      holidays: [{ date: '2026-12-25', name: 'Quaid-e-Azam Day', open: [] }]
    })
    expect(openingHours.teams.Night).toMatchObject({
      week: { mon: split, tue: [{ from: '22:00', until: '06:00' }] }
    })
    expect(openingHours.teams.Night?.holidays).toBeUndefined()
    await page.reload()
    expect(await week.getByLabel('Monday, open from').nth(1).inputValue()).toBe('13:00')
  })

  it('shows times and targets within opening hours beside those by the clock, and who missed them', async () => {
    const figures = `/sites/${site.id}/surveys/${survey.id}/service?from=2026-11-01&to=2026-11-20`
    const page = await dashboard.open(figures)
    const within = page.getByRole('region', { name: 'Within opening hours' })
    const missed = page.getByRole('region', { name: 'Missed targets' })
    // From Monday 16:00 in Ulaanbaatar until Tuesday 10:00, two hours of 18; over a noon four of five.
    expect(await within.getByRole('row', { name: /^Phone/ }).innerText()).toContain('3 h')
    expect(await page.getByRole('region', { name: 'Times' }).innerText()).toContain('12 h')
    await missed.getByText('2 conversations, the newest first.').waitFor()
    const first = missed.getByRole('row', { name: /^c-2/ })
    expect(await first.innerText()).toMatch(/ana[^]*5 h[^]*4 h[^]*1.5 min/)
    await missed.getByRole('combobox', { name: /^Of/ }).selectOption('resolution')
    await missed.getByText('No conversation of this period missed its target.').waitFor()
    for (const [, options] of dialect === 'sqlite' ? looks : []) {
      const look = await dashboard.open(figures, options)
      await settled(look)
      expect([await barriers(look), await overflow(look)]).toEqual([[], 0])
    }
  })

  it('says which hours cannot be meant, and keeps what there was', async () => {
    const before = await kept()
    const page = await open()
    const hours = page.getByRole('region', { name: 'Opening hours', exact: true })
    await hours.getByLabel('Wednesday, open from').first().waitFor()
    await hours.getByRole('button', { name: 'Add hours: Wednesday' }).first().click()
    await hours.getByLabel('Wednesday, open from').nth(1).fill('10:00')
    await hours.getByRole('button', { name: 'Save' }).click()
    await hours.getByRole('alert').getByText('overlap').waitFor()
    expect(await kept()).toEqual(before)
    dashboard.forgive() // the browser's own line about the 422
  })

  it('sets targets in minutes and hours, by channel, team and topic', async () => {
    const page = await open()
    const targets = page.getByRole('region', { name: 'Targets', exact: true })
    const phone = targets.getByRole('group', { name: 'Channel: Phone' })
    expect(await phone.getByLabel('First response, minutes').inputValue()).toBe('1.5')
    await phone.getByLabel('First response, minutes').fill('2')
    await targets.getByLabel('Of', { exact: true }).selectOption('topic')
    await targets.getByLabel('Topic', { exact: true }).fill('refund')
    await targets.getByRole('button', { name: 'Add a target' }).click()
    await targets.getByRole('group', { name: 'Topic: refund' }).getByLabel('Resolution, hours').fill('36')
    await targets.getByRole('button', { name: 'Save' }).click()
    await targets.getByText('Saved').waitFor()
    const { targets: byChannel, targetsBy } = await kept()
    expect([byChannel, targetsBy]).toEqual([
      { voice: { firstResponseSeconds: 120 } },
      { team: {}, topic: { refund: { resolutionSeconds: 129_600 } } }
    ])
  })

  once.each([
    ...looks,
    ['in Urdu', { locale: 'ur' }],
    ['in Mongolian, on a phone', { locale: 'mn', ...looks[2][1] }]
  ] as const)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const page = await open(options)
    await settled(page)
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
  })
})
