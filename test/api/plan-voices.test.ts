import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AuditView } from '../../server/contract/audit'
import type { OwnPlansView, OwnPlanView, PlanVoicesView } from '../../server/contract/plan-voices'
import type { PlanView } from '../../server/contract/plans'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromProgram, givenSurvey } from '../support/given'

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const session = (offset: number, ...attended: string[]) => ({
  day: day(offset),
  attended,
  note: 'a secret remark'
})

onBothDatabases((fresh) => {
  let app: TestApp
  let site = ''
  let survey = ''
  let manager = ''
  let agents: Record<'ana' | 'ben' | 'cy' | 'dina', string>
  beforeEach(async () => {
    app = await startApp(fresh)
    const given = await givenSurvey(app, {}, { name: 'Shop' })
    site = given.site.id
    survey = given.survey.id
    manager = await makeMember(app, site, { email: 'mona@example.com', role: 'manager' })
    const member = (agent: string) =>
      makeMember(app, site, { email: `${agent}@example.com`, role: 'agent', agent })
    agents = {
      ana: await member('ana'),
      ben: await member('ben'),
      cy: await member('cy'),
      dina: await member('dina')
    }
  })
  afterEach(() => app.close())

  async function planned(plan: object): Promise<PlanView> {
    const made = await app.request('/api/v1/training-plans', {
      cookie: manager,
      body: { survey, name: 'Refunds', agents: ['ana', 'ben', 'cy'], state: 'running', ...plan }
    })
    expect(made.status, await made.clone().text()).toBe(201)
    return (await made.json()) as PlanView
  }
  const mine = async (cookie: string) =>
    (
      (await (
        await app.request(`/api/v1/training-plans/mine?survey=${survey}`, { cookie })
      ).json()) as OwnPlansView
    ).rows
  const speak = ({ id }: PlanView, cookie: string, body: object) =>
    app.request(`/api/v1/training-plans/${id}/voice`, { cookie, method: 'PATCH', body })
  const rate = (plan: PlanView, cookie: string, rating: number, words = '') =>
    speak(plan, cookie, { coaching: { rating, words } })
  const voices = async ({ id }: PlanView) =>
    (await (
      await app.request(`/api/v1/training-plans/${id}/voices`, { cookie: manager })
    ).json()) as PlanVoicesView

  it('shows an agent the plans that name them, with the sessions they attended and nobody else', async () => {
    const plan = await planned({
      taught: 'How to say no',
      topics: ['Billing'],
      comparison: ['dina'],
      owner: 'Mona',
      coach: 'Cora',
      notes: 'Ben is slow',
      starts: day(-5),
      ends: day(-1),
      sessions: [session(-5, 'Ana', 'ben'), session(-1, 'Ben')]
    })
    await planned({ name: 'Not told yet', state: 'draft' })
    await planned({ name: 'Of others', agents: ['ben'] })
    const rows = await mine(agents.ana)
    expect(rows).toEqual([
      {
        id: plan.id,
        survey,
        kind: 'training',
        name: 'Refunds',
        taught: 'How to say no',
        topics: [{ key: 'billing', label: expect.stringMatching(/^billing$/i) }],
        coach: 'Cora',
        starts: day(-5),
        ends: day(-1),
        state: 'running',
        attended: [day(-5)],
        acknowledgedAt: null,
        comment: '',
        coaching: null,
        mayRate: true
      }
    ] satisfies OwnPlanView[])
    expect((await mine(agents.ben)).map(({ name }) => name).sort()).toEqual(['Of others', 'Refunds'])
    expect(await mine(agents.dina)).toEqual([])
  })

  it('counts those in a plan who have answers of its teams, and shows it to them', async () => {
    const plan = await planned({ agents: ['ben'], teams: ['North'] })
    expect(await mine(agents.dina)).toEqual([])
    await fromProgram(app, { survey, rating: 5, agent: 'dina', team: 'North' })
    await fromProgram(app, { survey, rating: 5, agent: 'cy', team: 'South' })
    await fromProgram(app, { survey, rating: 5, agent: 'Robo', team: 'North', handledBy: 'bot' })
    expect((await mine(agents.dina)).map(({ id }) => id)).toEqual([plan.id])
    expect(await mine(agents.cy)).toEqual([])
    expect((await speak(plan, agents.dina, { acknowledged: true })).status).toBe(200)
    expect(await voices(plan)).toMatchObject({ agents: 2, acknowledged: 1 })
  })

  it('keeps that a plan was read and what was said to it, and tells managers by name', async () => {
    const plan = await planned({})
    const said = await speak(plan, agents.ana, { acknowledged: true, comment: ' Mondays are hard. ' })
    expect(await said.json()).toMatchObject({
      comment: 'Mondays are hard.',
      acknowledgedAt: expect.any(String)
    })
    const [before] = await mine(agents.ana)
    await speak(plan, agents.ana, { acknowledged: true })
    expect((await mine(agents.ana))[0]).toEqual(before)
    await speak(plan, agents.ben, { comment: 'Fine' })
    await speak(plan, agents.ben, { comment: '' })
    expect(await voices(plan)).toEqual({
      agents: 3,
      acknowledged: 1,
      coaching: null,
      comments: [
        { agent: { key: 'ana', label: 'ana' }, comment: 'Mondays are hard.', at: expect.any(String) }
      ]
    })
    expect((await mine(agents.ben))[0]).toMatchObject({ acknowledgedAt: null, comment: '' })
    const audit = (await (
      await app.request(`/api/v1/audit?site=${site}&subject=${plan.id}`, { key: testKey })
    ).json()) as AuditView
    expect(audit.rows.map(({ action }) => action).sort()).toEqual([
      'plan-acknowledged',
      'plan-commented',
      'plan-commented',
      'plan-commented',
      'plan-created'
    ])
    expect(JSON.stringify(audit)).not.toContain('Mondays')
  })

  it('shows how the coaching was rated from three agents on, by nobody’s name, and by each one’s last word', async () => {
    const plan = await planned({ sessions: [session(-1)] })
    await rate(plan, agents.ana, 1, 'too fast')
    await rate(plan, agents.ben, 4)
    expect((await voices(plan)).coaching).toBe(null)
    await rate(plan, agents.ana, 2, 'zu schnell')
    expect((await voices(plan)).coaching).toBe(null)
    await rate(plan, agents.cy, 3, 'clear')
    expect((await voices(plan)).coaching).toEqual({ ratings: 3, mean: 3, words: ['clear', 'zu schnell'] })
    expect((await mine(agents.ana))[0]?.coaching).toEqual({ rating: 2, words: 'zu schnell' })
  })

  it('lets a coaching be rated once a session of a training was held, and by whole points of five', async () => {
    const ahead = await planned({ sessions: [session(3)], starts: day(2), ends: day(9) })
    const refused = await rate(ahead, agents.ana, 5)
    expect([refused.status, await refused.json()]).toMatchObject([422, { field: 'coaching' }])
    expect((await rate(await planned({ kind: 'macro', state: 'done' }), agents.ana, 5)).status).toBe(422)
    const over = await planned({ starts: day(-9), ends: day(-2) })
    for (const rating of [0, 6, 2.5]) expect((await rate(over, agents.ana, rating)).status).toBe(422)
    expect((await rate(over, agents.ana, 5)).status).toBe(200)
  })

  it('is for agents of the plan alone: others learn nothing of it, and nobody speaks for an agent', async () => {
    const plan = await planned({ agents: ['ana'] })
    const body = { acknowledged: true }
    expect((await speak(plan, agents.ben, body)).status).toBe(404)
    expect((await speak(await planned({ state: 'draft' }), agents.ana, body)).status).toBe(404)
    expect((await speak(plan, manager, body)).status).toBe(403)
    expect(
      (
        await speak(
          plan,
          await makeMember(app, site, { email: 'lea@example.com', role: 'lead', teams: ['a'] }),
          body
        )
      ).status
    ).toBe(403)
    expect(
      (await app.request(`/api/v1/training-plans/mine?survey=${survey}`, { cookie: manager })).status
    ).toBe(403)
    for (const path of ['', '/voices', '/lift'])
      expect(
        (await app.request(`/api/v1/training-plans/${plan.id}${path}`, { cookie: agents.ana })).status
      ).toBe(403)
    expect(await voices(plan)).toMatchObject({ agents: 1, acknowledged: 0 })
  })

  it('follows an agent to the name that theirs was merged into', async () => {
    const plan = await planned({ agents: ['ana', 'ben'] })
    await fromProgram(app, { survey, rating: 5, agent: 'ana' })
    await fromProgram(app, { survey, rating: 5, agent: 'Ana B' })
    await speak(plan, agents.ana, { acknowledged: true, comment: 'Good' })
    const merged = await app.request(`/api/v1/agents/${encodeURIComponent('ana')}?site=${site}`, {
      key: testKey,
      method: 'PATCH',
      body: { mergedInto: 'Ana B' }
    })
    expect(merged.status, await merged.clone().text()).toBe(200)
    expect((await mine(agents.ana)).map(({ id }) => id)).toEqual([plan.id])
    expect(await voices(plan)).toMatchObject({
      agents: 2,
      acknowledged: 1,
      comments: [{ agent: { key: 'Ana B' } }]
    })
  })

  it('forgets what was said with the plan, and with the account that said it', async () => {
    const { planVoice } = app.services.database.tables
    const kept = () => app.services.database.handle.select().from(planVoice)
    const first = await planned({})
    const second = await planned({ name: 'Returns' })
    for (const plan of [first, second])
      for (const cookie of [agents.ana, agents.ben]) await speak(plan, cookie, { comment: 'Mine' })
    const deleted = await app.request(`/api/v1/training-plans/${first.id}`, {
      cookie: manager,
      method: 'DELETE'
    })
    expect(deleted.status).toBe(204)
    expect((await kept()).map(({ planId }) => planId)).toEqual([second.id, second.id])
    const gone = await app.request('/api/v1/people/me?name=ana@example.com', {
      cookie: agents.ana,
      method: 'DELETE'
    })
    expect(gone.status, await gone.clone().text()).toBeLessThan(300)
    expect((await kept()).map(({ agent }) => agent)).toEqual(['ben'])
  })
})
