import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { en } from '../../dashboard/words/en/en'
import type { AnswerView } from '../../server/contract/answers'
import type { AuditRow, AuditView } from '../../server/contract/audit'
import type { FollowUpView } from '../../server/contract/follow-ups'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { makeMember, password, setUpOwner, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { followedUp } from '../support/followed'
import { fromPage, fromProgram } from '../support/given'
import { csvFor } from '../support/route-tries'

/** What nobody may read in the trail, wherever it was sent. */
const canaries = /hunter2|k-secret-customer|secret-comment|correct horse|hb_[A-Za-z0-9]{20}|whsec_/

type Things = { app: TestApp; site: SiteView; survey: SurveyView; owner: string; secret: string }
type Row = [
  action: string,
  does: (things: Things) => Promise<Response | void>,
  actor?: 'Olga' | 'Somebody' | 'public'
]

const asOwner = ({ app, owner }: Things, path: string, send: { method?: string; body?: unknown } = {}) =>
  app.request(`/api/v1/${path}`, { cookie: owner, ...send })
const made = async (things: Things, path: string, body: unknown) =>
  ((await (await asOwner(things, path, { body })).json()) as { id: string }).id
const mail = (site: SiteView) => ({
  site: site.id,
  kind: 'email',
  name: 'Mail',
  settings: { host: '127.0.0.1', from: 'a@example.com', user: 'u', password: 'hunter2' }
})
const endpoint = ({ site }: Things) => ({
  site: site.id,
  url: 'https://1.1.1.1/hunter2',
  events: ['response.created']
})
const helpdesk = ({ site, survey }: Things) => ({
  site: site.id,
  kind: 'helpdesk',
  name: 'Ours',
  settings: { survey: survey.id, secret: 'hunter2 of the helpdesk' }
})
const plan = ({ survey }: Things) => ({ survey: survey.id, name: 'Refunds', agents: ['ana'] })
const goal = ({ survey }: Things) => ({ survey: survey.id, team: 'north', value: 80, due: '2199-01-01' })
const alert = ({ site }: Things) => ({
  site: site.id,
  kinds: ['score-worse'],
  to: { target: 'mail', member: 'me' }
})
const mark = ({ survey }: Things) => ({ survey: survey.id, day: '2026-10-01', name: 'New macro' })
const placement = ({ survey }: Things) => ({ survey: survey.id, reusable: true, name: 'Poster' })
/** An agent speaks to a training that was held. */
async function asTaught(t: Things, body: object) {
  const [email] = Object.keys(body)
  const cookie = await makeMember(t.app, t.site.id, {
    email: `${email}@example.com`,
    role: 'agent',
    agent: 'ana'
  })
  const id = await made(t, 'training-plans', { ...plan(t), state: 'done' })
  return t.app.request(`/api/v1/training-plans/${id}/voice`, { cookie, method: 'PATCH', body })
}
/** Of an answer of its own. */
async function dispute({ app, survey }: Things, cause: string) {
  const sent = await fromProgram(app, { survey: survey.id, rating: 1, agent: 'ana' })
  const { id } = (await sent.json()) as { id: string }
  return { survey: survey.id, answer: id, cause, why: 'secret-comment' }
}
async function form(things: Things, path: string, fields: FormData) {
  return things.app.app.request(`/api/v1/${path}`, {
    method: 'POST',
    headers: { cookie: things.owner },
    body: fields
  })
}

/**
 * What is done, and by what name it stands in the trail; each by the owner in person, unless it says
 * otherwise.
 */
const table: Row[] = [
  [
    'invitations-made',
    (t) => asOwner(t, 'invitations', { body: { survey: t.survey.id, customer: 'k-secret-customer' } })
  ],
  ['invitations-uploaded', (t) => form(t, 'invitations/upload', uploadOf(t))],
  [
    'placement-links-read',
    async (t) => asOwner(t, `invitations/${await made(t, 'invitations', placement(t))}/qr.svg`)
  ],
  [
    'invitation-changed',
    async (t) =>
      asOwner(t, `invitations/${await made(t, 'invitations', placement(t))}`, {
        method: 'PATCH',
        body: { name: 'Door', expiresAt: '2199-01-01T00:00:00Z' }
      })
  ],
  [
    'invitation-revoked',
    async (t) => asOwner(t, `invitations/${await made(t, 'invitations', placement(t))}`, { method: 'DELETE' })
  ],
  [
    'signed-in',
    ({ app }) => app.request('/api/auth/sign-in/email', { body: { email: 'olga@example.com', password } })
  ],
  [
    'sign-in-failed',
    ({ app }) =>
      app.request('/api/auth/sign-in/email', {
        body: { email: 'olga@example.com', password: 'hunter2 it is' }
      }),
    'public'
  ],
  [
    'answers-exported',
    async (t) =>
      void (await (await asOwner(t, `responses.csv?survey=${t.survey.id}&search=secret-comment`)).text())
  ],
  [
    'customer-exported',
    (t) => asOwner(t, 'customers/export', { body: { site: t.site.id, customer: 'k-secret-customer' } })
  ],
  [
    'customer-erased',
    (t) => asOwner(t, 'customers/erase', { body: { site: t.site.id, customer: 'k-secret-customer' } })
  ],
  ['site-secret-read', (t) => asOwner(t, `sites/${t.site.id}`)],
  [
    'key-created',
    (t) => asOwner(t, 'keys', { body: { site: t.site.id, name: 'K', scopes: ['scores:read'] } })
  ],
  [
    'key-revoked',
    async (t) =>
      asOwner(t, `keys/${await made(t, 'keys', { site: t.site.id, name: 'K', scopes: ['admin'] })}`, {
        method: 'DELETE'
      })
  ],
  ['connector-created', (t) => asOwner(t, 'connectors', { body: mail(t.site) })],
  [
    'connector-changed',
    async (t) =>
      asOwner(t, `connectors/${await made(t, 'connectors', mail(t.site))}`, {
        method: 'PATCH',
        body: { settings: { password: 'hunter2 too' } }
      })
  ],
  [
    'connector-removed',
    async (t) => asOwner(t, `connectors/${await made(t, 'connectors', mail(t.site))}`, { method: 'DELETE' })
  ],
  [
    'connector-resumed',
    async (t) =>
      asOwner(t, `connectors/${await made(t, 'connectors', mail(t.site))}/resume`, { method: 'POST' })
  ],
  ['endpoint-created', (t) => asOwner(t, 'endpoints', { body: endpoint(t) })],
  [
    'endpoint-changed',
    async (t) =>
      asOwner(t, `endpoints/${await made(t, 'endpoints', endpoint(t))}`, {
        method: 'PATCH',
        body: { url: 'https://1.1.1.1/hunter2/too', events: ['import.done'], paused: true }
      })
  ],
  [
    'endpoint-secret-changed',
    async (t) => asOwner(t, `endpoints/${await made(t, 'endpoints', endpoint(t))}/secret`, { method: 'POST' })
  ],
  [
    'endpoint-removed',
    async (t) => asOwner(t, `endpoints/${await made(t, 'endpoints', endpoint(t))}`, { method: 'DELETE' })
  ],
  [
    'endpoint-replayed',
    async (t) =>
      asOwner(t, `endpoints/${await made(t, 'endpoints', endpoint(t))}/replay`, {
        body: { since: '2026-01-01T00:00:00Z' }
      })
  ],
  [
    'write-back-changed',
    async (t) =>
      asOwner(t, `connectors/${await made(t, 'connectors', helpdesk(t))}/write-back`, {
        method: 'PUT',
        body: { answers: 'low' }
      })
  ],
  [
    'messages-sent-again',
    async (t) =>
      asOwner(t, `connectors/${await made(t, 'connectors', mail(t.site))}/deliveries/send`, {
        body: { state: 'dead' }
      })
  ],
  [
    'test-sent',
    async (t) =>
      asOwner(t, `connectors/${await made(t, 'connectors', mail(t.site))}/test`, {
        body: { to: 'k-secret-customer@example.com' }
      })
  ],
  [
    'mail-server-named',
    (t) =>
      asOwner(t, 'mail-server', {
        method: 'PUT',
        body: {
          host: '127.0.0.1',
          port: 9,
          security: 'tls',
          user: 'u',
          password: 'hunter2',
          from: 'a@example.com'
        }
      })
  ],
  ['mail-tested', (t) => asOwner(t, 'mail-server/test', { body: { to: 'olga@example.com' } })],
  ['mail-server-removed', (t) => asOwner(t, 'mail-server', { method: 'DELETE' })],
  [
    'opt-out-added',
    (t) => asOwner(t, 'opt-outs', { body: { site: t.site.id, customer: 'k-secret-customer' } })
  ],
  [
    'member-invited',
    (t) =>
      asOwner(t, 'members', {
        body: { site: t.site.id, email: 'max@example.com', name: 'Max', role: 'manager' }
      })
  ],
  ['plan-created', (t) => asOwner(t, 'training-plans', { body: plan(t) })],
  [
    'plan-changed',
    async (t) =>
      asOwner(t, `training-plans/${await made(t, 'training-plans', plan(t))}`, {
        method: 'PATCH',
        body: {
          kind: 'macro',
          name: 'Returns',
          topics: ['returns'],
          agents: ['ben'],
          teams: ['north'],
          comparison: ['cy'],
          owner: 'Olga',
          coach: 'Cora',
          chosenFrom: '2026-09-01',
          chosenTo: '2026-09-30',
          starts: '2026-10-01',
          ends: '2026-10-02',
          taught: 'secret-comment',
          notes: 'secret-comment',
          sessions: [{ day: '2026-10-01', attended: [], note: 'secret-comment' }],
          actions: [{ what: 'secret-comment', who: '', due: null, done: false }],
          state: 'done'
        }
      })
  ],
  [
    'plan-deleted',
    async (t) =>
      asOwner(t, `training-plans/${await made(t, 'training-plans', plan(t))}`, { method: 'DELETE' })
  ],
  ['plan-acknowledged', (t) => asTaught(t, { acknowledged: true }), 'Somebody'],
  ['plan-commented', (t) => asTaught(t, { comment: 'secret-comment' }), 'Somebody'],
  [
    'plan-coaching-rated',
    (t) => asTaught(t, { coaching: { rating: 2, words: 'secret-comment' } }),
    'Somebody'
  ],
  ['goal-set', (t) => asOwner(t, 'goals', { body: goal(t) })],
  ['goal-removed', async (t) => asOwner(t, `goals/${await made(t, 'goals', goal(t))}`, { method: 'DELETE' })],
  ['alert-created', (t) => asOwner(t, 'alerts', { body: alert(t) })],
  [
    'alert-changed',
    async (t) =>
      asOwner(t, `alerts/${await made(t, 'alerts', alert(t))}`, {
        method: 'PATCH',
        body: { kinds: ['score-better'] }
      })
  ],
  [
    'alert-removed',
    async (t) => asOwner(t, `alerts/${await made(t, 'alerts', alert(t))}`, { method: 'DELETE' })
  ],
  ['mark-set', (t) => asOwner(t, 'marks', { body: mark(t) })],
  ['mark-removed', async (t) => asOwner(t, `marks/${await made(t, 'marks', mark(t))}`, { method: 'DELETE' })],
  [
    'follow-up-rules-changed',
    (t) =>
      asOwner(t, `sites/${t.site.id}/follow-up-rules`, {
        method: 'PUT',
        body: { rules: [{ name: 'Unhappy', dueHours: 8 }], escalateTo: null }
      })
  ],
  [
    'follow-up-changed',
    async (t) => {
      const [id = ''] = await followedUp({ app: t.app, site: t.site.id }, { survey: t.survey.id, rating: 1 })
      const me = (await (await asOwner(t, `sites/${t.site.id}/follow-ups/${id}`)).json()) as FollowUpView
      return asOwner(t, `sites/${t.site.id}/follow-ups/${id}`, {
        method: 'PATCH',
        body: {
          state: 'closed',
          owner: me.people[0]?.id,
          nature: 'process',
          severity: 'low',
          done: 'secret-comment'
        }
      })
    }
  ],
  ['response-disputed', async (t) => asOwner(t, 'disputes', { body: await dispute(t, 'product') })],
  [
    'response-dispute-decided',
    async (t) => {
      const raiser = await makeMember(t.app, t.site.id, { email: 'raiser@example.com', role: 'manager' })
      const made = await t.app.request('/api/v1/disputes', { cookie: raiser, body: await dispute(t, 'tool') })
      const { id } = (await made.json()) as { id: string }
      return asOwner(t, `disputes/${id}/decision`, {
        body: { decision: 'upheld', reason: 'secret-comment' }
      })
    }
  ],
  [
    'response-dispute-withdrawn',
    async (t) =>
      asOwner(t, `disputes/${await made(t, 'disputes', await dispute(t, 'wait'))}/withdrawal`, {
        method: 'POST'
      })
  ],
  [
    'follow-up-replied',
    async (t) => {
      await asOwner(t, 'connectors', {
        body: {
          site: t.site.id,
          kind: 'email',
          name: 'Our mail',
          settings: { host: '127.0.0.1', port: 1, security: 'none', from: 'hello@shop.example' }
        }
      })
      const asked = { survey: t.survey.id, rating: 1, customer: 'secret-customer@example.com' }
      const [id = ''] = await followedUp({ app: t.app, site: t.site.id }, asked)
      return asOwner(t, `sites/${t.site.id}/follow-ups/${id}/replies`, { body: { text: 'secret-comment' } })
    }
  ],
  ['import-started', (t) => form(t, 'imports', csvFor(t.survey.id))],
  [
    'retention-changed',
    (t) => asOwner(t, `sites/${t.site.id}/retention`, { method: 'PATCH', body: { comments: 900 } })
  ],
  [
    'site-changed',
    (t) => asOwner(t, `sites/${t.site.id}`, { method: 'PATCH', body: { name: 'Shop of Olga' } })
  ],
  [
    'survey-changed',
    (t) => asOwner(t, `surveys/${t.survey.id}`, { method: 'PATCH', body: { satisfiedFrom: 5 } })
  ]
]

function uploadOf({ survey }: Things): FormData {
  const fields = new FormData()
  fields.set('survey', survey.id)
  fields.set('file', new File(['customer\nk-secret-customer\n'], 'list.csv'))
  return fields
}

/** What stands in an entry and has no words on the page of the trail. */
function wordlessFields(rows: readonly AuditRow[]): string[] {
  const names = rows.flatMap(({ detail: { from: _from, to, ...rest } }) => [
    ...Object.keys(rest),
    ...Object.keys(typeof to === 'object' ? (to ?? {}) : {})
  ])
  return names.map((name) => name.split('.')[0] ?? '').filter((name) => !(name in en.manage.audit.fields))
}

onBothDatabases((fresh) => {
  let things: Things
  beforeAll(async () => {
    const app = await startApp(fresh)
    const owner = await setUpOwner(app)
    const own = (await (
      await app.request('/api/v1/sites', {
        cookie: owner,
        body: { name: 'Shop', origins: ['https://shop.example'] }
      })
    ).json()) as SiteView
    const survey = (await (
      await app.request('/api/v1/surveys', {
        cookie: owner,
        body: { site: own.id, name: 'After service', metric: 'csat', state: 'live' }
      })
    ).json()) as SurveyView
    things = { app, owner, site: own, survey, secret: own.secret ?? '' }
  })
  afterAll(() => things.app.close())

  const trail = async () =>
    (
      (await (
        await things.app.request(`/api/v1/audit?site=${things.site.id}&limit=200`, { key: testKey })
      ).json()) as AuditView
    ).rows

  it.each(table)(
    'notes %s with who did it and when, and nothing that is secret',
    async (action, does, actor = 'Olga') => {
      const before = new Set((await trail()).map(({ id }) => id))
      const answer = await does(things)
      if (answer)
        expect(answer.status, await answer.clone().text()).toBeLessThan(actor === 'public' ? 402 : 300)
      const fresh = (await trail()).filter(({ id }) => !before.has(id))
      const found = fresh.find((row) => row.action === action)
      expect(found, `${action} among ${fresh.map((row) => row.action).join(', ')}`).toBeDefined()
      expect([
        found?.actor.name ?? found?.actor.key,
        Date.now() - Date.parse(found?.at ?? '') < 60_000
      ]).toEqual([actor, true])
      expect(JSON.stringify(fresh)).not.toMatch(canaries)
      expect(wordlessFields(fresh)).toEqual([])
      expect(JSON.stringify(fresh)).not.toContain(things.secret)
    }
  )

  it('shows in an answer each edit, replacement, supersession and review of it, with who and by what standing, and what it was', async () => {
    const { app, survey } = things
    const signed = (claims: Record<string, string>) => ({
      ...claims,
      signature: createHmac('sha256', things.secret).update(JSON.stringify(claims)).digest('hex')
    })
    const history = async (id: string) => {
      const answer = (await (
        await asOwner(things, `responses/${id}?survey=${survey.id}`)
      ).json()) as AnswerView
      return answer.history.map(
        ({ action, standing, actor, detail }) => [action, standing, actor.name ?? actor.key, detail] as const
      )
    }
    const first = {
      id: 'answer-of-a-page',
      survey: survey.id,
      rating: 2,
      secret: 'a-secret-of-this-answer-0123456789'
    }
    expect((await fromPage(app, first)).status).toBe(201)
    expect((await fromPage(app, { ...first, rating: 4, comment: 'second thoughts' })).status).toBe(200)
    expect(await history(first.id)).toMatchObject([
      ['response-edited', 'unverified', 'page', { from: { rating: 2, comment: null }, to: { rating: 4 } }]
    ])

    const claims = { conversation: 'c-1', customer: 'k-9' }
    const older = { id: 'signed-answer-one', survey: survey.id, rating: 5, ...signed(claims) }
    expect((await fromPage(app, older)).status).toBe(201)
    expect((await fromPage(app, { ...older, id: 'signed-answer-two', rating: 1 })).status).toBe(201)
    expect(await history(older.id)).toMatchObject([
      ['response-superseded', 'vouched', 'hearback', { rating: 5, by: 'signed-answer-two' }]
    ])

    const byProgram = { id: 'answer-of-a-program', survey: survey.id, rating: 3 }
    await fromProgram(app, byProgram)
    await fromProgram(app, { ...byProgram, rating: 1 })
    expect(
      (await history(byProgram.id)).map(([action, standing, actor]) => [action, standing, actor])
    ).toEqual([['response-edited', 'vouched', 'key:HEARBACK_API_KEY']])

    const review = await asOwner(things, `responses/${byProgram.id}?survey=${survey.id}`, {
      method: 'PATCH',
      body: { state: 'excluded', reason: 'a trial of ours' }
    })
    expect(review.status).toBe(200)
    expect((await history(byProgram.id))[0]).toMatchObject([
      'response-state-changed',
      expect.anything(),
      'Olga',
      { from: 'counted', to: 'excluded' }
    ])
    const noted = (await trail()).filter(({ action }: AuditRow) => action === 'response-state-changed')
    expect(noted).toMatchObject([{ actor: { name: 'Olga' }, subject: `${survey.id}/${byProgram.id}` }])
  })
})
