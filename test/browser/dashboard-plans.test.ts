import type { BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { PlanView } from '../../server/contract/plans'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import type { Session } from '../support/dashboard-visit'
import { looks, overflow, plain, rowsOf, settled, startDashboard, textOf } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

const dayMs = 86_400_000
const dayBefore = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10)

onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let survey: SurveyView
  let base = ''
  let past: PlanView
  let agent: Session

  beforeAll(async () => {
    const site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons', timeZone: 'UTC' })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    base = `/sites/${site.id}/surveys/${survey.id}`
    // Billing is low now; sixty days ago Ana was, and is no more.
    await answers(2, 'Billing', 'ana', 20, 80)
    await answers(2, 'Delivery', 'ben', 108, 120)
    await answers(2, 'Delivery', 'carl', 30, 80)
    await answers(60, 'Returns', 'ana', 40, 80)
    await answers(60, 'Returns', 'ben', 64, 80)
    await answers(10, 'Returns', 'ana', 76, 80)
    await answers(10, 'Returns', 'ben', 64, 80)
    past = await dashboard.asOwner<PlanView>('/api/v1/training-plans', {
      survey: survey.id,
      name: 'Returns for Ana',
      taught: 'How to take things back',
      topics: ['Returns'],
      agents: ['ana'],
      comparison: ['ben'],
      coach: 'Cora',
      chosenFrom: dayBefore(70),
      chosenTo: dayBefore(50),
      starts: dayBefore(40),
      ends: dayBefore(38),
      actions: [{ what: 'Role play', who: 'Ana', due: dayBefore(1), done: false }],
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
  let sent = 0
  async function answers(days: number, topic: string, name: string, part: number, count: number) {
    const responses = Array.from({ length: count }, (_none, index) => ({
      id: `answer-${sent++}`,
      survey: survey.id,
      rating: index < part ? 5 : 2,
      channel: 'voice',
      topics: [topic],
      agent: name,
      answeredAt: new Date(Date.now() - days * dayMs).toISOString()
    }))
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
  }
  const open = (path: string, options?: BrowserContextOptions) => dashboard.open(base + path, options)

  it('goes from a low topic to a plan, its sessions and what is to be done', async () => {
    const page = await open('/topics')
    await page.getByRole('link', { name: 'Make a plan for Billing' }).click()
    await page.getByRole('heading', { name: 'New plan', level: 1 }).waitFor()
    await settled(page)
    expect(await page.getByRole('checkbox', { name: 'Billing' }).isChecked()).toBe(true)
    expect(await page.getByLabel('to', { exact: true }).inputValue()).toBe(dayBefore(0))
    await page.getByLabel('Name', { exact: true }).fill('Bills, read aloud')
    await page.getByLabel('Coach').fill('Cora')
    await page.getByRole('main').getByText('Agents', { exact: true }).click()
    await page
      .getByRole('group', { name: 'Agents', exact: true })
      .getByRole('checkbox', { name: 'ana' })
      .check()
    await page.getByRole('button', { name: 'Save' }).click()

    await page.getByRole('heading', { name: 'Bills, read aloud', level: 1 }).waitFor()
    await settled(page)
    expect(await textOf(page, 'Did it help?')).toContain('It is not over yet')
    expect((await rowsOf(page, 'How many answers it takes')).join()).toMatch(/10 points \d+/)
    await page.getByText('Add the session').first().click()
    await page.getByLabel('Day', { exact: true }).fill(dayBefore(0))
    await page.getByLabel('Who attended').fill('Ana, Ben')
    await page.getByRole('button', { name: 'Add the session' }).click()
    await expect.poll(() => textOf(page, 'Sessions')).toContain('Ana Ben')
    await page.getByText('Add it').first().click()
    await page.getByLabel('What', { exact: true }).fill('Ask the customers')
    await page.getByRole('button', { name: 'Add it' }).click()
    const done = page.getByRole('checkbox', { name: 'Ask the customers' })
    await done.waitFor()
    const kept = page.waitForResponse((response) => response.request().method() === 'PATCH')
    await done.check()
    await kept
    await page.reload()
    await settled(page)
    expect(await done.isChecked()).toBe(true)

    await page.getByRole('link', { name: 'Change', exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Bills, read twice')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Bills, read twice', level: 1 }).waitFor()
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    await settled(page)
    expect(plain(await page.getByRole('main').innerText())).not.toContain('Bills')
  })

  it('says whether it helped, what would have come anyway, and beside whom', async () => {
    const page = await open('/plans')
    await page.getByRole('link', { name: 'Returns for Ana' }).click()
    await page.getByRole('heading', { name: 'Returns for Ana', level: 1 }).waitFor()
    await settled(page)
    const said = await textOf(page, 'Did it help?')
    expect(said).toContain('It helped')
    expect(said).toContain('+45 points from the days before to the days after')
    expect(said).toContain('beyond the comparison group')
    const rows = await rowsOf(page, 'Before and after')
    expect(rows.map((row) => row.split(/ \d+%/)[0])).toEqual([
      expect.stringContaining('Who'),
      'All together',
      'Comparison group',
      expect.stringContaining('The same people on other topics')
    ])
  })

  once('leads from an agent who is behind, and is not for agents themselves', async () => {
    const page = await open('/agents?period=12m')
    const link = page.getByRole('link', { name: /^Make a plan for / }).first()
    expect(new URL(await link.evaluate((a: HTMLAnchorElement) => a.href)).searchParams.get('agent')).not.toBe(
      ''
    )
    const own = await dashboard.open(`${base}/topics`, { storageState: agent })
    expect(await own.getByRole('link', { name: 'Plans' }).count()).toBe(0)
    expect(await own.getByRole('link', { name: /^Make a plan/ }).count()).toBe(0)
  })

  once('leads from a cell of a map, and from any view narrowed to a team or a reason', async () => {
    const page = await open('/map?rows=agent&columns=topic&period=90d')
    await page.locator('td a[href*="agent=ana"][href*="topic=returns"]').click()
    await page.getByRole('heading', { name: 'Answers', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Make a plan', exact: true }).click()
    await page.getByRole('heading', { name: 'New plan', level: 1 }).waitFor()
    await settled(page)
    const checked = () => page.getByRole('checkbox', { checked: true }).count()
    expect(await page.getByRole('checkbox', { name: 'Returns' }).isChecked()).toBe(true)
    expect(
      await page
        .getByRole('group', { name: 'Agents', exact: true })
        .getByRole('checkbox', { name: 'ana' })
        .isChecked()
    ).toBe(true)
    expect(await checked()).toBe(2)
    expect(await page.getByLabel('to', { exact: true }).inputValue()).toBe(dayBefore(0))

    await page.goto(`${dashboard.url}${base}/topics?team=night&reason=It+took+long&channel=voice`)
    await settled(page)
    await page.getByRole('link', { name: 'Make a plan', exact: true }).click()
    await page.getByRole('heading', { name: 'New plan', level: 1 }).waitFor()
    await settled(page)
    expect(await page.getByLabel('What will be taught, or changed').inputValue()).toBe(
      'What customers say: It took long'
    )
    expect([await checked(), await page.getByRole('checkbox', { name: 'night' }).isChecked()]).toEqual([
      1,
      true
    ])

    await page.goto(`${dashboard.url}${base}?channel=voice`)
    await settled(page)
    expect(await page.getByRole('link', { name: 'Make a plan', exact: true }).count()).toBe(0)
    const own = await dashboard.open(`${base}?topic=returns`, { storageState: agent })
    expect(await own.getByRole('link', { name: 'Make a plan', exact: true }).count()).toBe(0)
  })

  once.each([
    ...looks,
    ['in Urdu on a phone', { viewport: { width: 360, height: 740 }, locale: 'ur' }],
    ['in Mongolian', { locale: 'mn-MN', colorScheme: 'dark' }]
  ] as const)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const page = await open('/plans', options)
    for (const path of [
      '/plans',
      '/plans/new?topic=billing',
      `/plans/${past.id}`,
      `/plans/${past.id}/edit`
    ]) {
      await page.goto(dashboard.url + base + path)
      await settled(page)
      expect([path, await barriers(page), await overflow(page)]).toEqual([path, [], 0])
    }
  })

  once('prints the report whole, with nothing to press', async () => {
    const page = await open(`/plans/${past.id}`, { viewport: { width: 718, height: 1000 } })
    await page.emulateMedia({ media: 'print' })
    expect([await overflow(page), await page.locator('button:visible, summary:visible').count()]).toEqual([
      0, 0
    ])
    await page.getByText('Lark & Sons', { exact: true }).waitFor()
  })
})
