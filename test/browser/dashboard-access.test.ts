import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { overflow, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

const groups = [
  { channel: 'whatsapp', topics: ['Delivery'], agent: 'ana', satisfied: 30, of: 40 },
  { channel: 'voice', topics: ['Billing'], agent: 'bilal', satisfied: 10, of: 30 },
  { channel: 'voice', topics: ['Delivery'], agent: 'ana', satisfied: 18, of: 20, comment: 'Quick' }
]

/** By keyboard alone, and on paper. */
onBothDatabases((fresh, dialect) => {
  // How a page is used is the same on both databases.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site = ''
  let survey = ''

  beforeAll(async () => {
    const { id } = await dashboard.asOwner<SiteView>('/api/v1/sites', {
      name: 'Lark & Sons',
      timeZone: 'UTC'
    })
    const made = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    const responses = groups.flatMap(({ satisfied, of, ...tags }, index) =>
      Array.from({ length: of }, (_, number) => ({
        id: `answer-${index}-${number}`,
        survey: made.id,
        rating: number < satisfied ? 5 : 1,
        ...tags
      }))
    )
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
    await dashboard.asProgram('POST', '/api/v1/invitations', {
      survey: made.id,
      channel: 'line',
      customer: 'k-1'
    })
    site = `/sites/${id}`
    survey = `${site}/surveys/${made.id}`
  })

  const ofSurvey = [
    '',
    '/channels',
    '/topics',
    '/map',
    '/agents',
    '/service',
    '/answers',
    '/answers/answer-2-0',
    '/response',
    '/invitations',
    '/placements',
    '/plans',
    '/plans/new',
    '/edit'
  ]
  const ofSite = [
    '/settings',
    '/connectors',
    '/connectors?add=telegram',
    '/endpoints',
    '/endpoints/new',
    '/import',
    '/tags',
    '/opt-outs',
    '/members',
    '/audit'
  ]
  const addresses = () => [...ofSurvey.map((page) => survey + page), ...ofSite.map((page) => site + page)]

  once('reaches every control of every page by Tab, and shows where it is', async () => {
    const page = await dashboard.open(survey)
    for (const address of addresses()) {
      await page.goto(dashboard.url + address)
      await settled(page)
      expect([address, await unreached(page)]).toEqual([address, []])
    }
  })

  once.each(['Filter', 'Dates'])(
    'closes the menu “%s” on Escape, and is back at its button',
    async (name) => {
      const page = await dashboard.open(survey)
      const menu = page.locator('details').filter({ has: page.getByText(name, { exact: true }) })
      await menu.locator('summary').press('Enter')
      // what there is to choose from is asked for now
      await menu.locator('select:enabled, input').first().waitFor()
      await page.keyboard.press('Tab')
      expect(
        await menu.evaluate(
          (element) => element.hasAttribute('open') && element.contains(document.activeElement)
        )
      ).toBe(true)
      await page.keyboard.press('Escape')
      await expect.poll(() => menu.evaluate((element) => element.hasAttribute('open'))).toBe(false)
      expect(await menu.locator('summary').evaluate((summary) => summary === document.activeElement)).toBe(
        true
      )
    }
  )

  once(
    'prints what is said and its figures whole, with the site and the days, and nothing to press',
    async () => {
      // an A4 sheet between its margins
      const page = await dashboard.open(survey, { viewport: { width: 718, height: 1000 } })
      await page.emulateMedia({ media: 'print' })
      for (const address of ['', '/channels', '/topics', '/map', '/agents', '/service', '/response'].map(
        (path) => survey + path
      )) {
        await page.goto(dashboard.url + address)
        await settled(page)
        expect([address, await overflow(page)]).toEqual([address, 0])
        expect([
          address,
          await page.locator('button:visible, input:visible, summary:visible').count()
        ]).toEqual([address, 0])
        await page.getByText('Lark & Sons', { exact: true }).waitFor()
        expect(await page.locator('.period-days').innerText()).toMatch(/\d{4}/)
      }
      expect((await page.pdf({ format: 'A4' })).subarray(0, 4).toString()).toBe('%PDF')
    }
  )
})

/**
 * The controls that Tab does not come to, and those that do not show it. One of a group of radio buttons
 * stands for all.
 */
async function unreached(page: Page): Promise<string[]> {
  const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  const total = await page.evaluate((selector) => {
    const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (element) =>
        element.checkVisibility() && !element.matches(':disabled, [type=radio]:not(:checked), [type=date]')
    )
    for (const element of shown) element.dataset['wanted'] = ''
    return shown.length
  }, controls)
  for (let presses = 0; presses < total * 2 + 20; presses++) {
    await page.keyboard.press('Tab')
    const isOver = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return true
      const isMarked = [element, element.closest('label')].some(
        (one) => one && getComputedStyle(one).outlineStyle !== 'none'
      )
      if (isMarked) delete element.dataset['wanted']
      return false
    })
    if (isOver) break
  }
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-wanted]')].map((element) =>
      element.outerHTML.slice(0, 120)
    )
  )
}
