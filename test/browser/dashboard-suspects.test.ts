import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { MemberView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { looks, overflow, plain, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh, { TRUST_PROXY: '1' })
  let path: string

  beforeAll(async () => {
    const site = await dashboard.asOwner<SiteView>('/api/v1/sites', {
      name: 'Lark & Sons',
      origins: ['https://shop.example']
    })
    const survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    path = `/sites/${site.id}/surveys/${survey.id}`
    const usual = Array.from({ length: 200 }, (_, index) => ({
      id: `usual-answer-${index}`,
      survey: survey.id,
      rating: index % 5 ? 5 : 1
    }))
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses: usual })
    for (let index = 0; index < 60; index++) {
      const body = JSON.stringify({
        id: `burst-${crypto.randomUUID()}`,
        survey: survey.id,
        rating: index % 6 ? 1 : 2,
        surface: 'widget'
      })
      const headers = {
        origin: 'https://shop.example',
        'content-type': 'text/plain',
        'x-forwarded-for': `198.51.100.${index % 3}`
      }
      const sent = await fetch(`${dashboard.url}/api/v1/responses`, { method: 'POST', headers, body })
      expect(sent.status).toBe(201)
    }
  })
  const open = (page = '', options?: BrowserContextOptions) => dashboard.open(path + page, options)
  const headline = async (page: Page) =>
    plain(await page.getByRole('region', { name: 'Score', exact: true }).innerText())

  once.each(looks)(
    'has no barriers and nothing out of view with a burst that waits, %s',
    async (_name, options) => {
      for (const page of [await open('', options), await open('/answers?suspects=open', options)]) {
        for (const part of await page.locator('.suspects li > details > summary').all()) await part.click()
        expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
      }
    }
  )

  it('tells above the figures that answers are held back, and leads to how many there are, why, when and from where', async () => {
    const page = await open()
    expect(await headline(page)).toContain('80%')
    await page.getByText(/^Answers of .* are held back$/).waitFor()
    await page.getByRole('link', { name: 'Look at them' }).click()
    const panel = page.locator('.suspects')
    await panel.getByText('60 answers wait for a look').waitFor()
    const said = plain(await panel.innerText())
    expect(said).toMatch(
      /60 answers on \d+ \w+ 20\d\d many of one rating that no hand gave (at|from) \d+ \w+ 20\d\d, \d\d:\d\d/
    )
    expect(said).toContain('from 3 networks · 50 gave 1, 10 gave 2')
    await panel.getByText('By network').click()
    expect(await panel.getByRole('button', { name: /^Restore: \S{8}$/ }).count()).toBe(3)
  })

  it('restores all of a burst or one rating of it, takes it back and leaves it out, and the headline follows', async () => {
    const page = await open('/answers?suspects=open')
    const panel = page.locator('.suspects')
    const restore = panel.getByRole('button', { name: /^Restore: 60 answers on/ })
    await restore.click()
    await panel.getByText('Done: 60 answers.').waitFor()
    expect(await headline(await open())).toContain('62%')
    await panel.getByRole('button', { name: 'Undo' }).click()
    await restore.waitFor()
    expect(await headline(await open())).toContain('80%')

    await panel.getByText('By rating').click()
    await panel.getByRole('button', { name: 'Leave out: 10 gave 2' }).click()
    await panel.getByText('50 answers wait for a look').waitFor()
    await panel.getByRole('button', { name: /^Leave out: 50 answers on/ }).click()
    await panel.getByText('Nothing waits for a look').waitFor()
    const after = await open()
    expect(await headline(after)).toContain('80%')
    expect(await after.getByText('are held back').count()).toBe(0)
  })

  it('shows nothing of it to a lead', async () => {
    const site = path.split('/')[2]
    const input = { site, name: 'Lea', email: 'lea@example.com', role: 'lead', teams: ['tier-1'] }
    const { joinUrl } = await dashboard.asProgram<MemberView & { joinUrl: string }>(
      'POST',
      '/api/v1/members',
      input
    )
    const page = await open('/answers', { storageState: await dashboard.join(joinUrl) })
    expect(await page.locator('.suspects').count()).toBe(0)
  })
})
