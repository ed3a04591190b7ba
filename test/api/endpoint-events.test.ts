import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeAlerting } from '../../server/alerts/job'
import type { EndpointEvent, MadeEndpointView } from '../../server/contract/endpoints'
import { endpointData } from '../../server/contract/endpoints'
import type { PlanView } from '../../server/contract/plans'
import type { Scope } from '../../server/contract/terms'
import { makeTellingEndpoints } from '../../server/endpoints/job'
import { answerFigures } from '../../server/figures-thread/answering'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import { followDue } from '../support/followed'
import { givenSurvey } from '../support/given'

type Sent = { type: EndpointEvent; data: Record<string, unknown> }
type Who = { key: string } | { cookie: string }
const dayMs = 86_400_000

onBothDatabases((fresh) => {
  let app: TestApp
  let receiver: FakeVendor
  let site: string
  let survey: string
  let secret: string
  let clock: number
  let manager: Who
  beforeEach(async () => {
    clock = Date.now()
    app = await startApp(fresh, { now: () => clock })
    receiver = await startFakeVendor(() => ({ status: 200, body: '' }))
    const given = await givenSurvey(app, { state: 'live' })
    site = given.site.id
    survey = given.survey.id
    manager = { cookie: await makeMember(app, site, { email: 'mona@example.com', role: 'manager' }) }
  })
  afterEach(async () => {
    await app.close()
    await receiver.close()
  })

  async function ask<T>(method: string, path: string, body?: object, by: Who = { key: testKey }): Promise<T> {
    const answer = await app.request(`/api/v1${path}`, { ...by, method, ...(body && { body }) })
    expect(answer.status, await answer.clone().text()).toBeLessThan(300)
    return (answer.status === 204 ? {} : await answer.json()) as T
  }
  async function made(events: readonly EndpointEvent[], more: object = {}) {
    const given = { site, url: receiver.url, events, ...more }
    secret = (await ask<MadeEndpointView>('POST', '/endpoints', given)).secret
  }
  /** What is told since the last time, as the library of the Standard Webhooks verifies it and as the contract says. */
  let heard = 0
  beforeEach(() => void (heard = 0))
  async function told(): Promise<Sent[]> {
    // Signed now, or the library would hold it to be too old or too new.
    await makeTellingEndpoints({ ...app.services, now: Date.now }).work()
    const calls = receiver.calls.slice(heard)
    heard = receiver.calls.length
    return calls.map(({ body, headers }) => {
      const sent = new Webhook(secret).verify(body, headers) as Sent
      expect(endpointData[sent.type].safeParse(sent.data).error, sent.type).toBeUndefined()
      return sent
    })
  }
  const agent = async (name: string): Promise<Who> => ({
    cookie: await makeMember(app, site, { email: `${name}@example.com`, role: 'agent', agent: name })
  })
  const answered = (id: string, more: object = {}) =>
    ask('POST', '/responses', { id, survey, rating: 1, agent: 'ana', comment: 'Far too slow', ...more })
  const passes = () => makeAlerting({ ...app.services, figureOf: answerFigures(app.services) }).work()
  /** Noon of the Monday after next, when a whole week has passed. */
  function toMonday() {
    const monday = new Date(clock)
    monday.setUTCHours(12, 0, 0, 0)
    monday.setUTCDate(monday.getUTCDate() + 14 - ((monday.getUTCDay() + 6) % 7))
    clock = monday.getTime()
  }
  const day = (offset: number) => new Date(clock + offset * dayMs).toISOString().slice(0, 10)

  it('tells of disputes that are raised, decided and taken back', async () => {
    await made(['dispute.raised', 'dispute.decided', 'dispute.withdrawn'])
    const ana = await agent('ana')
    const dispute = async (answer: string) => {
      await answered(answer)
      const why = { survey, answer, cause: 'policy', why: 'The rule is ours.' }
      return (await ask<{ id: string }>('POST', '/disputes', why, ana)).id
    }
    const first = await dispute('answer-of-the-first')
    expect(await told()).toMatchObject([
      {
        type: 'dispute.raised',
        data: {
          id: first,
          survey: { id: survey },
          state: 'open',
          why: 'The rule is ours.',
          answer: { id: 'answer-of-the-first', comment: 'Far too slow' },
          agent: { key: 'ana' },
          decidedBy: null
        }
      }
    ])
    const decision = { decision: 'refused', reason: 'The rule was explained.' }
    await ask('POST', `/disputes/${first}/decision`, decision, manager)
    expect(await told()).toMatchObject([
      { type: 'dispute.decided', data: { id: first, state: 'refused', reason: 'The rule was explained.' } }
    ])
    const second = await dispute('answer-of-the-second')
    await told()
    await ask('POST', `/disputes/${second}/withdrawal`, {}, ana)
    expect(await told()).toMatchObject([
      { type: 'dispute.withdrawn', data: { id: second, state: 'withdrawn' } }
    ])
  })

  it('tells of no word of a dispute whose answer was erased before it was told', async () => {
    await made(['dispute.raised'])
    await answered('answer-to-erase', { customer: 'k-1' })
    const why = { survey, answer: 'answer-to-erase', cause: 'tool', why: 'Mr Miller shouted.' }
    await ask('POST', '/disputes', why, await agent('ana'))
    await ask('POST', '/customers/erase', { site, customer: 'k-1' })
    expect(await told()).toMatchObject([{ data: { why: null, answer: { comment: null } } }])
    expect(JSON.stringify(receiver.calls)).not.toContain('Miller')
  })

  it('tells what agents say to plans as managers read it: comments by name, and ratings of three or more', async () => {
    await made(['plan.acknowledged', 'plan.commented', 'plan.coaching-rated'])
    const [ana, ben, cy] = [await agent('ana'), await agent('ben'), await agent('cy')]
    const plan = await ask<PlanView>('POST', '/training-plans', {
      survey,
      name: 'Refunds',
      agents: ['ana', 'ben', 'cy'],
      state: 'running',
      starts: day(-5),
      ends: day(-1),
      sessions: [{ day: day(-5), attended: ['ana'], note: 'a secret remark' }]
    })
    const say = (who: Who, body: object) => ask('PATCH', `/training-plans/${plan.id}/voice`, body, who)
    await say(ana, { acknowledged: true })
    expect(await told()).toEqual([
      {
        type: 'plan.acknowledged',
        timestamp: expect.any(String),
        data: {
          id: plan.id,
          survey,
          voices: { agents: 3, acknowledged: 1, coaching: null, comments: [] }
        }
      }
    ])
    await say(ana, { acknowledged: true })
    await say(ben, { comment: 'More of it' })
    expect(await told()).toMatchObject([
      {
        type: 'plan.commented',
        data: { voices: { comments: [{ agent: { key: 'ben' }, comment: 'More of it' }] } }
      }
    ])
    const rate = (who: Who, rating: number) => say(who, { coaching: { rating, words: `worth ${rating}` } })
    await rate(ana, 2)
    await rate(ben, 4)
    expect(await told()).toEqual([])
    await rate(cy, 3)
    expect(await told()).toMatchObject([
      {
        type: 'plan.coaching-rated',
        data: { voices: { coaching: { ratings: 3, mean: 3, words: ['worth 2', 'worth 3', 'worth 4'] } } }
      }
    ])
    expect(JSON.stringify(receiver.calls)).not.toContain('a secret remark')
  })

  it('tells of what alerts find, once, of a survey and of the whole site', async () => {
    await made(['alert.raised'])
    await ask('PATCH', `/sites/${site}`, { targets: { chat: { firstResponseSeconds: 60 } } })
    await ask('PUT', `/sites/${site}/follow-up-rules`, { rules: [{ name: 'Unhappy', dueHours: 1 }] })
    const kinds = ['follow-up-overdue', 'target-missed']
    const to = { target: 'slack', url: `${receiver.url}/slack` }
    const alert = await ask<{ id: string }>('POST', '/alerts', { site, kinds, to })
    await answered('answer-of-somebody')
    await followDue(app.services.database, clock)
    clock += dayMs
    await followDue(app.services.database, clock)
    await passes()
    await passes()
    const chats = () => receiver.calls.filter(({ path }) => path === '/slack').length
    expect(chats()).toBe(1)
    heard = receiver.calls.length
    expect(await told()).toMatchObject([
      {
        type: 'alert.raised',
        data: {
          id: alert.id,
          site,
          survey,
          signal: { kind: 'follow-up-overdue', survey: { id: survey }, followUp: expect.any(String) }
        }
      }
    ])
    expect(JSON.stringify(receiver.calls)).not.toContain('Far too slow')
    toMonday()
    const opened = new Date(clock - 3 * dayMs).toISOString()
    const conversations = Array.from({ length: 20 }, (_, index) => ({
      id: `c-${index}`,
      channel: 'chat',
      openedAt: opened,
      firstResponseAt: new Date(Date.parse(opened) + 600_000).toISOString()
    }))
    await ask('POST', '/conversations/batch', { site, conversations })
    await passes()
    heard = receiver.calls.length
    expect(await told()).toMatchObject([
      { data: { survey: null, signal: { kind: 'target-missed', rate: { part: 0, count: 20 } } } }
    ])
  })

  it('tells an endpoint of one survey of nothing that is about the whole site', async () => {
    const { id } = await ask<{ id: string }>('POST', '/surveys', { site, name: 'Second', metric: 'csat' })
    await made(['alert.raised', 'dispute.raised'], { survey: id })
    const to = { target: 'slack', url: `${receiver.url}/slack` }
    await ask('POST', '/alerts', { site, kinds: ['weekly-digest'], to })
    toMonday()
    await passes()
    heard = receiver.calls.length
    expect(heard).toBe(1)
    await answered('answer-elsewhere')
    const why = { survey, answer: 'answer-elsewhere', cause: 'policy', why: 'The rule is ours.' }
    await ask('POST', '/disputes', why, await agent('ana'))
    expect(await told()).toEqual([])
  })
  it('lets no key have itself told of disputes and alerts that may read no answers', async () => {
    const keyWith = (scopes: Scope[]) =>
      ask<{ key: string }>('POST', '/keys', { site, name: 'Hooks', scopes })
    const { key } = await keyWith(['admin'])
    const url = receiver.url
    for (const event of ['dispute.raised', 'alert.raised'] as const) {
      const made = await app.request('/api/v1/endpoints', { key, body: { site, url, events: [event] } })
      expect(made.status).toBe(403)
    }
  })
})
