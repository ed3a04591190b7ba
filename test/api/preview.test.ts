import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PreviewView, SurveyView, VersionView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { makeMember, makeSite, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'

/** What the builder asks of the server beside saving. */
onBothDatabases((fresh) => {
  let app: TestApp
  let site = ''
  let manager = ''

  beforeAll(async () => {
    app = await startApp(fresh)
    site = await makeSite(app, 'Garden shop')
    manager = await makeMember(app, site, { email: 'max@example.com', role: 'manager' })
  })
  afterAll(() => app.close())

  const preview = (survey: object, more: object = {}) =>
    app.request('/api/v1/surveys/preview', {
      cookie: manager,
      body: {
        survey: { site, name: 'New', metric: 'csat', ...survey },
        locale: 'ur',
        scheme: 'light',
        ...more
      }
    })

  it('shows a survey as customers would see it, with our own words for what is not said, and keeps nothing', async () => {
    const answer = await preview({
      question: { en: 'How was it?', ur: 'کیسا رہا؟' },
      parts: { solved: true }
    })
    expect(answer.status).toBe(200)
    const { definition, page, usual, contrasts } = (await answer.json()) as PreviewView
    expect(definition).toMatchObject({ question: 'کیسا رہا؟', locale: 'ur', direction: 'rtl' })
    expect(page).toContain('کیسا رہا؟')
    expect(usual).toMatchObject({ 'parts.solved': expect.stringMatching(/\p{Script=Arabic}/u) })
    expect(contrasts.map(({ scheme }) => scheme)).toEqual(['light', 'dark'])
    expect(await (await app.request(`/api/v1/surveys?site=${site}`, { key: testKey })).json()).toEqual({
      rows: []
    })
  })

  it.each([
    [
      'a text that cannot be read',
      { asking: { theme: { text: '#dddddd', background: '#ffffff' } } },
      'survey.asking.theme.text'
    ],
    [
      'a link that is not safe',
      { parts: { thanks: { low: { link: { url: 'http://shop.example', label: { en: 'Go' } } } } } },
      'survey.parts.thanks.low.link.url'
    ],
    ['a scale that does not fit', { metric: 'nps', scale: { min: 1, max: 5 } }, 'scale']
  ])('says where %s stands', async (_name, survey, field) => {
    const answer = await preview(survey)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'invalid', field })
  })

  it('shows the scheme that is asked for only where the theme leaves it to the reader', async () => {
    const [dark, always] = await Promise.all([
      preview({}, { scheme: 'dark' }),
      preview({ asking: { theme: { scheme: 'light' } } }, { scheme: 'dark' })
    ])
    expect(((await dark.json()) as PreviewView).definition['css']).toContain('color-scheme:dark')
    expect(((await always.json()) as PreviewView).definition['css']).toContain('color-scheme:light')
  })

  it('lists what a survey has meant, the newest first, to those who may read it', async () => {
    const made = await app.request('/api/v1/surveys', {
      key: testKey,
      body: { site, name: 'S', metric: 'csat', question: { en: 'One?' } }
    })
    const { id } = (await made.json()) as SurveyView
    await app.request(`/api/v1/surveys/${id}`, {
      method: 'PATCH',
      key: testKey,
      body: { question: { en: 'Two?' } }
    })
    await app.request(`/api/v1/surveys/${id}`, {
      method: 'PATCH',
      key: testKey,
      body: { name: 'Only its name' }
    })
    const listed = await app.request(`/api/v1/surveys/${id}/versions`, { cookie: manager })
    const { rows } = (await listed.json()) as { rows: VersionView[] }
    expect(rows.map(({ version, question }) => [version, question.en])).toEqual([
      [2, 'Two?'],
      [1, 'One?']
    ])
    const stranger = await makeMember(app, await makeSite(app, 'Elsewhere'), {
      email: 'eve@example.com',
      role: 'owner'
    })
    expect((await app.request(`/api/v1/surveys/${id}/versions`, { cookie: stranger })).status).toBe(404)
    expect(
      (
        await app.request('/api/v1/surveys/preview', {
          cookie: stranger,
          body: { survey: { site, name: 'S', metric: 'csat' }, locale: 'en', scheme: 'light' }
        })
      ).status
    ).toBe(404)
    expect(
      (
        await app.request('/api/v1/surveys/preview', {
          body: { survey: { site, name: 'S', metric: 'csat' }, locale: 'en', scheme: 'light' }
        })
      ).status
    ).toBe(401)
  })
})
