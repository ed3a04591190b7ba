import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeLogger } from '../../server/text/logger'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, givenSurvey } from '../support/given'

const canary = 'QUIETBIRD'

onBothDatabases((fresh, dialect) => {
  let app: TestApp
  let log: string
  let survey: string
  let site: string
  let cookie: string
  beforeEach(async () => {
    log = ''
    app = await startApp(fresh, { log: makeLogger('debug', { write: (line) => void (log += line) }) })
    const made = await givenSurvey(app)
    ;[survey, site] = [made.survey.id, made.site.id]
    cookie = await makeMember(app, site, { email: 'olga@example.com', role: 'owner' })
  })
  afterEach(() => app.close())

  /** All that somebody can say of themselves or look for, each with a canary in it. */
  async function sayEverything() {
    const answer = {
      id: `${canary}-0123456789`,
      survey,
      rating: 4,
      comment: `${canary} ${canary}`,
      customer: canary,
      conversation: canary,
      agent: canary,
      team: canary,
      topics: [canary],
      pageUrl: `https://shop.example/${canary}`
    }
    const form = new FormData()
    for (const [name, value] of [
      ['survey', survey],
      ['mapping', JSON.stringify({ rating: 'a', comment: 'b', customer: 'c' })]
    ] as const)
      form.set(name, value)
    form.set('file', new File([`a,b,c\n5,${canary},${canary}\n`], `${canary}.csv`))
    const requests = [
      fromPage(app, answer, { 'x-forwarded-for': canary, 'user-agent': canary }),
      app.request('/api/v1/responses', { key: testKey, body: { ...answer, id: `${canary}-9876543210` } }),
      app.request('/api/v1/responses/batch', {
        key: testKey,
        body: { responses: [{ ...answer, id: `${canary}-1111111111` }, canary] }
      }),
      app.request('/api/v1/invitations', {
        key: testKey,
        body: {
          survey,
          channel: 'email',
          address: `${canary}@example.com`,
          customer: canary,
          externalId: canary
        }
      }),
      app.request('/api/v1/eligibility', {
        key: testKey,
        body: { survey, channel: 'email', address: `${canary}@example.com`, customer: canary }
      }),
      app.request('/api/v1/opt-outs', {
        key: testKey,
        body: { site, customer: canary, address: `${canary}@example.com` }
      }),
      app.request(`/api/v1/conversations/${canary}`, {
        method: 'PUT',
        key: testKey,
        body: { site, agent: canary, customer: canary }
      }),
      app.request(`/api/v1/responses?${new URLSearchParams({ survey, search: canary })}`, { cookie }),
      app.request(
        `/api/v1/responses?${new URLSearchParams({ survey, customer: canary, conversation: canary })}`,
        { cookie }
      ),
      app.request(`/api/v1/scores?${new URLSearchParams({ survey, topic: canary, agent: canary })}`, {
        cookie
      }),
      app.request(`/api/v1/invitations?${new URLSearchParams({ survey, customer: canary })}`, { cookie }),
      app.request('/api/auth/sign-in/email', { body: { email: `${canary}@example.com`, password: canary } }),
      app.request('/api/v1/members', {
        cookie,
        body: { site, name: canary, email: `${canary}@example.com`, role: 'manager' }
      }),
      app.request(`/s/${canary}`, {}),
      app.request('/api/v1/sites', { key: `hb_${canary}` }),
      app.app.request('/api/v1/imports', {
        method: 'POST',
        body: form,
        headers: { authorization: `Bearer ${testKey}` }
      })
    ]
    return (await Promise.all(requests)).map(({ status }) => status)
  }

  it('logs nothing that somebody said or looked for', async () => {
    await sayEverything()
    expect(log).toContain('"request"')
    expect(log.toLowerCase()).not.toContain(canary.toLowerCase())
  })

  // PostgreSQL's driver puts the parameters of a statement that fails into its error, and the error went into
  // the log.
  it('nor when every statement fails', async () => {
    const { database } = app.services
    const tables = [
      'response',
      'invitation',
      'conversation',
      'opt_out',
      'auth_user',
      'tag_set',
      'label',
      'survey_version',
      'invite',
      'import_run'
    ].map((table) => `alter table ${table} rename to ${table}_gone;`)
    for (const statement of tables) await database.script(statement).catch(() => {})
    const statuses = await sayEverything()
    expect(statuses.filter((status) => status === 500).length).toBeGreaterThan(5)
    expect(log).toContain('a request failed')
    expect(log).toContain(dialect === 'sqlite' ? 'no such table' : 'a statement failed')
    expect(log.toLowerCase()).not.toContain(canary.toLowerCase())
    expect(log).not.toContain('params')
  })
})
