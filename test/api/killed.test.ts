import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView } from '../../server/contract/connectors'
import type { FollowUpsView, FollowUpView } from '../../server/contract/follow-ups'
import type { InvitationView } from '../../server/contract/invitations'
import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/db/open-database'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import { followDue } from '../support/followed'
import { givenSurvey } from '../support/given'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'
import type { ServerProcess } from '../support/server-process'
import { startServer } from '../support/server-process'

const customers = 6
const kills = 3
const waitMs = 30_000

// What a server that is killed in the middle of it leaves behind, another one takes up.
onBothDatabases((fresh) => {
  let place: FreshDatabase
  let app: TestApp
  let mail: MailServer
  let chat: FakeVendor
  let site: string
  let survey: string
  let server: ServerProcess | undefined
  let database: Database
  let behindMs: number
  /** So many messages the chat takes without a word. */
  let unanswered: number
  beforeEach(async () => {
    place = await fresh()
    mail = await startMailServer()
    unanswered = 0
    chat = await startFakeVendor(() => {
      if (unanswered === 0) return { status: 200, body: 'ok' }
      unanswered -= 1
      return new Promise(() => {})
    })
    behindMs = 3_600_000
    app = await startApp(fresh, { place, now: () => Date.now() - behindMs })
    database = app.services.database
    const given = await givenSurvey(app, {}, { timeZone: 'UTC' })
    site = given.site.id
    survey = given.survey.id
  })
  afterEach(async () => {
    await server?.stop()
    await database.close()
    await mail.close()
    await chat.close()
    await place.remove()
  })

  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await app.request(`/api/v1${path}`, { method, key: testKey, ...(body && { body }) })
    expect(answer.status, await answer.clone().text()).toBeLessThan(300)
    return (await answer.json()) as T
  }
  const rules = (more: object = {}) =>
    ask('PUT', `/sites/${site}/follow-up-rules`, {
      rules: [{ name: 'All', when: { rating: 'any' }, dueHours: 8 }],
      ...more
    })
  /** Each customer is asked by mail and rates low: the follow-ups that are open then. */
  async function followUps(): Promise<string[]> {
    const settings = { host: '127.0.0.1', port: mail.port, security: 'none', from: 'hello@shop.example' }
    const connector = { site, kind: 'email', name: 'Mail', settings }
    const { id: delivery } = await ask<ConnectorView>('POST', '/connectors', connector)
    const urls: string[] = []
    for (let index = 0; index < customers; index += 1) {
      const address = `customer-${index}@example.com`
      const invitation = { survey, channel: 'web', delivery, address }
      urls.push((await ask<InvitationView>('POST', '/invitations', invitation)).url)
    }
    await expect
      .poll(async () => (await app.services.outbox.work(), mail.mails.length), { timeout: waitMs })
      .toBe(customers)
    // Nobody answers in the moment in which they are asked.
    behindMs = 0
    for (const url of urls)
      expect((await app.request(new URL(url).pathname, { body: { rating: 1 } })).status).toBeLessThan(300)
    await followDue(database, app.services.now())
    mail.mails.length = 0
    const { rows } = await ask<FollowUpsView>('GET', `/sites/${site}/follow-ups`)
    expect(rows).toHaveLength(customers)
    return rows.map(({ id }) => id)
  }
  /** From now on a server of its own works on this database. */
  async function start(environment: Record<string, string> = {}): Promise<ServerProcess> {
    server = await startServer(place.url, environment)
    return server
  }
  async function handOver(): Promise<void> {
    await app.close()
    database = await openDatabase(place.url)
  }
  /** Kills the server when a mail is there of which it does not know yet that it was taken, so many times. */
  function killAtMails(): void {
    let left = kills
    mail.onMail(() => {
      if (left > 0 && server?.process.kill('SIGKILL')) left -= 1
    })
  }
  const isDead = () => server?.process.exitCode !== null || server.process.signalCode !== null
  /** Lets the server be killed so many times; the time that it had for its messages is over at once. */
  async function killed(): Promise<void> {
    const { delivery } = database.tables
    for (let kill = 0; kill < kills; kill += 1) {
      await expect.poll(isDead, { timeout: waitMs, interval: 5 }).toBe(true)
      await database.handle.update(delivery).set({ dueAt: sql`0` }).where(eq(delivery.state, 'sending'))
      await start()
    }
  }
  const messages = async () => {
    const { delivery } = database.tables
    return database.handle.select().from(delivery).where(eq(delivery.purpose, 'reply'))
  }
  const sent = async () => (await messages()).map(({ state }) => state)
  /** The names under which each customer was written to. */
  const names = () => {
    const all = new Map<string, Set<string>>()
    for (const { to, messageId = '' } of mail.mails) {
      const address = to?.[0]?.address ?? ''
      all.set(address, (all.get(address) ?? new Set()).add(messageId))
    }
    return all
  }
  const viewOf = async (id: string) => {
    const answer = await fetch(`${server?.url}/api/v1/sites/${site}/follow-ups/${id}`, {
      headers: { authorization: `Bearer ${testKey}` }
    })
    return (await answer.json()) as FollowUpView
  }

  it('loses no reply that was taken, and sends none under two names', { timeout: 180_000 }, async () => {
    await rules()
    const ids = await followUps()
    await handOver()
    killAtMails()
    const { url } = await start()
    const taken = await Promise.all(
      ids.map(async (id) => {
        const answer = await fetch(`${url}/api/v1/sites/${site}/follow-ups/${id}/replies`, {
          method: 'POST',
          headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' },
          body: JSON.stringify({ text: `We are sorry, ${id}.` })
        }).catch(() => undefined)
        return answer?.status === 201 ? [id] : []
      })
    )
    expect(taken.flat().length).toBeGreaterThan(0)
    await killed()
    const queued = (await messages()).length
    await expect.poll(sent, { timeout: waitMs }).toEqual(Array.from({ length: queued }, () => 'sent'))
    expect([...names().values()].filter((of) => of.size !== 1)).toEqual([])
    expect(names().size).toBe(queued)
    const texts = mail.mails.map(({ text = '' }) => text)
    for (const id of taken.flat())
      expect(
        texts.some((text) => text.includes(`We are sorry, ${id}.`)),
        id
      ).toBe(true)
    // Each is in the history once, and no customer got what the history does not know.
    const replied = await Promise.all(
      ids.map(async (id) => (await viewOf(id)).history.filter(({ action }) => action === 'replied').length)
    )
    expect(replied.reduce((sum, times) => sum + times, 0)).toBe(queued)
    expect(Math.max(...replied)).toBe(1)
  })

  it('asks each customer a second time under one name', { timeout: 180_000 }, async () => {
    await rules({ askAgainDays: 1 })
    const ids = await followUps()
    const closing = { state: 'closed', nature: 'process', severity: 'high', done: 'Paid it back' }
    for (const id of ids) await ask('PATCH', `/sites/${site}/follow-ups/${id}`, closing)
    await handOver()
    const { secondAsk } = database.tables
    await database.handle.update(secondAsk).set({ dueAt: 0 })
    killAtMails()
    await start()
    await killed()
    await expect.poll(sent, { timeout: waitMs }).toEqual(ids.map(() => 'sent'))
    expect(names().size).toBe(customers)
    expect([...names().values()].filter((of) => of.size !== 1)).toEqual([])
    for (const id of ids) {
      const { secondAsk: view, history } = await viewOf(id)
      expect(view?.state).toBe('asked')
      expect(history.filter(({ action }) => action === 'asked')).toHaveLength(1)
    }
  })

  it('loses no alert and no digest, tells what was noted as told no more, and mails under one name', {
    timeout: 180_000
  }, async () => {
    await rules()
    const cookie = await makeMember(app, site, { email: 'mona@example.com', role: 'manager' })
    const { authUser, alertMessage, followUp } = database.tables
    await database.handle.update(authUser).set({ email: 'mona@example.com' })
    const kinds = ['follow-up-overdue', 'weekly-digest']
    const inChat = { target: 'slack', url: `${chat.url}/slack` }
    const byMail = { target: 'mail', member: 'me' }
    const alert = await ask<{ id: string }>('POST', '/alerts', { site, kinds, to: inChat })
    const made = await app.request('/api/v1/alerts', { cookie, body: { site, kinds, to: byMail } })
    expect(made.status, await made.clone().text()).toBe(201)
    const mailed = (await made.json()) as { id: string }
    await followUps()
    await handOver()
    // Late by now, and a digest as the job has kept it on a Monday.
    await database.handle.update(followUp).set({ dueAt: 1 })
    const digest = { kind: 'weekly-digest', from: '2026-11-16', to: '2026-11-22' }
    const kept = {
      about: 'weekly-digest 2026-11-23',
      detail: JSON.stringify(digest),
      state: 'queued'
    } as const
    await database.handle.insert(alertMessage).values(
      [alert, mailed].map(({ id }) => ({
        alertId: id,
        ...kept,
        tries: 0,
        nextAt: 0,
        said: null,
        at: Date.now()
      }))
    )
    const environment = { SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'hearback@example.com' }
    const all = () => database.handle.select().from(alertMessage)
    const hurry = () => database.handle.update(alertMessage).set({ nextAt: 0 })
    unanswered = Number.POSITIVE_INFINITY
    killAtMails()
    await start(environment)
    await expect.poll(isDead, { timeout: waitMs, interval: 5 }).toBe(true)
    mail.onMail(() => {})
    for (let kill = 1; kill < kills; kill += 1) {
      await hurry()
      unanswered = 1
      const before = chat.calls.length
      await start(environment)
      await expect.poll(() => chat.calls.length, { timeout: waitMs, interval: 5 }).toBeGreaterThan(before)
      server?.process.kill('SIGKILL')
      await expect.poll(isDead, { timeout: waitMs, interval: 5 }).toBe(true)
    }
    await hurry()
    const noted = (await all()).filter(({ state }) => state === 'sent').map(({ about }) => about)
    const calls = chat.calls.length
    unanswered = 0
    await start(environment)
    const everything = Array.from({ length: customers + 2 }, () => 'sent')
    await expect
      .poll(async () => (await all()).map(({ state }) => state), { timeout: waitMs })
      .toEqual(everything)
    const about = ({ body }: { body: string }) => /follow-ups\/(\w+)|\/surveys/.exec(body)?.[1] ?? 'digest'
    expect(new Set(chat.calls.map(about)).size).toBe(customers + 1)
    const again = chat.calls.slice(calls).map(about)
    expect(again.filter((one) => noted.includes(`follow-up-overdue ${one}`))).toEqual([])
    expect(new Set(again).size).toBe(again.length)
    const ofDigest = mail.mails.filter(({ subject = '' }) => subject.includes('what customers said'))
    expect(ofDigest.length).toBeGreaterThan(1)
    expect(new Set(ofDigest.map(({ messageId }) => messageId)).size).toBe(1)
  })
})
