import { randomUUID } from 'node:crypto'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeRemoving } from '../../server/erasure/removing-job'
import type { TestApp } from '../support/app'
import { makeMember, password, setUpOwner, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, givenSurvey } from '../support/given'

onBothDatabases((fresh) => {
  let app: TestApp
  let owner: string
  beforeAll(async () => {
    app = await startApp(fresh)
    owner = await setUpOwner(app)
  })
  afterAll(() => app.close())

  const get = async (path: string, who: { key?: string; cookie?: string } = { key: testKey }) =>
    app.request(`/api/v1/${path}`, who)
  const post = (path: string, body: unknown) => app.request(`/api/v1/${path}`, { key: testKey, body })
  const remove = (path: string, name: string, who: { key?: string; cookie?: string } = { key: testKey }) =>
    app.request(`/api/v1/${path}?${new URLSearchParams({ name })}`, {
      method: 'DELETE',
      ...who,
      headers: { origin: app.services.config.publicUrl }
    })
  const work = () => makeRemoving(app.services).work()

  /** A site with something in most tables. */
  async function givenSite(name: string) {
    const { site, survey } = await givenSurvey(app, { name: `Survey of ${name}` }, { name })
    await fromPage(app, { id: randomUUID(), survey: survey.id, rating: 5, comment: 'from a page' })
    for (const rating of [1, 2, 5])
      await post('responses', {
        id: randomUUID(),
        survey: survey.id,
        rating,
        topics: ['billing', 'refund'],
        agent: 'ana',
        customer: 'c-1',
        conversation: `c-${rating}`
      })
    const poster = (await (
      await post('invitations', { survey: survey.id, channel: 'in_person', reusable: true })
    ).json()) as { url: string }
    await post('connectors', {
      site: site.id,
      kind: 'telegram',
      name: 'Bot',
      settings: {
        botToken: '123456:a-bot-token-of-thirty-five-letters',
        webhookSecret: 'the_secret_of_the_webhook'
      }
    })
    await post('invitations', {
      survey: survey.id,
      channel: 'telegram',
      delivery: 'telegram',
      address: '4711',
      customer: 'c-1'
    })
    await app.request('/api/v1/conversations/c-1', {
      method: 'PUT',
      key: testKey,
      body: { site: site.id, customer: 'c-1', agent: 'ana' }
    })
    await post('opt-outs', { site: site.id, customer: 'c-9' })
    await post('keys', { site: site.id, name: 'K', scopes: ['scores:read'] })
    await makeMember(app, site.id, { email: `m-${site.id.toLowerCase()}@example.com`, role: 'manager' })
    return { site, survey, link: poster.url }
  }

  /** In which tables something of it stands. */
  async function tablesWith(id: string): Promise<string[]> {
    const { database } = app.services
    const found: string[] = []
    for (const [name, table] of Object.entries(database.tables as Record<string, SQLiteTable>)) {
      if (JSON.stringify(await database.handle.select().from(table)).includes(id)) found.push(name)
    }
    return found
  }

  it('deletes a survey by its name, after it has said what goes with it, and leaves nothing of it but who did so', async () => {
    const { site, survey, link } = await givenSite('A shop')
    const { survey: other } = await givenSurvey(app)
    expect(await (await get(`surveys/${survey.id}/deletion`)).json()).toMatchObject({
      name: 'Survey of A shop',
      takes: { answers: 4, invitations: 2 }
    })
    expect(await (await remove(`surveys/${survey.id}`, 'Another survey')).json()).toMatchObject({
      code: 'name-wrong',
      field: 'name'
    })
    expect((await get(`surveys/${survey.id}`)).status).toBe(200)
    expect((await remove(`surveys/${survey.id}`, 'Survey of A shop')).status).toBe(204)
    const paths = [
      `surveys/${survey.id}`,
      `surveys/${survey.id}/versions`,
      `surveys/${survey.id}/deletion`,
      `scores?survey=${survey.id}`,
      `responses?survey=${survey.id}`,
      `invitations?survey=${survey.id}`
    ]
    for (const path of paths) expect([path, (await get(path)).status]).toEqual([path, 404])
    expect((await fromPage(app, { id: randomUUID(), survey: survey.id, rating: 5 })).status).toBe(404)
    expect((await app.request(new URL(link).pathname)).status).toBe(404)
    await work()
    expect(await tablesWith(survey.id)).toEqual(['audit'])
    expect(
      await (await get(`audit?site=${site.id}&subject=${survey.id}&action=survey-deleted`)).json()
    ).toMatchObject({ rows: [{ detail: { name: 'Survey of A shop', answers: 4 } }] })
    expect((await get(`surveys/${other.id}`)).status).toBe(200)
  })

  it('deletes a site with all that there is of it, and lets the pages that have its tag work on', async () => {
    const { site, survey } = await givenSite('Another shop')
    const manager = await makeMember(app, site.id, { email: 'max@example.com', role: 'manager' })
    expect((await get(`sites/${site.id}/deletion`, { cookie: manager })).status).toBe(403)
    expect((await remove(`sites/${site.id}`, 'Another shop', { cookie: manager })).status).toBe(403)
    expect(await (await get(`sites/${site.id}/deletion`, { cookie: owner })).json()).toMatchObject({
      name: 'Another shop',
      takes: { surveys: 1, answers: 4, connectors: 1, members: 3, keys: 1 }
    })
    expect((await remove(`sites/${site.id}`, 'Another shop', { cookie: owner })).status).toBe(204)
    for (const path of [
      `sites/${site.id}`,
      `surveys/${survey.id}`,
      `scores?survey=${survey.id}`,
      `members?site=${site.id}`
    ])
      expect([path, (await get(path, { cookie: owner })).status]).toEqual([path, 404])
    expect(await (await get('sites')).text()).not.toContain(site.id)
    const tag = await app.request(`/w/${site.key}.js`)
    // A script that is not there fails by itself: nothing of it runs, and nothing of the page waits for it.
    expect([tag.status, tag.headers.get('content-type')]).toEqual([404, 'application/json'])
    await work()
    expect([await tablesWith(site.id), await tablesWith(survey.id)]).toEqual([[], []])
  })

  it('deletes an account, one’s own or for the operator another’s, but not the last owner’s', async () => {
    const { site } = await givenSurvey(app, {}, { name: 'Third shop' })
    const member = await makeMember(app, site.id, { email: 'mia@example.com', role: 'manager' })
    expect(await (await get('people/me/deletion', { cookie: owner })).json()).toMatchObject({
      name: 'olga@example.com',
      lastOwnerOf: expect.arrayContaining(['Third shop'])
    })
    expect((await remove('people/me', 'olga@example.com', { cookie: owner })).status).toBe(409)
    expect(await (await get('people/me/deletion', { cookie: member })).json()).toEqual({
      name: 'mia@example.com',
      leaves: ['Third shop'],
      lastOwnerOf: []
    })
    const members = (await (await get(`members?site=${site.id}`)).json()) as {
      rows: { id: string; email: string }[]
    }
    const idOf = (email: string) => members.rows.find((row) => row.email === email)?.id ?? ''
    expect(
      (await remove(`people/${idOf('olga@example.com')}`, 'olga@example.com', { cookie: member })).status
    ).toBe(404)
    expect((await remove('people/me', 'mia@example.com', { cookie: member })).status).toBe(204)
    expect((await get('me', { cookie: member })).status).toBe(401)
    expect(
      (await app.request('/api/auth/sign-in/email', { body: { email: 'mia@example.com', password } })).status
    ).toBe(401)
    expect(await tablesWith('mia@example.com')).toEqual([])
    const other = await makeMember(app, site.id, { email: 'max2@example.com', role: 'agent', agent: 'ana' })
    const { rows } = (await (await get(`members?site=${site.id}`)).json()) as typeof members
    const id = rows.find(({ email }) => email === 'max2@example.com')?.id
    expect((await remove(`people/${id}`, 'max2@example.com', { cookie: owner })).status).toBe(204)
    expect((await get('me', { cookie: other })).status).toBe(401)
  })
})
