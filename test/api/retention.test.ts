import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { verifyColumns } from '../../server/figures/verify'
import { makeRetaining } from '../../server/retention/retaining-job'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

const dayMs = 86_400_000

onBothDatabases((fresh) => {
  let app: TestApp
  let clock: number
  let survey: string
  let site: string
  beforeEach(async () => {
    clock = Date.parse('2026-06-01T09:00:00Z')
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app)
    survey = given.survey.id
    site = given.site.id
  })
  afterEach(() => app.close())

  const get = async (path: string) => (await app.request(`/api/v1/${path}`, { key: testKey })).json()
  const post = async (path: string, body: unknown) =>
    (await app.request(`/api/v1/${path}`, { key: testKey, body })).json()
  const set = (body: unknown) =>
    app.request(`/api/v1/sites/${site}/retention`, { method: 'PATCH', key: testKey, body })
  const answered = () =>
    get(`responses?survey=${survey}&repeats=all&from=2026-05-01&to=2026-12-01`) as Promise<{
      rows: Record<string, unknown>[]
    }>

  /** Somebody answers, is invited and has a conversation today. */
  async function contact(name: string) {
    await post('responses', {
      id: randomUUID(),
      survey,
      rating: 2,
      customer: name,
      comment: `words of ${name}`,
      answers: { said: 'more words', person: 4 },
      pageUrl: 'https://shop.example/basket'
    })
    await post('invitations', { survey, channel: 'sms', customer: name, address: '+923001234567' })
    await app.request(`/api/v1/conversations/of-${name}`, {
      method: 'PUT',
      key: testKey,
      body: { site, customer: name, openedAt: new Date(clock).toISOString() }
    })
  }

  const differences = async () => {
    let count = 0
    for await (const { differences } of verifyColumns(app.services.database, survey))
      count += differences.length
    return count
  }

  it('empties what is older than it is kept, once a day, and no figure changes', async () => {
    await contact('early')
    clock += 40 * dayMs
    await contact('late')
    const figures = async () => [
      await get(`scores?survey=${survey}&by=channel&from=2026-05-01&to=2026-12-01`),
      await get(`kpis?survey=${survey}&by=channel&from=2026-05-01&to=2026-12-01`)
    ]
    const before = await figures()
    expect(await get(`sites/${site}/retention`)).toMatchObject({
      days: { comments: null },
      today: { comments: 0 }
    })
    expect(
      await get(`sites/${site}/retention?comments=30&addresses=30&links=30&conversations=30&deliveries=1`)
    ).toMatchObject({
      days: { comments: null },
      today: { comments: 1, links: 1, addresses: 2, conversations: 1, deliveries: 0 }
    })
    const retaining = makeRetaining(app.services)
    await retaining.work()
    expect((await answered()).rows.map(({ comment }) => comment).sort()).toEqual([
      'words of early',
      'words of late'
    ])

    expect((await set({ comments: 30, addresses: 30, links: 30, conversations: 30 })).status).toBe(200)
    await makeRetaining(app.services).work()
    const rows = (await answered()).rows
    expect(
      rows.map(({ comment, customer, pageUrl, answers, rating }) => ({
        comment,
        customer,
        pageUrl,
        answers,
        rating
      }))
    ).toEqual([
      {
        comment: 'words of late',
        customer: 'late',
        pageUrl: 'https://shop.example/basket',
        answers: { said: 'more words', person: 4 },
        rating: 2
      },
      { comment: null, customer: null, pageUrl: null, answers: { person: 4 }, rating: 2 }
    ])
    expect(((await get(`invitations?survey=${survey}`)) as { rows: unknown[] }).rows).toMatchObject([
      { customer: 'late' },
      { customer: null }
    ])
    expect(await figures()).toEqual(before)
    expect(await differences()).toBe(0)
    expect(await get(`sites/${site}/retention`)).toMatchObject({
      days: { comments: 30, deliveries: null },
      today: { comments: 0, addresses: 0 }
    })

    // The next day it goes on by itself.
    clock += 31 * dayMs
    await makeRetaining(app.services).work()
    expect((await answered()).rows.map(({ comment }) => comment)).toEqual([null, null])
  })

  it('is for owners, is in the audit trail, and can be switched off', async () => {
    const manager = await makeMember(app, site, { email: 'mia@example.com', role: 'manager' })
    expect((await app.request(`/api/v1/sites/${site}/retention`, { cookie: manager })).status).toBe(403)
    expect((await app.request('/api/v1/sites/sit_none/retention', { key: testKey })).status).toBe(404)
    expect((await set({ comments: 0 })).status).toBe(422)
    await set({ comments: 30 })
    clock += 1_000
    expect(await (await set({ comments: null })).json()).toMatchObject({ days: { comments: null } })
    expect(await get(`audit?site=${site}&action=retention-changed`)).toMatchObject({
      rows: [{ subject: site }, { subject: site, detail: { to: { 'retention.comments': 30 } } }]
    })
  })
})
