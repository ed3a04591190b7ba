import { afterEach, beforeEach, expect, it } from 'vitest'
import type { InvitationView } from '../../server/contract/invitations'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey, literal } from '../support/given'

const questions = {
  en: 'How did we do?',
  nb: 'Hvordan gikk det?',
  zh: '我们做得怎么样？',
  'zh-TW': '我們做得怎麼樣？',
  fil: 'Kumusta kami?',
  'pt-BR': 'Como fomos?',
  he: 'איך היינו?',
  ur: 'ہم کیسے رہے؟'
}

onBothDatabases((fresh) => {
  let app: TestApp
  beforeEach(async () => void (app = await startApp(fresh)))
  afterEach(() => app.close())

  async function invited(survey: string, more: Record<string, unknown>): Promise<InvitationView> {
    const response = await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey, channel: 'whatsapp', ...more }
    })
    return (await response.json()) as InvitationView
  }

  async function pageFor(survey: string, more: Record<string, unknown>): Promise<string> {
    return (await app.app.request(new URL((await invited(survey, more)).url).pathname)).text()
  }

  // Browsers throw at a tag that is none, and so did the hosted page when it wrote the digits of the scale.
  it.each(['en-12', 'ur-PK-PK'])(
    'refuses %s, which looks like a language tag and is none, wherever a language is said',
    async (locale) => {
      const { site, survey } = await givenSurvey(app)
      const bodies: [path: string, body: Record<string, unknown>, field: string][] = [
        ['/api/v1/sites', { name: 'Shop', origins: [], timeZone: 'Asia/Karachi', locale }, 'locale'],
        [
          '/api/v1/surveys',
          { site: site.id, name: 'After service', metric: 'csat', question: { [locale]: 'How did we do?' } },
          `question.${locale}`
        ],
        ['/api/v1/invitations', { survey: survey.id, channel: 'whatsapp', locale }, 'locale']
      ]
      for (const [path, body, field] of bodies) {
        const response = await app.request(path, { key: testKey, body })
        expect(response.status, path).toBe(422)
        expect(await response.json()).toMatchObject({
          field,
          message: expect.stringContaining('language tag')
        })
      }
    }
  )

  it('refuses a question in pt_BR, which no address of the widget could name, and says how to spell it', async () => {
    const { site } = await givenSurvey(app)
    const response = await app.request('/api/v1/surveys', {
      key: testKey,
      body: { site: site.id, name: 'After service', metric: 'csat', question: { pt_BR: 'Como fomos?' } }
    })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ message: expect.stringContaining('pt-BR') })
  })

  it.each([
    ['pt_BR', 'lang="pt-BR" dir="ltr"', 'Enviar'],
    ['zh_TW', 'lang="zh-TW" dir="ltr"', '送出'],
    ['iw', 'lang="he" dir="rtl"', 'שליחה'],
    ['pa-PK', 'lang="ur" dir="rtl"', 'بھیجیں']
  ])('shows the hosted page to who was invited in %s', async (locale, root, send) => {
    const { survey } = await givenSurvey(app, { question: questions })
    const html = await pageFor(survey.id, { locale })
    expect(html).toContain(root)
    expect(html).toContain(send)
  })

  it.each([
    ['no', 'Hvordan gikk det?', 'lang="nb"', 'Send<'],
    ['zh-HK', '我們做得怎麼樣？', 'lang="zh-TW"', '送出'],
    ['zh-CN', '我们做得怎么样？', 'lang="zh-CN"', '提交'],
    ['tl', 'Kumusta kami?', 'lang="fil"', 'Ipadala'],
    ['pt-PT', 'Como fomos?', 'lang="pt-BR"', 'Enviar'],
    ['iw', 'איך היינו?', 'lang="he"', 'שליחה'],
    ['fr', 'How did we do?', 'lang="en"', 'Send<'],
    ['sw', 'How did we do?', 'lang="en"', 'Send<']
  ])(
    'asks who was invited in %s “%s”, and every button is in the language of the question',
    async (locale, question, root, send) => {
      const { survey } = await givenSurvey(app, { question: questions })
      const view = await invited(survey.id, { locale })
      expect(view.texts['whatsapp']).toContain(question)
      const html = await (await app.app.request(new URL(view.url).pathname)).text()
      for (const part of [question, root, send]) expect(html).toContain(part)
    }
  )

  it('says in our words what its owner said in other languages than that of the question', async () => {
    const parts = {
      labels: { 1: { en: 'Dreadful' }, 5: { en: 'Lovely', nb: 'Herlig' } },
      comment: { low: { en: 'Oh dear' } }
    }
    const { survey } = await givenSurvey(app, { question: questions, parts })
    const html = await pageFor(survey.id, { locale: 'no' })
    expect(html).toContain('Herlig')
    for (const english of ['Dreadful', 'Oh dear']) expect(html).not.toContain(english)
  })

  it.each([
    ['', 'fr;q=0.2, no;q=0.8', 'Hvordan gikk det?', 'nb'],
    ['', 'en;q=0.3, zh-HK', '我們做得怎麼樣？', 'zh-TW'],
    ['?lang=tl', 'no', 'Kumusta kami?', 'fil'],
    ['?lang=xx', 'ur', 'ہم کیسے رہے؟', 'ur'],
    ['', 'sw, fr;q=0.5', 'Como fomos?', 'pt-BR'],
    ['', '', 'Como fomos?', 'pt-BR']
  ])(
    'asks whoever reads a poster (%s, %s) in their own language, and keeps which',
    async (query, header, question, kept) => {
      const { survey } = await givenSurvey(app, { question: questions })
      const { url } = await invited(survey.id, { locale: 'pt', reusable: true })
      const headers = { 'accept-language': header }
      const html = await (await app.app.request(new URL(url).pathname + query, { headers })).text()
      expect(html).toContain(question)
      const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
      const action = (/action="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')
      const form = new URLSearchParams({ id: field('id'), secret: field('secret'), rating: '4' })
      const answered = await app.app.request(action, { method: 'POST', body: form, headers })
      expect(await answered.text()).toContain(`lang="${kept}"`)
      const figures = await app.request(
        `/api/v1/scores?survey=${survey.id}&by=locale&from=2020-01-01&to=2030-01-01`,
        { key: testKey }
      )
      expect(await figures.json()).toMatchObject({ rows: [{ key: kept }] })
    }
  )

  it('gives the widget the other names of its languages, each of which is one of them', async () => {
    const { site, survey } = await givenSurvey(app, { question: questions, state: 'live' })
    const loader = await (await app.app.request(`/w/${site.key}.js`)).text()
    const [, names = ''] = /locales:(\[[^\]]+\])/.exec(loader) ?? []
    expect(literal(names)).toEqual(expect.arrayContaining(['no', 'zh-HK', 'tl', 'iw']))
    const module = await (await app.app.request(`/w/${survey.id}.1.no.build.js`)).text()
    expect(module).toContain('locale:"nb"')
    expect(module).toContain('Hvordan gikk det?')
  })

  it.each([
    ['zh-TW,zh;q=0.9', '此問卷目前未開放。'],
    ['zh-CN', '此问卷未开放。'],
    ['pt-BR', 'Esta pesquisa não está disponível.'],
    ['*', 'This survey is not open.']
  ])('says that a link is gone in the language that a browser asks for: %s', async (wanted, gone) => {
    const response = await app.app.request(`/s/${'x'.repeat(22)}`, { headers: { 'accept-language': wanted } })
    expect(await response.text()).toContain(gone)
  })
})
