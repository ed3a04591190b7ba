import { afterAll, beforeAll, expect, it } from 'vitest'
import { scopes } from '../../server/contract/terms'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { followedUp } from '../support/followed'
import { fromProgram, givenSurvey } from '../support/given'
import type { Send, Things } from '../support/route-tries'
import { canary, csvFor, tries } from '../support/route-tries'

onBothDatabases((fresh) => {
  let app: TestApp
  let their: Things
  let eve: { key: string; cookie: string }
  beforeAll(async () => {
    app = await startApp(fresh)
    const { site, survey } = await givenSurvey(app, { name: canary }, { name: canary })
    const answer = (await (
      await fromProgram(app, {
        survey: survey.id,
        rating: 5,
        comment: canary,
        topics: [canary],
        agent: canary
      })
    ).json()) as { id: string }
    const key = (await (
      await app.request('/api/v1/keys', {
        key: testKey,
        body: { site: site.id, name: canary, scopes: ['scores:read'] }
      })
    ).json()) as { id: string }
    const {
      rows: [optOut]
    } = (await (
      await app.request('/api/v1/opt-outs', { key: testKey, body: { site: site.id, customer: canary } })
    ).json()) as { rows: { id: string }[] }
    const run = (await (
      await send(['/api/v1/imports', { form: csvFor(survey.id) }], { key: testKey })
    ).json()) as { id: string }
    const connector = (await (
      await app.request('/api/v1/connectors', {
        key: testKey,
        body: {
          site: site.id,
          kind: 'email',
          name: canary,
          settings: { host: 'mail.example.com', from: 'canary@example.com' }
        }
      })
    ).json()) as { id: string }
    const endpoint = (await (
      await app.request('/api/v1/endpoints', {
        key: testKey,
        body: { site: site.id, url: 'http://127.0.0.1:9/', name: canary, events: ['import.done'] }
      })
    ).json()) as { id: string }
    const invitation = (await (
      await app.request('/api/v1/invitations', {
        key: testKey,
        body: { survey: survey.id, name: canary, reusable: true }
      })
    ).json()) as { id: string }
    const plan = (await (
      await app.request('/api/v1/training-plans', {
        key: testKey,
        body: { survey: survey.id, name: canary, agents: [canary] }
      })
    ).json()) as { id: string }
    const goal = (await (
      await app.request('/api/v1/goals', {
        key: testKey,
        body: { survey: survey.id, team: canary, value: 80, due: '2199-01-01' }
      })
    ).json()) as { id: string }
    const mark = (await (
      await app.request('/api/v1/marks', {
        key: testKey,
        body: { survey: survey.id, day: '2026-10-01', name: canary }
      })
    ).json()) as { id: string }
    const alert = (await (
      await app.request('/api/v1/alerts', {
        key: testKey,
        body: {
          site: site.id,
          kinds: ['score-worse'],
          to: { target: 'slack', url: `http://127.0.0.1:9/${canary}` }
        }
      })
    ).json()) as { id: string }
    their = {
      site: site.id,
      survey: survey.id,
      response: answer.id,
      key: key.id,
      optOut: optOut?.id ?? '',
      importRun: run.id,
      connector: connector.id,
      endpoint: endpoint.id,
      invitation: invitation.id,
      plan: plan.id,
      mark: mark.id,
      goal: goal.id,
      alert: alert.id,
      dispute: '',
      followUp: await followedUp(
        { app, site: site.id },
        { survey: survey.id, rating: 1, comment: canary }
      ).then(([id = '']) => id)
    }
    const raised = await app.request('/api/v1/disputes', {
      cookie: await makeMember(app, site.id, { email: 'max@example.com', role: 'manager' }),
      body: { survey: survey.id, answer: answer.id, cause: 'tool', why: canary }
    })
    their.dispute = ((await raised.json()) as { id: string }).id
    const { site: mine } = await givenSurvey(app, {}, { name: 'Eve’s' })
    const mineToo = (await (
      await app.request('/api/v1/keys', { key: testKey, body: { site: mine.id, name: 'Eve', scopes } })
    ).json()) as { key: string }
    eve = {
      key: mineToo.key,
      cookie: await makeMember(app, mine.id, { email: 'eve@example.com', role: 'owner' })
    }
  })
  afterAll(() => app.close())

  async function send(
    [path, { method, body, form } = {}]: [string, Send?],
    by: { key?: string; cookie?: string }
  ) {
    if (!form)
      return app.request(path, {
        ...by,
        ...(method ? { method } : {}),
        ...(body === undefined ? {} : { body })
      })
    return app.app.request(path, {
      method: 'POST',
      body: form,
      headers: {
        ...(by.key ? { authorization: `Bearer ${by.key}` } : {}),
        ...(by.cookie ? { cookie: by.cookie } : {})
      }
    })
  }
  const everythingThings = async () =>
    JSON.stringify(
      await Promise.all(
        [
          `/api/v1/sites/${their.site}`,
          `/api/v1/surveys/${their.survey}`,
          `/api/v1/responses?survey=${their.survey}`,
          `/api/v1/keys?site=${their.site}`,
          `/api/v1/members?site=${their.site}`,
          `/api/v1/connectors?site=${their.site}`,
          `/api/v1/endpoints?site=${their.site}`,
          `/api/v1/invitations?survey=${their.survey}`,
          `/api/v1/disputes?site=${their.site}`,
          `/api/v1/sites/${their.site}/follow-ups`,
          `/api/v1/sites/${their.site}/follow-up-rules`
        ].map(async (path) => (await app.request(path, { key: testKey })).json())
      )
    )

  it('has a try for every route there is, so that a new one cannot be forgotten', async () => {
    const { paths } = (await (await app.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, object>
    }
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
    )
    expect(Object.keys(tries).sort()).toEqual(routes.sort())
  })

  it.each(['key', 'cookie'] as const)(
    'shows and lets change nothing of another tenant, by %s',
    async (means) => {
      const before = await everythingThings()
      for (const [route, attempt] of Object.entries(tries)) {
        if (typeof attempt !== 'function') continue
        const answer = await send(attempt(their), { [means]: eve[means] })
        // A key or session of Eve's may list and make what is hers; everything of the other tenant is not there for
        // her.
        const isHers =
          route === 'GET /api/v1/sites' || route === 'POST /api/v1/sites' || route.endsWith('/batch')
        if (!isHers)
          expect([
            route,
            answer.status < 400 ? 'let through' : answer.status >= 500 ? 'broke' : 'refused'
          ]).toEqual([route, 'refused'])
        expect(await answer.text(), route).not.toContain(canary)
      }
      expect(await everythingThings()).toBe(before)
    }
  )
})
