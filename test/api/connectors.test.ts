import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectorView, KindView } from '../../server/contract/connectors'
import { scopes } from '../../server/contract/terms'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, webhookSecret } from '../support/fake-telegram'
import { startFakeVendor } from '../support/fake-vendor'
import { givenSurvey } from '../support/given'

const settings = { host: 'mail.example.com', from: 'hello@shop.example', password: 'a secret of the mail' }

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let survey: string
  beforeAll(async () => {
    app = await startApp(fresh)
    const given = await givenSurvey(app)
    site = given.site.id
    survey = given.survey.id
  })
  afterAll(() => app.close())

  const send = (
    path: string,
    body?: unknown,
    more: { method?: string; headers?: Record<string, string>; cookie?: string } = {}
  ) =>
    app.request(`/api/v1/connectors${path}`, {
      ...(more.cookie ? {} : { key: testKey }),
      ...(body === undefined ? {} : { body }),
      ...more
    })
  const make = async (more: Record<string, unknown> = {}) =>
    (await (
      await send('', { site, kind: 'email', name: 'Our mail', settings, ...more })
    ).json()) as ConnectorView

  it('describes every kind with a sentence for each of its settings, and which of them are secret', async () => {
    const { rows } = (await (await send('/kinds')).json()) as { rows: KindView[] }
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['email', 'whatsapp', 'telegram', 'sms_twilio'])
    )
    for (const { kind, settings, secrets } of rows) {
      const properties = settings.properties as Record<string, { description?: string }>
      for (const [name, { description = '' }] of Object.entries(properties))
        expect([kind, name, description]).toEqual([kind, name, expect.stringMatching(/\w/)])
      expect(Object.keys(properties), kind).toEqual(expect.arrayContaining([...secrets]))
    }
  })

  it('lists, shows and removes what was made, with the address that the vendor is to call', async () => {
    const { id } = await make({
      kind: 'telegram',
      settings: {
        botToken: '123456:a-bot-token-of-thirty-five-letters',
        webhookSecret: 'the_secret_of_the_webhook'
      }
    })
    expect(await (await send(`/${id}`)).json()).toMatchObject({
      kind: 'telegram',
      channel: 'telegram',
      hookUrl: `https://surveys.example.com/hooks/${id}`,
      secrets: { botToken: 'set', webhookSecret: 'set' },
      settings: {}
    })
    expect(
      ((await (await send(`?site=${site}`)).json()) as { rows: ConnectorView[] }).rows.map((row) => row.id)
    ).toContain(id)
    expect((await send(`/${id}`, undefined, { method: 'DELETE' })).status).toBe(204)
    expect((await send(`/${id}`)).status).toBe(404)
  })

  /** The steps said that the vendor is told when one saves, and nobody ever told it. */
  it.each([
    [
      'telegram',
      { botToken, webhookSecret },
      '/setWebhook',
      '{"ok":true,"result":true}',
      '{"ok":false,"error_code":400,"description":"bad webhook: HTTPS url must be provided"}',
      'HTTPS url must be provided'
    ],
    [
      'line',
      { accessToken: 'A'.repeat(40), channelSecret: 'B'.repeat(32) },
      '/channel/webhook/endpoint',
      '{}',
      '{"message":"Invalid webhook endpoint URL"}',
      'Invalid webhook endpoint URL'
    ],
    [
      'viber',
      { authToken: 'C'.repeat(40), senderName: 'Shop' },
      '/set_webhook',
      '{"status":0,"status_message":"ok"}',
      '{"status":1,"status_message":"invalidUrl"}',
      'invalidUrl'
    ]
  ])(
    'has %s call us when an owner says so, and not before',
    async (kind, given, path, taken, refusal, why) => {
      const vendor = await startFakeVendor(() => ({ status: 200, body: taken }))
      const { id, connects, steps, hookUrl } = await make({ kind, settings: given, vendorUrl: vendor.url })
      expect([connects, steps.join(' '), vendor.calls]).toEqual([
        true,
        expect.stringContaining(`POST /api/v1/connectors/${id}/connect`),
        []
      ])
      expect((await send(`/${id}/connect`, undefined, { method: 'POST' })).status).toBe(204)
      expect(vendor.calls).toMatchObject([
        { path: expect.stringContaining(path), body: expect.stringContaining(hookUrl ?? '') }
      ])
      vendor.misbehave({ status: 400, body: refusal })
      const refused = await send(`/${id}/connect`, undefined, { method: 'POST' })
      expect([refused.status, await refused.json()]).toEqual([
        409,
        { code: 'connect-refused', message: expect.stringContaining(why) }
      ])
      const { audit } = app.services.database.tables
      expect(
        (await app.services.database.handle.select().from(audit)).filter(
          ({ action, subject }) => action === 'connector-connected' && subject === id
        )
      ).toHaveLength(1)
      await vendor.close()
    }
  )

  it('tells no vendor that takes our address by hand', async () => {
    const { id, connects } = await make()
    const refused = await send(`/${id}/connect`, undefined, { method: 'POST' })
    expect([connects, refused.status, await refused.json()]).toMatchObject([
      false,
      409,
      { code: 'connect-needless' }
    ])
  })

  it('keeps a secret that is left out, takes a new one, and forgets one that is emptied', async () => {
    const { id } = await make()
    const patch = async (given: Record<string, unknown>) =>
      (await (await send(`/${id}`, { settings: given }, { method: 'PATCH' })).json()) as ConnectorView
    expect(await patch({ host: 'mail2.example.com' })).toMatchObject({
      settings: { host: 'mail2.example.com', from: settings.from },
      secrets: { password: 'set' }
    })
    expect(await patch({ password: 'another' })).toMatchObject({
      settings: { host: 'mail2.example.com' },
      secrets: { password: 'set' }
    })
  })

  it('does not let one manager’s change undo another’s', async () => {
    const made = await send('', { site, kind: 'email', name: 'Our mail', settings })
    const { id } = (await made.json()) as ConnectorView
    const headers = { 'if-match': made.headers.get('etag') ?? '' }
    expect((await send(`/${id}`, { name: 'First' }, { method: 'PATCH', headers })).status).toBe(200)
    expect((await send(`/${id}`, { name: 'Second' }, { method: 'PATCH', headers })).status).toBe(412)
  })

  it.each([
    ['a kind that there is not', { kind: 'pigeon' }, 'kind'],
    ['settings that lack something', { settings: { host: 'mail.example.com' } }, 'settings.from'],
    ['settings of something else', { settings: { ...settings, botToken: 'x' } }, 'settings.botToken'],
    ['settings that are none', { settings: 'everything' }, 'settings'],
    ['an address that is none', { vendorUrl: 'ftp://example.com' }, 'vendorUrl']
  ])('refuses %s in words that say where', async (_what, more, field) => {
    const refused = await send('', { site, kind: 'email', name: 'Mine', settings, ...more })
    expect([refused.status, ((await refused.json()) as { field?: string }).field]).toEqual([422, field])
  })

  it('is for owners: neither managers nor other keys see or make connectors', async () => {
    const { id } = await make()
    const cookie = await makeMember(app, site, { email: 'mia@example.com', role: 'manager' })
    expect((await send(`?site=${site}`, undefined, { cookie })).status).toBe(403)
    expect((await send(`/${id}`, undefined, { cookie })).status).toBe(403)
    const { key } = (await (
      await app.request('/api/v1/keys', {
        key: testKey,
        body: { site, name: 'All but admin', scopes: scopes.filter((scope) => scope !== 'admin') }
      })
    ).json()) as { key: string }
    expect((await app.request(`/api/v1/connectors/${id}`, { key })).status).toBe(403)
  })

  it('asks which connector is meant where a site has two of a kind, and lets a site send links itself', async () => {
    const { site: another, survey: theirs } = await givenSurvey(app)
    const invite = async (delivery: string, of: string) =>
      app.request('/api/v1/invitations', {
        key: testKey,
        body: { survey: of, channel: 'email', delivery, address: 'a@example.com' }
      })
    for (const name of ['One', 'Two']) await make({ name, site: another.id })
    expect(await (await invite('email', theirs.id)).json()).toMatchObject({
      code: 'invalid',
      field: 'delivery',
      message: expect.stringMatching(/con_\w+ \(email, “One”\), con_\w+ \(email, “Two”\)/)
    })
    await make({ site: another.id, kind: 'voice_twilio', name: 'Calls', settings: { authToken: 'token' } })
    expect((await invite('voice', theirs.id)).status).toBe(201)
    await make({
      site: another.id,
      kind: 'calls_twilio',
      name: 'Calls that ended',
      settings: { survey: theirs.id, authToken: 'token' }
    })
    expect(await (await invite('voice', theirs.id)).json()).toMatchObject({
      code: 'invalid',
      field: 'delivery',
      message: expect.stringMatching(/voice_twilio, “Calls”.*calls_twilio, “Calls that ended”/)
    })
    expect((await invite('our-own-newsletter', theirs.id)).status).toBe(201)
    const { id: ofAnother } = await make({ site: another.id })
    expect(await (await invite(ofAnother, survey)).json()).toMatchObject({
      code: 'invalid',
      field: 'delivery'
    })
  })

  it('says that a connector is locked when its secrets were kept under another secret of the server', async () => {
    const { id } = await make()
    const other = await startApp(fresh, {
      place: app.place,
      config: { secret: 'another secret of thirty-two characters, set by mistake' }
    })
    const answered = await other.request(`/api/v1/connectors/${id}`, { key: testKey })
    expect(await answered.json()).toMatchObject({ state: 'locked', secrets: { password: 'missing' } })
    await other.close()
  })
})
