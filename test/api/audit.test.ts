import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AuditRow, AuditView } from '../../server/contract/audit'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

onBothDatabases((fresh) => {
  let app: TestApp
  let site: SiteView
  let survey: SurveyView
  let clock = Date.parse('2026-11-20T07:00:00Z')
  beforeEach(async () => {
    app = await startApp(fresh, { now: () => (clock += 1_000) })
    ;({ site, survey } = await givenSurvey(app))
  })
  afterEach(() => app.close())

  async function change(path: string, body: unknown, cookie?: string): Promise<void> {
    const response = await app.request(`/api/v1/${path}`, {
      method: 'PATCH',
      body,
      ...(cookie ? { cookie } : { key: testKey })
    })
    expect(response.status, await response.clone().text()).toBe(200)
  }
  /** What is noted of a thing, the first first. */
  async function trailOf(subject: string): Promise<AuditRow[]> {
    const response = await app.request(`/api/v1/audit?site=${site.id}&subject=${subject}`, { key: testKey })
    return ((await response.json()) as AuditView).rows.toReversed()
  }

  it('notes who changed what a survey asks and means, and what it was before', async () => {
    const owner = await makeMember(app, site.id, { email: 'olga@example.com', role: 'owner' })
    await change(
      `surveys/${survey.id}`,
      { satisfiedFrom: 5, question: { en: 'All well?' }, asking: { share: 20 } },
      owner
    )
    await change(`surveys/${survey.id}`, { satisfiedFrom: 5 }, owner)
    await change(`surveys/${survey.id}`, { state: 'closed', parts: { solved: true } })
    expect(await trailOf(survey.id)).toMatchObject([
      { action: 'survey-created', detail: { name: 'After service' } },
      {
        action: 'survey-changed',
        actor: { name: 'Somebody' },
        detail: {
          from: { version: 1, satisfiedFrom: 4, 'question.en': 'How did we do?', 'asking.share': 100 },
          to: { version: 2, satisfiedFrom: 5, 'question.en': 'All well?', 'asking.share': 20 }
        }
      },
      {
        action: 'survey-changed',
        detail: {
          from: { version: 2, state: 'live', 'parts.solved': null },
          to: { version: 3, state: 'closed', 'parts.solved': true }
        }
      }
    ])
  })

  it('notes what was changed about a site, and never its secret', async () => {
    await change(`sites/${site.id}`, {
      timeZone: 'Europe/Berlin',
      origins: ['https://new.example'],
      targets: { phone: { firstResponseSeconds: 60 } }
    })
    await change(`sites/${site.id}`, { timeZone: 'Europe/Berlin' })
    await change(`sites/${site.id}`, { targets: {} })
    const trail = await trailOf(site.id)
    expect(trail.map(({ action, detail }) => [action, detail])).toEqual([
      ['site-created', { name: 'Shop' }],
      [
        'site-changed',
        {
          from: {
            origins: ['https://shop.example'],
            timeZone: 'Asia/Karachi',
            'targets.voice.firstResponseSeconds': null
          },
          to: {
            origins: ['https://new.example'],
            timeZone: 'Europe/Berlin',
            'targets.voice.firstResponseSeconds': 60
          }
        }
      ],
      [
        'site-changed',
        {
          from: { 'targets.voice.firstResponseSeconds': 60 },
          to: { 'targets.voice.firstResponseSeconds': null }
        }
      ]
    ])
    const { secret } = (await (
      await app.request(`/api/v1/sites/${site.id}`, { key: testKey })
    ).json()) as SiteView
    expect(secret).toBeTypeOf('string')
    expect(JSON.stringify(trail)).not.toContain(secret)
  })

  it('notes what a member was before, also of one who was removed', async () => {
    await makeMember(app, site.id, { email: 'max@example.com', role: 'manager' })
    const { rows } = (await (
      await app.request(`/api/v1/members?site=${site.id}`, { key: testKey })
    ).json()) as { rows: { id: string }[] }
    const id = rows[0]?.id ?? ''
    await change(`members/${id}?site=${site.id}`, { role: 'agent', agent: 'max' })
    await change(`members/${id}?site=${site.id}`, { role: 'agent' })
    expect(
      (await app.request(`/api/v1/members/${id}?site=${site.id}`, { method: 'DELETE', key: testKey })).status
    ).toBe(204)
    expect((await trailOf(id)).map(({ action, detail }) => [action, detail])).toEqual([
      ['member-joined', { role: 'manager', agent: null }],
      ['member-changed', { from: { role: 'manager', agent: null }, to: { role: 'agent', agent: 'max' } }],
      ['member-removed', { role: 'agent', agent: 'max' }]
    ])
  })
})
