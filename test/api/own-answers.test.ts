import { afterAll, beforeAll, expect, it } from 'vitest'
import { dimensions } from '../../server/contract/terms'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { followDue, followedUp } from '../support/followed'
import { fromProgram, givenSurvey } from '../support/given'

/** What stands in everything that is about somebody else's work. */
const others = 'others-4711'
const own = 8

type Which = { site: string; survey: string; response: string; invitation: string }

/** Where somebody with the role “agent” may read; every other route refuses one, which is held below. */
const reads: Record<string, (which: Which) => string[]> = {
  'GET /api/v1/scores/goals': ({ survey }) => [`/scores/goals?survey=${survey}`],
  'GET /api/v1/alerts': ({ site }) => [`/alerts?site=${site}`],
  'GET /api/v1/marks': ({ survey }) => [`/marks?survey=${survey}&from=2026-01-01&to=2026-12-31`],
  'GET /api/v1/scores': ({ survey }) =>
    ['', ...dimensions, 'day'].map((by) => `/scores?survey=${survey}&compare=previous${by && `&by=${by}`}`),
  'GET /api/v1/scores/matrix': ({ survey }) => [
    `/scores/matrix?survey=${survey}&rows=agent&columns=topic&compare=previous`,
    `/scores/matrix?survey=${survey}&rows=channel&columns=team`
  ],
  'GET /api/v1/scores/surveys': ({ site }) => [
    '/scores/surveys?compare=previous',
    `/scores/surveys?site=${site}`
  ],
  'GET /api/v1/topics': ({ survey }) => [`/topics?survey=${survey}&repeats=all`],
  'GET /api/v1/channels': ({ survey }) => [
    `/channels?survey=${survey}`,
    `/channels?survey=${survey}&agent=${others}&agent=ana`
  ],
  'GET /api/v1/handlers': ({ survey }) => [`/handlers?survey=${survey}`],
  'GET /api/v1/severity': ({ survey }) => [`/severity?survey=${survey}`],
  'GET /api/v1/agents': ({ survey }) => [`/agents?survey=${survey}`],
  'GET /api/v1/kpis/breaches': ({ survey }) =>
    ['first-response', 'resolution'].map((goal) => `/kpis/breaches?survey=${survey}&goal=${goal}`),
  'GET /api/v1/kpis': ({ survey }) =>
    ['channel', 'agent', 'team', 'topic'].map((by) => `/kpis?survey=${survey}&by=${by}`),
  'GET /api/v1/funnel': ({ survey }) =>
    ['channel', 'agent', 'team', 'topic', 'locale'].map((by) => `/funnel?survey=${survey}&by=${by}`),
  'GET /api/v1/scores/control': ({ survey }) => [`/scores/control?survey=${survey}&by=day`],
  'GET /api/v1/scores/waiting': ({ survey }) => [`/scores/waiting?survey=${survey}`],
  'GET /api/v1/drivers': ({ survey }) => [`/drivers?survey=${survey}`],
  'GET /api/v1/words': ({ survey }) => [`/words?survey=${survey}`],
  'GET /api/v1/responses': ({ survey }) => [
    `/responses?survey=${survey}`,
    `/responses?survey=${survey}&commented=yes&rating=4&rating=5`,
    `/responses?survey=${survey}&state=suspect&state=counted&state=excluded&state=test&repeats=all`
  ],
  'GET /api/v1/responses.csv': ({ survey }) => [`/responses.csv?survey=${survey}`],
  'GET /api/v1/surveys': ({ site }) => [`/surveys?site=${site}`],
  'GET /api/v1/surveys/{id}': ({ survey }) => [`/surveys/${survey}`],
  'GET /api/v1/surveys/{id}/versions': ({ survey }) => [`/surveys/${survey}/versions`],
  'GET /api/v1/sites': () => ['/sites'],
  'GET /api/v1/sites/{id}': ({ site }) => [`/sites/${site}`],
  'GET /api/v1/training-plans/mine': ({ survey }) => [`/training-plans/mine?survey=${survey}`],
  'GET /api/v1/disputes': ({ site }) => [
    `/disputes?site=${site}`,
    `/disputes?site=${site}&agent=${others}&agent=ana`
  ],
  'GET /api/v1/sites/{site}/follow-ups': ({ site }) => [
    `/sites/${site}/follow-ups`,
    `/sites/${site}/follow-ups?agent=${others}&state=open&state=closed`
  ],
  'GET /api/v1/sites/{site}/follow-ups/recovery': ({ site }) => [`/sites/${site}/follow-ups/recovery`],
  'GET /api/v1/sites/{site}/follow-up-figures': ({ site }) => [`/sites/${site}/follow-up-figures`],
  'GET /api/v1/invitations': ({ survey }) => [
    `/invitations?survey=${survey}`,
    `/invitations?survey=${survey}&agent=${others}`
  ],
  'GET /api/v1/me': () => ['/me'],
  'GET /api/v1/me/profile': () => ['/me/profile'],
  'GET /api/v1/notices': () => ['/notices'],
  'GET /api/v1/set-up': () => ['/set-up'],
  'GET /api/v1/connectors/kinds': () => ['/connectors/kinds']
}
/** It does not end, and says no more than that something happened: live.test.ts. */
const endless = 'GET /api/v1/live'

onBothDatabases((fresh) => {
  let app: TestApp
  let which: Which
  let ana: string
  beforeAll(async () => {
    app = await startApp(fresh)
    const { site, survey } = await givenSurvey(app)
    await followedUp({ app, site: site.id })
    ana = await makeMember(app, site.id, { email: 'ana@example.com', role: 'agent', agent: 'ana' })
    let response = ''
    let invitation = ''
    const about = (name: string, agent: string, index: number) => ({
      survey: survey.id,
      channel: name,
      topics: [name],
      agent,
      team: name,
      conversation: `${name}-${index}`,
      customer: `${name}-${index}`
    })
    for (let index = 0; index < own; index++) {
      for (const [name, agent] of [
        ['hers', 'ana'],
        [others, others]
      ] as const) {
        const what = about(name, agent, index)
        const kept = await fromProgram(app, {
          ...what,
          rating: 1 + (index % 5),
          comment: `the ${name} said ${name}`,
          answers: { person: 1 + (index % 5) },
          pageUrl: `https://shop.example/${name}`
        })
        response = ((await kept.json()) as { id: string }).id
        const { survey: _survey, conversation, ...companion } = what
        const put = await app.request(`/api/v1/conversations/${conversation}`, {
          key: testKey,
          method: 'PUT',
          body: { site: site.id, ...companion, openedAt: new Date().toISOString(), handleSeconds: 60 }
        })
        expect(put.status).toBeLessThan(300)
        invitation = (
          (await (
            await app.request('/api/v1/invitations', {
              key: testKey,
              body: { ...what, conversation: `${name}-asked-${index}`, name }
            })
          ).json()) as { id: string }
        ).id
      }
    }
    await followDue(app.services.database, app.services.now())
    const raised = await app.request('/api/v1/disputes', {
      cookie: await makeMember(app, site.id, { email: 'mona@example.com', role: 'manager' }),
      body: { survey: survey.id, answer: response, cause: 'tool', why: `of ${others}` }
    })
    expect(raised.status).toBe(201)
    const planned = await app.request('/api/v1/training-plans', {
      key: testKey,
      body: {
        survey: survey.id,
        name: 'Refunds',
        agents: ['ana', others],
        owner: others,
        notes: `of ${others}`,
        sessions: [{ day: '2026-01-05', attended: [others, 'ana'], note: `${others} was late` }],
        state: 'done'
      }
    })
    expect(planned.status).toBe(201)
    const voiced = await app.request(
      `/api/v1/training-plans/${((await planned.json()) as { id: string }).id}/voice`,
      {
        cookie: await makeMember(app, site.id, { email: 'other@example.com', role: 'agent', agent: others }),
        method: 'PATCH',
        body: { acknowledged: true, comment: `I am ${others}` }
      }
    )
    expect(voiced.status).toBe(200)
    which = { site: site.id, survey: survey.id, response, invitation }
  })
  afterAll(() => app.close())

  const ask = (path: string, cookie = ana) => app.request(`/api/v1${path}`, { cookie })

  it('tells an agent nothing of the work of others, by whatever route', async () => {
    for (const [route, pathsOf] of Object.entries(reads)) {
      for (const path of pathsOf(which)) {
        const answer = await ask(path)
        const text = await answer.text()
        expect([path, answer.status]).toEqual([path, 200])
        expect(text, `${route}: ${path}`).not.toContain(others)
      }
    }
    for (const path of [
      `/responses/${which.response}?survey=${which.survey}`,
      `/invitations/${which.invitation}`
    ])
      expect((await ask(path)).status).toBeGreaterThanOrEqual(403)
  })

  it('refuses an agent every other route', async () => {
    const { paths } = (await (await app.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, object>
    }
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).includes('get') ? [`GET ${path}`] : []
    )
    for (const route of routes.filter((route) => !(route in reads) && route !== endless)) {
      const path = route
        .replace('GET /api/v1', '')
        .replace('/responses/{id}', `/responses/${which.response}`)
        .replace('/invitations/{id}', `/invitations/${which.invitation}`)
        .replace(/\{\w+\}/, others)
      const answer = await ask(
        `${path}?${new URLSearchParams({ site: which.site, ...(path === '/tags' && { dimension: 'topic' }) })}`
      )
      const withSurvey = await ask(`${path}?survey=${which.survey}`)
      expect([
        route,
        answer.status >= 400 && answer.status < 500,
        withSurvey.status >= 400 && withSurvey.status < 500
      ]).toEqual([route, true, true])
      expect(
        `${await answer.text()} ${await withSurvey.text()}`.includes(others) && !path.includes(others),
        route
      ).toBe(false)
    }
  })

  it('counts for an agent the own answers, conversations and invitations', async () => {
    const json = async (path: string) =>
      (await (await ask(path)).json()) as {
        total: { count?: number; conversations?: number; invited?: number } | number
      }
    for (const path of ['scores', 'topics', 'channels', 'agents'])
      expect([path, (await json(`/${path}?survey=${which.survey}`)).total]).toMatchObject([
        path,
        { count: own }
      ])
    expect((await json(`/kpis?survey=${which.survey}`)).total).toMatchObject({ conversations: own })
    expect((await json(`/funnel?survey=${which.survey}`)).total).toMatchObject({ invited: own })
    expect((await json(`/responses?survey=${which.survey}`)).total).toBe(own)
    expect((await json(`/responses?survey=${which.survey}&search=said&agent=${others}`)).total).toBe(0)
  })
})
