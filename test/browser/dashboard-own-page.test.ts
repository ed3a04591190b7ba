import type { BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { PlanView } from '../../server/contract/plans'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import type { Session } from '../support/dashboard-visit'
import { looks, overflow, plain, settled, startDashboard, textOf } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

const dayMs = 86_400_000
const before = (days: number) => new Date(Date.now() - days * dayMs).toISOString()
const dayBefore = (days: number) => before(days).slice(0, 10)

onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let plan: PlanView
  let base = ''
  const agents = new Map<string, Session>()

  beforeAll(async () => {
    const site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons', timeZone: 'UTC' })
    const survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    base = `/sites/${site.id}/surveys/${survey.id}`
    let count = 0
    const answers = (many: number, more: object) =>
      Array.from({ length: many }, () => ({
        id: `answer-no-${count++}`,
        survey: survey.id,
        channel: 'email',
        agent: 'ana',
        rating: 5,
        answeredAt: before(20),
        ...more
      }))
    await dashboard.asProgram('POST', '/api/v1/responses/batch', {
      responses: [
        ...answers(60, { topics: ['Returns'] }),
        ...answers(40, { topics: ['Billing'], rating: 2, comment: 'I was charged twice' }),
        ...answers(7, { comment: 'So patient', answeredAt: before(2) }),
        ...answers(1, { comment: 'Long ago', answeredAt: before(12) }),
        ...answers(2, { agent: 'ben', comment: 'Ben is quick', answeredAt: before(14) })
      ]
    })
    plan = await dashboard.asOwner<PlanView>('/api/v1/training-plans', {
      survey: survey.id,
      name: 'Bills, read aloud',
      taught: 'Say what each line is for.',
      topics: ['Billing'],
      agents: ['ana', 'ben', 'cy'],
      coach: 'Cora',
      starts: dayBefore(9),
      ends: dayBefore(2),
      sessions: [{ day: dayBefore(9), attended: ['Ana', 'Ben'], note: 'Ben was late' }],
      state: 'running'
    })
    for (const agent of ['ana', 'ben', 'cy']) {
      const { joinUrl } = await dashboard.asOwner<{ joinUrl: string }>('/api/v1/members', {
        site: site.id,
        email: `${agent}@example.com`,
        name: agent,
        role: 'agent',
        agent
      })
      agents.set(agent, await dashboard.join(joinUrl))
    }
  })
  const open = (agent: string, options: BrowserContextOptions = {}) => {
    const session = agents.get(agent)
    return dashboard.open(`${base}/agents`, { ...options, ...(session && { storageState: session }) })
  }
  const rate = async (agent: string, rating: string) => {
    const page = await open(agent)
    await page.getByText('Rate the coaching').click()
    await page.getByLabel('How much did the coaching help you?').selectOption({ label: rating })
    await page.getByRole('button', { name: 'Send the rating' }).click()
    await page.getByText('You rated the coaching').waitFor()
    return page
  }

  it('begins with thanks of the week, and names the strengths that are no chance', async () => {
    const page = await open('ana')
    await settled(page)
    expect((await page.getByRole('heading', { level: 2 }).allInnerTexts()).map(plain).slice(0, 2)).toEqual([
      'Thanks from customers',
      'Score'
    ])
    const thanks = page.getByRole('region', { name: 'Thanks from customers' })
    expect(await thanks.getByRole('listitem').count()).toBe(5)
    expect(await textOf(page, 'Thanks from customers')).toMatch(/last 7 days.*So patient/)
    expect(await textOf(page, 'Your strengths')).toContain('Returns')
    expect(await textOf(page, 'Your strengths')).not.toContain('Billing')

    const others = await open('ben')
    await settled(others)
    expect(await textOf(others, 'Thanks from customers')).toMatch(/last 30.*Ben is quick/)
    expect(await textOf(others, 'Your strengths')).toContain('Not clear yet')
  })

  it('lets an agent read a plan, say so, comment and rate the coaching, and tells the manager', async () => {
    const page = await open('ana')
    const own = () => textOf(page, 'Plans you are in')
    await expect.poll(own).toContain('Say what each line is for.')
    expect(await own()).not.toMatch(/Ben|ben|late/)
    await page.getByRole('button', { name: 'I have read it' }).click()
    await page.getByText('You read it on').waitFor()
    await page.getByText('Comment on it').click()
    await page.getByLabel('Your comment').fill('Mondays are hard.')
    await page.getByRole('button', { name: 'Send the comment' }).click()
    await page.getByText('Change your comment').waitFor()
    await rate('ana', '4 – much')
    const report = await dashboard.open(`${base}/plans/${plan.id}`)
    await expect.poll(() => textOf(report, 'What the agents say')).toContain('Mondays are hard.')
    expect(await textOf(report, 'What the agents say')).toMatch(
      /Read by 1 of 3.*shown from three ratings on.*ana .*Mondays/
    )
    await rate('ben', '5 – very much')
    await rate('cy', '2 – little')
    await report.reload()
    await expect
      .poll(() => textOf(report, 'What the agents say'))
      .toContain('Coaching: 3.7 of 5 on average, from 3 ratings.')
  })

  once.each([
    ...looks,
    ['in Urdu on a phone', { viewport: { width: 360, height: 740 }, locale: 'ur' }],
    ['in Mongolian', { locale: 'mn-MN', colorScheme: 'dark' }]
  ] as const)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const page = await open('ana', options)
    await settled(page)
    for (const more of await page.locator('.plan-add > summary').all()) await more.click()
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
    const report = await dashboard.open(`${base}/plans/${plan.id}`, options)
    await settled(report)
    expect([await barriers(report), await overflow(report)]).toEqual([[], 0])
  })
})
