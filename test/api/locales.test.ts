import { afterEach, beforeEach, expect, it } from 'vitest'
import { startApp, testKey } from '../app'
import { onBothDatabases } from '../databases'
import { givenSurvey } from './given'
import type { InvitationView } from '../../server/contract/invitations'
import type { TestApp } from '../app'

onBothDatabases((fresh) => {
  let app: TestApp
  beforeEach(async () => void (app = await startApp(fresh)))
  afterEach(() => app.close())

  // Browsers throw at a tag that is none, and so did the hosted page when it wrote the digits of the scale.
  it.each(['en-12', 'ur-PK-PK'])('refuses %s, which looks like a language tag and is none, wherever a language is said', async (locale) => {
    const { site, survey } = await givenSurvey(app)
    const bodies: [path: string, body: Record<string, unknown>, field: string][] = [
      ['/api/v1/sites', { name: 'Shop', origins: [], timeZone: 'Asia/Karachi', locale }, 'locale'],
      ['/api/v1/surveys', { site: site.id, name: 'After service', metric: 'csat', question: { [locale]: 'How did we do?' } }, `question.${locale}`],
      ['/api/v1/invitations', { survey: survey.id, channel: 'whatsapp', locale }, 'locale']
    ]
    for (const [path, body, field] of bodies) {
      const response = await app.request(path, { key: testKey, body })
      expect(response.status, path).toBe(422)
      expect(await response.json()).toMatchObject({ field, message: expect.stringContaining('language tag') })
    }
  })

  it('refuses a question in pt_BR, which no address of the widget could name, and says how to spell it', async () => {
    const { site } = await givenSurvey(app)
    const response = await app.request('/api/v1/surveys', { key: testKey, body: { site: site.id, name: 'After service', metric: 'csat', question: { pt_BR: 'Como fomos?' } } })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ message: expect.stringContaining('pt-BR') })
  })

  it.each([['pt_BR', 'lang="pt-BR" dir="ltr"', 'Enviar'], ['zh_TW', 'lang="zh-TW" dir="ltr"', '送出'], ['iw', 'lang="iw" dir="rtl"', 'שליחה'], ['pa-PK', 'lang="pa-PK" dir="rtl"', 'بھیجیں']])(
    'shows the hosted page to who was invited in %s',
    async (locale, root, send) => {
      const { survey } = await givenSurvey(app)
      const response = await app.request('/api/v1/invitations', { key: testKey, body: { survey: survey.id, channel: 'whatsapp', locale } })
      const { url } = (await response.json()) as InvitationView
      const html = await (await app.app.request(new URL(url).pathname)).text()
      expect(html).toContain(root)
      expect(html).toContain(send)
    }
  )

  it.each([['zh-TW,zh;q=0.9', '此問卷目前未開放。'], ['zh-CN', '此问卷未开放。'], ['pt-BR', 'Esta pesquisa não está disponível.'], ['*', 'This survey is not open.']])(
    'says that a link is gone in the language that a browser asks for: %s',
    async (wanted, gone) => {
      const response = await app.app.request(`/s/${'x'.repeat(22)}`, { headers: { 'accept-language': wanted } })
      expect(await response.text()).toContain(gone)
    }
  )
})
