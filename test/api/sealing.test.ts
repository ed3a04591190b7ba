import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { cookieOf, password, setUpOwner, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'

const other = 'another secret of the server, as long and as random'

onBothDatabases((fresh, dialect) => {
  let app: TestApp
  let apps: TestApp[]
  let survey: string
  let site: { id: string; secret: string }
  beforeEach(async () => {
    app = await startApp(fresh)
    apps = []
    const given = await givenSurvey(app, { asking: { quietDays: 30 } })
    survey = given.survey.id
    site = { id: given.site.id, secret: given.site.secret ?? '' }
  })
  afterEach(async () => {
    for (const one of apps) await one.services.database.close()
    await app.close()
  })

  async function again(config: { secret?: string; formerSecrets?: string[] } = {}) {
    const started = await startApp(fresh, { place: app.place, config })
    apps.push(started)
    return started
  }

  /** What somebody reads who has the database and no secret. */
  async function raw<Row>(sql: string): Promise<Row[]> {
    if (dialect === 'sqlite') {
      const connection = new BetterSqlite(app.place.url.replace('file:', ''))
      try {
        const statement = connection.prepare(sql)
        if (statement.reader) return statement.all() as Row[]
        statement.run()
        return []
      } finally {
        connection.close()
      }
    }
    const client = new pg.Client({ connectionString: app.place.url })
    await client.connect()
    try {
      return (await client.query(sql)).rows as Row[]
    } finally {
      await client.end()
    }
  }

  async function dump(): Promise<string> {
    const names = await raw<{ name: string }>(
      dialect === 'sqlite'
        ? "select name from sqlite_master where type = 'table'"
        : "select tablename as name from pg_tables where schemaname = 'public'"
    )
    const rows = await Promise.all(names.map(({ name }) => raw(`select * from "${name}"`)))
    return JSON.stringify(rows)
  }

  const get = async (of: TestApp, path: string) =>
    (await of.request(`/api/v1/${path}`, { key: testKey })).json()
  const post = (of: TestApp, path: string, body: unknown) =>
    of.request(`/api/v1/${path}`, { key: testKey, body })

  it('keeps no token, key, session, name of a customer, address or secret of a site that a thief of the database could use', async () => {
    const telegram = await startFakeTelegram()
    const cookie = cookieOf(
      await (async () => {
        await setUpOwner(app)
        return app.request('/api/auth/sign-in/email', { body: { email: 'olga@example.com', password } })
      })()
    )
    const settings = { botToken, webhookSecret }
    const telegramBot = (
      (await (
        await post(app, 'connectors', {
          site: site.id,
          kind: 'telegram',
          name: 'Bot',
          vendorUrl: telegram.url,
          settings
        })
      ).json()) as { id: string }
    ).id
    const gateway = {
      url: 'https://gateway.example/send?apikey=canary-gateway-key&to={to}',
      bodyTemplate: '{"key":"canary-body-key","to":"{to}"}',
      secret: 'canary-reply-secret'
    }
    const made = await (
      await post(app, 'connectors', { site: site.id, kind: 'sms_gateway', name: 'Texts', settings: gateway })
    ).json()
    expect(JSON.stringify(made)).not.toContain('canary-')
    const asked = (await (
      await post(app, 'invitations', {
        survey,
        channel: 'telegram',
        delivery: telegramBot,
        customer: 'canary-customer',
        address: '990041112223'
      })
    ).json()) as { url: string }
    await app.services.outbox.work()
    await post(app, 'responses', { id: randomUUID(), survey, rating: 3, customer: 'Canary-Mail@Example.com' })
    await app.request('/api/v1/conversations/c-1', {
      method: 'PUT',
      key: testKey,
      body: { site: site.id, customer: 'canary-caller' }
    })
    const key = (
      (await (await post(app, 'keys', { site: site.id, name: 'K', scopes: ['scores:read'] })).json()) as {
        key: string
      }
    ).key
    const session = decodeURIComponent(cookie.split('=')[1] ?? '')
    const kept = await dump()
    const secrets = [
      site.secret,
      key,
      asked.url.split('/').at(-1) ?? '',
      session,
      password,
      botToken,
      webhookSecret,
      '990041112223'
    ]
    const canaries = [
      'canary-customer',
      'anary-Mail',
      'canary-caller',
      'canary-gateway-key',
      'canary-body-key',
      'canary-reply-secret'
    ]
    expect(
      [...secrets, ...canaries].filter((one) => one === '' || kept.toLowerCase().includes(one.toLowerCase()))
    ).toEqual([])
    await telegram.close()
  })

  it.each([
    ['  Zoé   Müller ', 'Zoe\u0301 Mu\u0308ller', 'zoé müller'],
    ['Ana.Li@Example.com', 'mailto:ana.li@example.COM', 'ana.li@example.org'],
    ['+92 (300) 123-4567', '00923001234567', '+923001234568'],
    ['k-4711', 'k-4711', 'K-4711']
  ])('knows “%s” by “%s”, and not by “%s”', async (written, alike, another) => {
    await post(app, 'responses', { id: randomUUID(), survey, rating: 3, customer: written })
    const found = async (customer: string) =>
      (
        (await get(app, `responses?survey=${survey}&customer=${encodeURIComponent(customer)}`)) as {
          rows: unknown[]
        }
      ).rows.length
    expect([await found(written), await found(alike), await found(another)]).toEqual([1, 1, 0])
    expect(await get(app, `responses?survey=${survey}`)).toMatchObject({
      rows: [{ customer: written.trim() }]
    })
  })

  it('seals what an older version had kept in plain text, and goes on with it', async () => {
    await post(app, 'responses', { id: 'answer-01', survey, rating: 3, customer: 'older-customer' })
    await post(app, 'invitations', {
      survey,
      channel: 'sms',
      customer: 'older-customer',
      address: '+923001234567'
    })
    await app.request('/api/v1/conversations/c-1', {
      method: 'PUT',
      key: testKey,
      body: { site: site.id, customer: 'older-caller' }
    })
    await raw("update response set customer = 'older-customer', customer_hash = null")
    await raw(
      "update invitation set customer = 'older-customer', customer_hash = null, address = " +
        "'+923001234567', address_hash = null"
    )
    await raw("update conversation set customer = 'older-caller', customer_hash = null")
    await raw(`update site set secret = '${'5e'.repeat(32)}'`)
    const started = await again()
    const kept = await dump()
    const plain = ['older-customer', 'older-caller', '+923001234567', '5e'.repeat(32)]
    expect(plain.filter((one) => kept.includes(one))).toEqual([])
    if (dialect === 'sqlite') {
      const folder = dirname(app.place.url.replace('file:', ''))
      expect(
        plain.filter((one) =>
          readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(one))
        )
      ).toEqual([])
    }
    expect(await get(started, `responses?survey=${survey}&customer=older-customer`)).toMatchObject({
      rows: [{ id: 'answer-01', customer: 'older-customer' }]
    })
    expect(await get(started, `invitations?survey=${survey}&customer=older-customer`)).toMatchObject({
      rows: [{ customer: 'older-customer' }]
    })
    expect(
      await (
        await post(started, 'eligibility', { survey, channel: 'sms', customer: 'older-customer' })
      ).json()
    ).toMatchObject({ eligible: false })
    expect(await get(started, `sites/${site.id}`)).toMatchObject({ secret: '5e'.repeat(32) })
  })

  it('reads names after a change of the secret, and loses none while the secret is another one by mistake', async () => {
    await post(app, 'responses', { id: 'answer-01', survey, rating: 3, customer: 'a-customer' })
    await post(app, 'opt-outs', { site: site.id, customer: 'who-opted-out' })
    const mistaken = await again({ secret: other })
    expect(await get(mistaken, `responses?survey=${survey}`)).toMatchObject({
      rows: [{ id: 'answer-01', customer: null }]
    })
    expect(
      (await post(mistaken, 'responses', { id: 'answer-01', survey, rating: 4, comment: 'edited meanwhile' }))
        .status
    ).toBe(200)
    expect(
      (await post(mistaken, 'responses', { id: 'answer-02', survey, rating: 4, customer: 'a-customer' }))
        .status
    ).toBe(503)
    expect(
      (await post(mistaken, 'invitations', { survey, channel: 'sms', customer: 'who-opted-out' })).status
    ).toBe(503)
    const renewed = await again({ secret: other, formerSecrets: [app.services.config.secret] })
    expect(await get(renewed, `responses?survey=${survey}&customer=a-customer`)).toMatchObject({
      rows: [{ id: 'answer-01', rating: 4, customer: 'a-customer' }]
    })
    expect(
      await (await post(renewed, 'eligibility', { survey, channel: 'sms', customer: 'who-opted-out' })).json()
    ).toEqual({ eligible: false, rule: 'opted-out' })
    // One key was sealed anew, so the former secret is needed no more.
    const without = await again({ secret: other })
    expect(await get(without, `responses?survey=${survey}&customer=a-customer`)).toMatchObject({
      rows: [{ customer: 'a-customer' }]
    })
  })
})
