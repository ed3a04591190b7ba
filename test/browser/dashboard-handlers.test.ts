import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { WhoHandled } from '../../server/contract/terms'
import { barriers } from '../support/barriers'
import { looks, overflow, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

/** The bot is asked what is easy, and looks better for it: satisfied of all, by topic. */
const handled: readonly (readonly [WhoHandled, string, satisfied: number, all: number])[] = [
  ['person', 'Delivery', 180, 200],
  ['person', 'Opening hours', 50, 60],
  ['bot', 'Delivery', 60, 100],
  ['bot', 'Opening hours', 230, 240],
  ['bot-then-person', 'Delivery', 10, 30]
]

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
    const responses = handled.flatMap(([handledBy, topic, satisfied, all]) =>
      Array.from({ length: all }, (_, index) => ({
        ...{ survey: survey.id, id: randomUUID(), channel: 'whatsapp', topics: [topic], handledBy },
        ...(handledBy !== 'person' && { bot: 'Lila' }),
        rating: index < satisfied ? 5 : 1
      }))
    )
    for (let at = 0; at < responses.length; at += 100)
      await dashboard.asProgram('POST', '/api/v1/responses/batch', {
        responses: responses.slice(at, at + 100)
      })
  })
  const handlers = () => `/sites/${site.id}/surveys/${survey.id}/handlers`

  it('says whether the bot is as good as people on the same topics, and what a hand-over costs, from the overview on', async () => {
    const page = await dashboard.open(`/sites/${site.id}/surveys/${survey.id}`)
    await page.getByRole('link', { name: 'Bots', exact: true }).click()
    await page.getByText('The bot alone: worse than people at once').waitFor()
    const alone = page.getByRole('region', { name: 'Is the bot as good as people?' })
    expect(await alone.innerText()).toMatch(/the mix of topics (turns it around|hides part of it)/)
    await page.getByText('A person after a bot: worse than people at once').waitFor()
    const topics = page.getByRole('table', { name: 'Topic by topic' })
    expect(await topics.getByRole('row', { name: /^Delivery/ }).innerText()).toContain('Take it back')
    expect(await topics.getByRole('row', { name: /^Opening hours/ }).innerText()).toContain('Keep it so')
    const rows = page.getByRole('table', { name: 'Who handled it' })
    await rows
      .getByRole('row', { name: /^A bot, then a person/ })
      .getByRole('link')
      .click()
    await page.waitForURL(/answers\?handler=bot-then-person/)
  })

  it('says in Urdu which topics to take back', async () => {
    const page = await dashboard.open(handlers(), { locale: 'ur' })
    await page.getByText('صرف بوٹ: براہِ راست لوگوں سے کمتر').waitFor()
    await page.getByText('واپس لیں').waitFor()
  })

  it('counts past answers of an agent as those of a bot once the settings list it', async () => {
    const responses = [{ survey: survey.id, id: randomUUID(), rating: 5, agent: 'Robo' }]
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
    const page = await dashboard.open(`/sites/${site.id}/settings`)
    await page.getByLabel('Agents that are bots').fill('Robo\n\n Robo ')
    const form = page.locator('form').filter({ has: page.getByLabel('Agents that are bots') })
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText('Saved').waitFor()
    expect(await page.getByLabel('Agents that are bots').inputValue()).toBe('Robo')
    await page.goto(dashboard.url + handlers())
    await page.getByRole('table', { name: 'Each bot' }).getByRole('row', { name: /^Robo/ }).waitFor()
  })

  once.each([
    ...looks,
    ['in Urdu', { locale: 'ur' }],
    ['in Mongolian, on a phone', { locale: 'mn', ...looks[2][1] }]
  ] as const)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const page = await dashboard.open(handlers(), options)
    await settled(page)
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
  })
})
