import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RefusedOriginsView } from '../../server/contract/refused-origins'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, givenSurvey } from '../support/given'

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  let site: SiteView
  let clock = Date.parse('2026-11-01T20:30:00Z')
  beforeEach(async () => {
    clock = Date.parse('2026-11-01T20:30:00Z')
    app = await startApp(fresh, { now: () => clock })
    ;({ survey, site } = await givenSurvey(app, {}, { origins: ['https://shop.example'] }))
  })
  afterEach(() => app.close())

  const from = async (origin: string) =>
    (
      await fromPage(
        app,
        { id: randomUUID(), secret: randomUUID(), survey: survey.id, rating: 4, surface: 'widget' },
        { origin }
      )
    ).status
  const refused = async () =>
    (
      (await (
        await app.request(`/api/v1/sites/${site.id}/refused-origins`, { key: testKey })
      ).json()) as RefusedOriginsView
    ).rows
  const allow = (origins: string[]) =>
    app.request(`/api/v1/sites/${site.id}`, { method: 'PATCH', key: testKey, body: { origins } })

  // A wildcard was taken with 201, and no page could send by it.
  it('lets every subdomain send by a wildcard, and refuses one that would let in strangers', async () => {
    const made = await app.request('/api/v1/sites', {
      key: testKey,
      body: { name: 'x', origins: ['https://*.shop.example'], timeZone: 'UTC', locale: 'en' }
    })
    expect([made.status, ((await made.json()) as SiteView).origins]).toEqual([
      201,
      ['https://*.shop.example']
    ])
    await allow(['https://*.shop.example'])
    expect([
      await from('https://www.shop.example'),
      await from('https://a.b.shop.example'),
      await from('https://shop.example'),
      await from('https://evilshop.example')
    ]).toEqual([201, 201, 403, 403])
    for (const strangers of ['https://*.co.uk', 'https://*.github.io', 'https://*']) {
      const answer = await allow([strangers])
      expect([answer.status, await answer.json()]).toEqual([
        422,
        expect.objectContaining({
          field: 'origins.0',
          message: expect.stringContaining('https://*.shop.example')
        })
      ])
    }
  })

  // The owner typed `localhost:8281`; the card showed, each answer was refused, and nobody was told.
  it('tells the owner which pages were refused, and lets one press allow three of their own', async () => {
    const pages = [
      'https://elsewhere.example',
      'http://localhost:8281',
      'https://www.shop.example',
      'https://a.shop.example',
      'https://b.shop.example'
    ]
    for (const page of [
      ...pages,
      'null',
      'file://',
      'https://shop.example/path',
      'capacitor://localhost',
      `https://${'x'.repeat(400)}.example`
    ]) {
      clock += 1_000
      expect(await from(page)).toBe(403)
    }
    expect((await refused()).map(({ origin, allowable }) => [origin, allowable])).toEqual([
      ['https://b.shop.example', true],
      ['https://a.shop.example', true],
      ['https://www.shop.example', true],
      ['http://localhost:8281', false],
      ['https://elsewhere.example', false]
    ])
    expect((await allow(['https://shop.example', 'https://*.shop.example'])).status).toBe(200)
    expect((await refused()).map(({ origin, allowable }) => [origin, allowable])).toEqual([
      ['http://localhost:8281', true],
      ['https://elsewhere.example', false]
    ])
    expect(await from('https://b.shop.example')).toBe(201)
    clock += 15 * 86_400_000
    expect(await refused()).toEqual([])
  })

  it('keeps few of them, and strangers push out none of the site’s own', async () => {
    expect(await from('https://www.shop.example')).toBe(403)
    for (let stranger = 0; stranger < 14; stranger++) {
      clock += 1_000
      await from(`https://stranger-${stranger}.example`)
    }
    const rows = await refused()
    expect([rows.length, rows[0]?.origin, rows.at(-1)?.origin]).toEqual([
      11,
      'https://stranger-13.example',
      'https://www.shop.example'
    ])
  })
})
