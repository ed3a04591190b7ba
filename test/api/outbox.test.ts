import { once } from 'node:events'
import BetterSqlite from 'better-sqlite3'
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../../server/db/open-database'
import { leaseMs } from '../../server/delivery/claiming'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { startFakeVendor } from '../support/fake-vendor'
import { givenSurvey } from '../support/given'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'
import { operatorKey, startServer } from '../support/server-process'

const kills = inject('isLong') ? 20 : 3
const customers = 40

onBothDatabases((fresh, dialect) => {
  describe('several processes on one database', () => {
    let place: FreshDatabase
    let apps: TestApp[]
    let mail: MailServer
    let telegram: Awaited<ReturnType<typeof startFakeTelegram>>
    let clock = Date.parse('2026-11-01T09:00:00Z')
    beforeEach(async () => {
      place = await fresh()
      mail = await startMailServer()
      telegram = await startFakeTelegram()
      apps = await Promise.all([
        startApp(fresh, { place, now: () => clock }),
        startApp(fresh, { place, now: () => clock })
      ])
    })
    afterEach(async () => {
      for (const app of apps) await app.close()
      await mail.close()
      await telegram.close()
      await place.remove()
    })

    async function invited(connector: Record<string, unknown>, addresses: string[]) {
      const [app] = apps
      if (!app) throw new Error('no process runs')
      const { site, survey } = await givenSurvey(app)
      const { id } = (await (
        await app.request('/api/v1/connectors', {
          key: testKey,
          body: { site: site.id, name: 'Ours', ...connector }
        })
      ).json()) as { id: string }
      for (const address of addresses)
        await app.request('/api/v1/invitations', {
          key: testKey,
          body: { survey: survey.id, channel: 'web', delivery: id, address }
        })
    }
    const byMail = () => ({
      kind: 'email',
      settings: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'hello@shop.example' }
    })
    const states = async () => {
      const { delivery } = apps[0]?.services.database.tables ?? {}
      return delivery
        ? (await apps[0]?.services.database.handle.select().from(delivery))?.map(({ state, attempts }) => [
            state,
            attempts
          ])
        : []
    }

    it('send each message once, and together no faster than the vendor takes them', async () => {
      await invited(
        byMail(),
        Array.from({ length: 23 }, (_, index) => `customer-${index}@example.com`)
      )
      const perSecond = 5
      for (let second = 1; mail.mails.length < 23; second++) {
        await Promise.all(apps.map((app) => app.services.outbox.work()))
        expect(mail.mails.length).toBeLessThanOrEqual(perSecond * second)
        expect(second).toBeLessThan(10)
        clock += 1_000
      }
      expect(new Set(mail.mails.map(({ messageId }) => messageId)).size).toBe(23)
      expect(await states()).toEqual(Array.from({ length: 23 }, () => ['sent', 1]))
    })

    /**
     * Under load a reminder came twice: the vendor had taken it, and writing that down failed, because no
     * connection to the database became free in time; after a while it counted as forgotten.
     */
    it('writes down what a vendor took also when the database keeps it waiting for longer than any request', async () => {
      const database = apps[0]?.services.database
      const keepBusy = {
        postgres() {
          // As many as there are connections: whoever comes next waits in vain.
          for (let connection = 0; connection < 10; connection++)
            database?.script('select pg_sleep(3)').catch(() => undefined)
        },
        sqlite() {
          const other = new BetterSqlite(place.url.replace('file:', ''))
          other.exec('begin immediate')
          setTimeout(() => other.close(), 6_000)
        }
      }
      const vendor = await startFakeVendor(() => {
        keepBusy[dialect]()
        return { status: 200, body: JSON.stringify({ ok: true, result: { message_id: 1 } }) }
      })
      await invited({ kind: 'telegram', vendorUrl: vendor.url, settings: { botToken, webhookSecret } }, [
        '4711'
      ])
      await apps[0]?.services.outbox.work()
      clock += leaseMs
      await apps[1]?.services.outbox.work()
      expect(vendor.calls).toHaveLength(1)
      expect(await states()).toEqual([['sent', 1]])
      await vendor.close()
    })

    it('send again what a process left behind in the middle, under the same key, and only once its time is up', async () => {
      await invited({ kind: 'telegram', vendorUrl: telegram.url, settings: { botToken, webhookSecret } }, [
        '4711'
      ])
      telegram.misbehave('hang')
      // This one has claimed it and waits for an answer that never comes, as if it had been killed there.
      const stuck = apps[0]?.services.outbox.work()
      await expect.poll(() => telegram.calls.length).toBe(1)
      await apps[1]?.services.outbox.work()
      expect(telegram.calls).toHaveLength(1)
      clock += leaseMs
      await apps[1]?.services.outbox.work()
      expect(telegram.calls).toHaveLength(2)
      expect(telegram.calls[1]?.body).toBe(telegram.calls[0]?.body)
      expect(await states()).toEqual([['sent', 2]])
      // What the first one says of it in the end is no longer asked for.
      telegram.hangUp()
      await stuck
      expect(await states()).toEqual([['sent', 2]])
    })
  })

  it(`loses no message and sends none under two names when it is killed ${kills} times while it sends`, {
    timeout: 240_000
  }, async () => {
    const place = await fresh()
    const mail = await startMailServer()
    let server = await startServer(place.url)
    const database = await openDatabase(place.url)
    const { delivery } = database.tables
    const make = async (path: string, body: unknown) => {
      const headers = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
      return (
        (await (
          await fetch(`${server.url}/api/v1${path}`, { method: 'POST', body: JSON.stringify(body), headers })
        ).json()) as { id: string }
      ).id
    }
    const site = await make('/sites', { name: 'Shop' })
    const survey = await make('/surveys', { site, name: 'After service', metric: 'csat' })
    const settings = { host: '127.0.0.1', port: mail.port, security: 'none', from: 'hello@shop.example' }
    const connector = await make('/connectors', { site, kind: 'email', name: 'Mail', settings })
    for (let index = 0; index < customers; index++)
      await make('/invitations', {
        survey,
        channel: 'web',
        delivery: connector,
        address: `customer-${index}@example.com`
      })
    for (let kill = 0; kill < kills; kill++) {
      await expect.poll(() => mail.mails.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(kill * 3)
      server.process.kill('SIGKILL')
      await once(server.process, 'exit')
      // The time that a killed process had for its messages is over at once, or the test would wait for it.
      await database.handle.update(delivery).set({ dueAt: sql`0` }).where(eq(delivery.state, 'sending'))
      server = await startServer(place.url)
    }
    await expect
      .poll(
        async () =>
          (await database.handle.select().from(delivery)).filter(({ state }) => state === 'sent').length,
        { timeout: 60_000 }
      )
      .toBe(customers)
    const names = byAddress(mail.mails)
    expect(names.size).toBe(customers)
    for (const [address, its] of names) expect([address, its.size]).toEqual([address, 1])
    await server.stop()
    await database.close()
    await mail.close()
    await place.remove()
  })
})

/** The names that each customer's mails came under. */
function byAddress(mails: MailServer['mails']): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>()
  for (const { to, messageId = '' } of mails) {
    const address = to?.[0]?.address ?? ''
    names.set(address, (names.get(address) ?? new Set()).add(messageId))
  }
  return names
}
