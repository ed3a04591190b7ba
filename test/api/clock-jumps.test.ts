import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { leaseMs } from '../../server/delivery/claiming'
import { makeRetaining } from '../../server/retention/retaining-job'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { startFakeVendor } from '../support/fake-vendor'
import { fromPage, fromProgram, givenSurvey } from '../support/given'
import { startMailServer } from '../support/mail-server'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

onBothDatabases((fresh) => {
  describe('when the clock of the machine jumps by an hour', () => {
    let app: TestApp
    let ahead = 0
    beforeEach(async () => {
      const real = Date.now
      vi.spyOn(Date, 'now').mockImplementation(() => real() + ahead)
      app = await startApp(fresh)
    })
    afterEach(async () => {
      await app.close()
      vi.restoreAllMocks()
      ahead = 0
    })

    async function connected(connector: Record<string, unknown>) {
      const { site, survey } = await givenSurvey(app)
      const made = await app.request('/api/v1/connectors', {
        key: testKey,
        body: { site: site.id, name: 'Ours', ...connector }
      })
      const { id } = (await made.json()) as { id: string }
      return {
        id,
        invite: (address: string) =>
          app.request('/api/v1/invitations', {
            key: testKey,
            body: { survey: survey.id, channel: 'web', delivery: id, address }
          })
      }
    }

    it('sends no message twice that is being sent', async () => {
      const telegram = await startFakeTelegram()
      const { invite } = await connected({
        kind: 'telegram',
        vendorUrl: telegram.url,
        settings: { botToken, webhookSecret }
      })
      await invite('4711')
      telegram.misbehave('hang')
      app.services.outbox.start()
      await expect.poll(() => telegram.calls.length).toBe(1)
      for (const [index, jump] of [hourMs, 0, hourMs + leaseMs].entries()) {
        ahead = jump
        await invite(`${index}`)
        await expect.poll(() => telegram.calls.length, { timeout: 5_000 }).toBe(2 + index)
      }
      const to = telegram.sent('sendMessage').map(({ chat_id }) => chat_id)
      expect(to).toEqual(['4711', '0', '1', '2'])
      telegram.hangUp()
      await telegram.close()
    })

    it.each([
      ['ahead', hourMs],
      ['back', -hourMs]
    ])('goes on sending what waits, also when it goes %s', async (_, jump) => {
      const mail = await startMailServer()
      const { invite } = await connected({
        kind: 'email',
        settings: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'hello@shop.example' }
      })
      const [first, second] = [jump < 0 ? 0 : jump, jump < 0 ? jump : 0]
      for (let index = 0; index < 8; index++) await invite(`customer-${index}@example.com`)
      app.services.outbox.start()
      await expect.poll(() => mail.mails.length, { timeout: 5_000 }).toBeGreaterThan(0)
      ahead = first
      await expect.poll(() => mail.mails.length, { timeout: 5_000 }).toBeGreaterThan(4)
      // And back to where it was, or an hour before that.
      ahead = second
      for (let index = 8; index < 12; index++) await invite(`customer-${index}@example.com`)
      await expect.poll(() => mail.mails.length, { timeout: 8_000 }).toBe(12)
      expect(new Set(mail.mails.map(({ messageId }) => messageId)).size).toBe(12)
      await mail.close()
    })

    it('tries again after a failure when it was to, though it is set back', async () => {
      let calls = 0
      const vendor = await startFakeVendor(() => {
        calls += 1
        return calls === 1
          ? { status: 503, body: '' }
          : { status: 200, body: JSON.stringify({ ok: true, result: { message_id: 1 } }) }
      })
      const { invite } = await connected({
        kind: 'telegram',
        vendorUrl: vendor.url,
        settings: { botToken, webhookSecret }
      })
      await invite('4711')
      app.services.outbox.start()
      await expect.poll(() => calls).toBe(1)
      ahead = -hourMs
      await expect.poll(() => calls, { timeout: 8_000 }).toBe(2)
      await vendor.close()
    })

    it('lets no network ask more often than it may', async () => {
      const { publicLimit } = app.services
      const ask = () =>
        publicLimit.question('203.0.113.9').then(
          () => 1,
          () => 0
        )
      const asked = async () =>
        (await Promise.all(Array.from({ length: 300 }, ask))).reduce((sum: number, one) => sum + one, 0)
      let through = await asked()
      for (ahead of [hourMs, 0, -hourMs]) through += await asked()
      // The minute may end meanwhile, once.
      expect(through).toBeLessThanOrEqual(2 * 240)
    })
  })

  describe('whoever has a clock that was set', () => {
    let app: TestApp
    let other: TestApp
    let place: FreshDatabase
    let clock = Date.parse('2026-11-02T09:00:00Z')
    let passed = 0
    beforeEach(async () => {
      place = await fresh()
      const clocks = { now: () => clock, steady: () => passed }
      app = await startApp(fresh, { place, ...clocks })
      other = await startApp(fresh, { place, ...clocks })
    })
    afterEach(async () => {
      await other.close()
      await app.close()
      await place.remove()
    })

    it('refuses a key that another process revoked within ten seconds, though it is an hour earlier then', async () => {
      const { site } = await givenSurvey(app)
      const made = await app.request('/api/v1/keys', {
        key: testKey,
        body: { site: site.id, name: 'CRM', scopes: ['scores:read'] }
      })
      const { id, key } = (await made.json()) as { id: string; key: string }
      const status = async () => (await app.request(`/api/v1/surveys?site=${site.id}`, { key })).status
      expect(await status()).toBe(200)
      await other.request(`/api/v1/keys/${id}`, { method: 'DELETE', key: testKey })
      clock -= hourMs
      passed += 10_001
      expect(await status()).toBe(401)
    })

    it('shows a survey that another process closed as closed a second later, though it is an hour earlier then', async () => {
      const { survey } = await givenSurvey(app)
      const answer = () => fromPage(app, { id: crypto.randomUUID(), survey: survey.id, rating: 5 })
      expect((await answer()).status).toBe(201)
      const { headers } = await other.request(`/api/v1/surveys/${survey.id}`, { key: testKey })
      const closed = await other.request(`/api/v1/surveys/${survey.id}`, {
        method: 'PATCH',
        key: testKey,
        body: { state: 'closed' },
        headers: { 'if-match': headers.get('etag') ?? '' }
      })
      expect(closed.status).toBe(200)
      clock -= hourMs
      passed += 1_001
      expect((await answer()).status).toBe(409)
    })

    it('empties nothing for a day after it leapt ahead, and then what is old', async () => {
      const { site, survey } = await givenSurvey(app)
      await fromProgram(app, { survey: survey.id, rating: 2, comment: 'words' })
      const set = await app.request(`/api/v1/sites/${site.id}/retention`, {
        method: 'PATCH',
        key: testKey,
        body: { comments: 30 }
      })
      expect(set.status).toBe(200)
      const comments = async () => {
        const { tables, handle } = app.services.database
        return (await handle.select().from(tables.response)).map(({ comment }) => comment)
      }
      const kept = await comments()
      expect(kept[0]).not.toBe(null)
      const retaining = makeRetaining(app.services)
      await retaining.work()
      clock += 400 * dayMs
      passed += 900_000
      await retaining.work()
      expect(await comments()).toEqual(kept)
      clock += dayMs
      passed += dayMs
      await retaining.work()
      expect(await comments()).toEqual([null])
    })
  })
})
