import { createHmac, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView } from '../../server/contract/connectors'
import type { EligibilityView } from '../../server/contract/eligibility'
import type { ScoresView } from '../../server/contract/figures'
import type { InvitationView } from '../../server/contract/invitations'
import { verifyColumns } from '../../server/figures/verify'
import { prepare } from '../../server/upgrades/prepare'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromProgram, givenSurvey, shop } from '../support/given'
import { imported } from '../support/importing'

const spellings = ['ana@example.com', 'Ana@Example.com', '\u200bana@EXAMPLE.com\u2060']

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let survey: string
  beforeEach(async () => {
    app = await startApp(fresh)
    const given = await givenSurvey(app, { asking: { quietDays: 30 } })
    site = given.site.id
    survey = given.survey.id
  })
  afterEach(() => app.close())

  const ask = async <T>(path: string, body?: unknown) =>
    (await (
      await app.request(`/api/v1${path}`, { key: testKey, ...(body === undefined ? {} : { body }) })
    ).json()) as T
  const invited = async (more: Record<string, unknown>) =>
    (
      await ask<InvitationView>('/invitations', {
        survey,
        channel: 'email',
        conversation: randomUUID(),
        ...more
      })
    ).state
  const why = async (more: Record<string, unknown>) =>
    (await ask<EligibilityView>('/eligibility', { survey, channel: 'email', ...more })).rule
  const count = async (path: string) => (await ask<{ rows: unknown[] }>(path)).rows.length

  it('asks one mailbox once, however it is written, by address and by name', async () => {
    const settings = { host: '127.0.0.1', port: 9, security: 'none', from: 'hello@shop.example' }
    const { id: delivery } = await ask<ConnectorView>('/connectors', {
      site,
      kind: 'email',
      name: 'Our mail',
      settings
    })
    const states = []
    for (const address of spellings) states.push(await invited({ delivery, address }))
    for (const customer of spellings)
      states.push(
        await invited({ customer: customer.replace(/ana/i, (name) => (name === 'Ana' ? 'Bob' : 'bob')) })
      )
    expect(states).toEqual(['created', 'suppressed', 'suppressed', 'created', 'suppressed', 'suppressed'])
  })

  it.each(['customer', 'address'])(
    'keeps the wish of a %s to be left alone, however it is written',
    async (kind) => {
      await ask('/opt-outs', { site, [kind]: 'Ana@Example.com' })
      for (const one of spellings) {
        expect(await why({ [kind]: one, ...(kind === 'address' && { customer: 'c-1' }) })).toBe('opted-out')
        expect(await count(`/opt-outs?site=${site}&${kind}=${encodeURIComponent(one)}`)).toBe(1)
      }
      await ask('/opt-outs', { site, [kind]: 'ana@example.com' })
      expect(await count(`/opt-outs?site=${site}`)).toBe(1)
    }
  )

  it('knows a customer from files, programs and pages, and finds and erases them by any spelling', async () => {
    await imported(app, {
      survey,
      file: `id,score,answered_at,customer\nA1,5,${new Date().toISOString()},ANA@example.com\n`
    })
    await fromProgram(app, { survey, rating: 4, customer: 'Ana@example.com', topics: ['x'] })
    const { secret } = (
      await app.services.database.handle.select().from(app.services.database.tables.site)
    )[0] ?? { secret: '' }
    for (const customer of spellings) {
      expect(await why({ customer })).toBe('quiet-period')
      expect(await count(`/responses?survey=${survey}&customer=${encodeURIComponent(customer)}`)).toBe(2)
      const signature = signedBy(secret, customer)
      const page = await app.request('/api/v1/eligibility', {
        body: { survey, customer, signature },
        headers: { origin: shop, 'content-type': 'text/plain' }
      })
      expect(await page.json()).toMatchObject({ eligible: false })
    }
    const erased = await app.request(`/api/v1/customers/erase`, {
      key: testKey,
      body: { site, customer: spellings[2] }
    })
    expect(erased.status, await erased.clone().text()).toBe(200)
    expect(await count(`/responses?survey=${survey}&customer=ana@example.com`)).toBe(0)
  })

  const signedBy = (secret: string, customer: string) =>
    createHmac('sha256', secret).update(customer).digest('hex')
  const secretOfSite = async () =>
    (await app.services.database.handle.select().from(app.services.database.tables.site))[0]?.secret ?? ''
  const counted = async () => (await ask<ScoresView>(`/scores?survey=${survey}`)).total.tally

  it('counts one mailbox once that is signed in several spellings, as it does one agent', async () => {
    const secret = await secretOfSite()
    const told = async (rating: number, claims: Record<string, string>) => {
      const signature = createHmac('sha256', secret).update(JSON.stringify(claims)).digest('hex')
      const body = { id: randomUUID(), secret: 's'.repeat(22), survey, rating, ...claims, signature }
      const sent = await app.request('/api/v1/responses', {
        body,
        headers: { origin: shop, 'content-type': 'text/plain' }
      })
      expect([claims, sent.status]).toEqual([claims, 201])
    }
    for (const [index, customer] of spellings.entries()) await told(index + 1, { customer })
    expect(await counted()).toEqual({ 1: 0, 2: 0, 3: 1, 4: 0, 5: 0 })
    for (const agent of ['Ana  B.', 'Ana B.']) await told(5, { agent, customer: 'MAILTO:Bob@example.com' })
    await told(4, { agent: 'Ana\u200b B.', customer: 'bob@Example.com' })
    expect(await counted()).toEqual({ 1: 0, 2: 0, 3: 1, 4: 1, 5: 0 })
    // A name that is no address keeps its capitals: it may be somebody else's key.
    for (const customer of ['k-A', 'k-a']) await told(2, { customer })
    expect((await counted())[2]).toBe(2)
  })

  it('joins after an upgrade what was signed in several spellings before, and counts it once', async () => {
    const { database, config } = app.services
    const { response } = database.tables
    const secret = await secretOfSite()
    const before = (claims: Record<string, string>) =>
      createHmac('sha256', secret)
        .update(`claims ${JSON.stringify(claims)}`)
        .digest('base64url')
        .slice(0, 22)
    for (const [index, customer] of [...spellings, 'Zoe@Example.com'].entries()) {
      await fromProgram(app, {
        id: `before-${index}`,
        survey,
        rating: index + 1,
        customer,
        ...(index > 0 && { agent: 'ana' })
      })
      const signedAs = before(index > 0 ? { agent: 'ana', customer } : { customer })
      await database.handle
        .update(response)
        .set({ signedAs })
        .where(eq(response.id, `before-${index}`))
    }
    await database.script(`delete from migration where name = '063-signatures-plain'`)
    expect(await counted()).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1, 5: 0 })
    await prepare(database, config)
    // Two spellings of one mailbox with one agent were one customer; alone, without an agent, it was signed as
    // something else.
    expect(await counted()).toEqual({ 1: 1, 2: 0, 3: 1, 4: 1, 5: 0 })
    const body = {
      id: randomUUID(),
      secret: 's'.repeat(22),
      survey,
      rating: 5,
      customer: 'zoe@example.com',
      agent: 'ana'
    }
    const signature = createHmac('sha256', secret)
      .update('{"agent":"ana","customer":"zoe@example.com"}')
      .digest('hex')
    await app.request('/api/v1/responses', {
      body: { ...body, signature },
      headers: { origin: shop, 'content-type': 'text/plain' }
    })
    expect(await counted()).toEqual({ 1: 1, 2: 0, 3: 1, 4: 0, 5: 1 })
    const wrong = []
    for await (const { differences } of verifyColumns(database, survey)) wrong.push(...differences)
    expect(wrong).toEqual([])
  })

  it('goes on with wishes that were kept as they were written before', async () => {
    const { database, config } = app.services
    await fromProgram(app, { survey, rating: 4, customer: 'Eve@Example.com' })
    const { secret = '' } = (await database.handle.select().from(database.tables.site))[0] ?? {}
    const hash = (customer: string) =>
      createHmac('sha256', secret).update(`opt-out customer ${customer}`).digest('base64url')
    const row = { siteId: site, kind: 'customer', masked: 'e•••@Example.com', source: 'api', createdAt: 1 }
    await database.handle.insert(database.tables.optOut).values([
      { id: 'opt_1', hash: hash('Eve@Example.com'), ...row },
      { id: 'opt_2', hash: hash('Dan@Example.com'), ...row }
    ])
    await database.script(`delete from migration where name = '061-opt-outs-plain'`)
    await prepare(database, config)
    expect([await why({ customer: 'eve@example.com' }), await why({ customer: 'EVE@example.com' })]).toEqual([
      'opted-out',
      'opted-out'
    ])
    expect(await why({ customer: 'Dan@Example.com' })).toBe('opted-out')
  })
})
