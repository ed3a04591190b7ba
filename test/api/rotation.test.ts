import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { password, setUpOwner, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'

const first = 'the first secret of this server, long and random 0123'
const second = 'the second secret of this server, long and random 4567'

onBothDatabases((fresh) => {
  let app: TestApp
  let later: TestApp | undefined
  let clock: number
  beforeEach(async () => {
    clock = Date.parse('2026-11-20T09:00:00Z')
    app = await startApp(fresh, { now: () => clock, config: { secret: first } })
  })
  afterEach(async () => {
    await later?.services.database.close()
    later = undefined
    await app.close()
  })

  async function afterRotation(config: { secret: string; formerSecrets?: string[] }) {
    await later?.services.database.close()
    later = await startApp(fresh, { now: () => clock, place: app.place, config })
    return later
  }

  it('goes on after the secret was changed: sessions, links that are shown again, connectors and what customers type', async () => {
    const telegram = await startFakeTelegram()
    const cookie = await setUpOwner(app)
    const { site, survey } = await givenSurvey(app)
    const owner = (path: string, of: TestApp, body?: unknown) =>
      of.request(`/api/v1/${path}`, { key: testKey, body })
    const poster = (await (
      await owner('invitations', app, { survey: survey.id, channel: 'in_person', reusable: true })
    ).json()) as { id: string; url: string }
    const settings = { botToken, webhookSecret }
    const connector = (await (
      await owner('connectors', app, {
        site: site.id,
        kind: 'telegram',
        name: 'Our bot',
        vendorUrl: telegram.url,
        settings
      })
    ).json()) as { id: string }
    const asked = (await (
      await owner('invitations', app, {
        survey: survey.id,
        channel: 'telegram',
        delivery: connector.id,
        address: '4711'
      })
    ).json()) as { id: string }
    await app.services.outbox.work()

    const renewed = await afterRotation({ secret: second, formerSecrets: [first] })
    expect((await renewed.request('/api/v1/me', { cookie })).status).toBe(200)
    expect((await renewed.request(`/api/v1/invitations/${poster.id}/qr.svg`, { key: testKey })).status).toBe(
      200
    )
    expect(await (await owner(`connectors/${connector.id}`, renewed)).json()).toMatchObject({
      state: 'ready'
    })
    clock += 24 * 3_600_000
    expect((await owner(`invitations/${asked.id}/remind`, renewed, {})).status).toBe(200)
    await renewed.services.outbox.work()
    expect(telegram.sent('sendMessage').filter(({ chat_id }) => String(chat_id) === '4711')).toHaveLength(2)
    const typed = {
      update_id: 1,
      message: {
        message_id: 9,
        from: { id: 4711, is_bot: false, first_name: 'A' },
        chat: { id: 4711, type: 'private' },
        date: Math.floor(clock / 1000),
        text: '4'
      }
    }
    await renewed.request(`/hooks/${connector.id}`, {
      body: typed,
      headers: { 'x-telegram-bot-api-secret-token': webhookSecret }
    })
    await renewed.services.inbox.work()
    expect(await (await owner(`responses?survey=${survey.id}`, renewed)).json()).toMatchObject({
      rows: [{ rating: 4 }]
    })

    // The start has sealed anew what the former secret had sealed, so that it can be forgotten.
    const forgotten = await afterRotation({ secret: second })
    expect(await (await owner(`connectors/${connector.id}`, forgotten)).json()).toMatchObject({
      state: 'ready'
    })
    expect((await forgotten.request('/api/v1/me', { cookie })).status).toBe(401)
    await telegram.close()
  })

  it('signs people in with either secret’s cookie, and nobody with a cookie that was signed by neither', async () => {
    const cookie = await setUpOwner(app)
    const renewed = await afterRotation({ secret: second, formerSecrets: [first] })
    const signIn = await renewed.request('/api/auth/sign-in/email', {
      body: { email: 'olga@example.com', password }
    })
    expect(signIn.status).toBe(204)
    const [name = '', value = ''] = cookie.split('=')
    const token = decodeURIComponent(value).split('.')[0] ?? ''
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${Buffer.from(randomUUID()).toString('base64')}`,
      '%E0%A4%A'
    ]) {
      expect((await renewed.request('/api/v1/me', { cookie: `${name}=${forged}` })).status).toBe(401)
    }
  })
})
