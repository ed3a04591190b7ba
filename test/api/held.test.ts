import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ListedSurveyView } from '../../server/contract/surveys'
import { makeTelling } from '../../server/notices/telling-job'
import type { TestApp } from '../support/app'
import { makeMember, setUpOwner, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'
import { byWidget, each, scoreOf } from '../support/stuffing'

onBothDatabases((fresh) => {
  let app: TestApp
  /** Another process, that has no mail server, so that links of invitations are handed over. */
  let unmailed: TestApp
  let mail: MailServer
  let now = Date.parse('2026-11-20T09:00:00Z')

  beforeAll(async () => {
    mail = await startMailServer()
    const server = { host: '127.0.0.1', port: mail.port, security: 'offered' as const }
    app = await startApp(fresh, {
      config: { trustProxy: 1, mail: { server, from: 'hearback@example.com' } },
      now: () => now
    })
    unmailed = await startApp(fresh, { place: app.place })
  })
  afterAll(async () => {
    await unmailed.close()
    await app.close()
    await mail.close()
  })

  it('tells the owners once a site and day, above the figures and by mail, when a burst begins', async () => {
    const owner = await setUpOwner(app)
    const post = async <T>(path: string, body: unknown) =>
      (await (await app.request(path, { cookie: owner, body })).json()) as T
    const site = (
      await post<{ id: string }>('/api/v1/sites', { name: 'Shop', origins: ['https://shop.example'] })
    ).id
    const [first, second] = await Promise.all(
      ['One', 'Two'].map((name) =>
        post<{ id: string }>('/api/v1/surveys', { site, name, metric: 'csat', state: 'live' })
      )
    )
    const manager = await makeMember(unmailed, site, { email: 'max@example.com', role: 'manager' })
    const lead = await makeMember(unmailed, site, {
      email: 'lea@example.com',
      role: 'lead',
      teams: ['tier-1']
    })
    const surveys = [first?.id ?? '', second?.id ?? '']
    for (const survey of surveys) {
      const responses = Array.from({ length: 100 }, (_, index) => ({
        id: `usual-answer-${index}`,
        survey,
        rating: index % 5 ? 5 : 1
      }))
      await app.request('/api/v1/responses/batch', { key: testKey, body: { responses } })
    }
    const burst = (survey: string) => each(60, (index) => byWidget(app, survey, `198.51.100.${index % 3}`, 1))
    const heldOn = async (cookie = owner) => {
      const { rows } = (await (await app.request(`/api/v1/surveys?site=${site}`, { cookie })).json()) as {
        rows: ListedSurveyView[]
      }
      return rows.map((row) => row.heldOn).sort()
    }
    const tell = async () => {
      await Promise.all([1, 2].map(() => makeTelling(app.services).work()))
      await app.services.mailer.close()
      return mail.mails.length
    }
    expect([await heldOn(), await tell()]).toEqual([[undefined, undefined], 0])
    for (const survey of surveys) await burst(survey)
    expect(await heldOn()).toEqual(['2026-11-20', '2026-11-20'])
    expect(await heldOn(manager)).toEqual(['2026-11-20', '2026-11-20'])
    expect(await heldOn(lead)).toEqual([undefined, undefined])
    expect(await tell()).toBe(1)
    expect(mail.mails[0]).toMatchObject({
      to: [{ address: 'olga@example.com' }],
      subject: 'Answers to Shop are held back',
      text: expect.stringContaining('/answers?suspects=open')
    })
    await burst(surveys[1] ?? '')
    now += 60_000
    expect(await tell()).toBe(1)

    const review = { survey: surveys[0], state: 'excluded', why: 'a flood' }
    expect((await app.request('/api/v1/reviews', { cookie: owner, body: review })).status).toBe(200)
    expect(await heldOn()).toEqual(['2026-11-20', undefined])
    expect((await scoreOf(app, surveys[0] ?? '')).count).toBe(100)
    now += 86_400_000
    await burst(surveys[0] ?? '')
    now += 60_000
    expect([await heldOn(), await tell()]).toEqual([['2026-11-20', '2026-11-21'], 2])
  })
})
