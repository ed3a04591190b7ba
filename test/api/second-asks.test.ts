import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView } from '../../server/contract/connectors'
import type { FollowUpsView, FollowUpView, RecoveryView } from '../../server/contract/follow-ups'
import type { InvitationView } from '../../server/contract/invitations'
import { keepOptOut } from '../../server/opt-outs/opt-outs'
import { askAgainDue } from '../../server/replies/again'
import { wilson } from '../../server/statistics/proportions'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { followDue } from '../support/followed'
import { fromProgram, givenSurvey } from '../support/given'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'

const dayMs = 86_400_000
let clock = Date.parse('2026-11-01T09:00:00Z')
const closing = { state: 'closed', nature: 'process', severity: 'high', done: 'Paid the money back' }

onBothDatabases((fresh) => {
  let app: TestApp
  let telegram: Awaited<ReturnType<typeof startFakeTelegram>>
  let mail: MailServer
  let place: FreshDatabase
  let survey: string
  let site: string
  beforeEach(async () => {
    clock += dayMs
    telegram = await startFakeTelegram()
    mail = await startMailServer()
    place = await fresh()
    app = await startApp(fresh, { place, now: () => clock })
    const given = await givenSurvey(app)
    survey = given.survey.id
    site = given.site.id
  })
  afterEach(async () => {
    await app.close()
    await telegram.close()
    await mail.close()
    await place.remove()
  })

  async function send<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
    const response = await app.request(`/api/v1${path}`, { method, key: testKey, body })
    expect(response.status, await response.clone().text()).toBeLessThan(300)
    return (await response.json()) as T
  }
  const got = async <T>(path: string) =>
    (await (await app.request(`/api/v1${path}`, { key: testKey })).json()) as T
  const ruled = (askAgainDays?: number | null) =>
    send(
      `/sites/${site}/follow-up-rules`,
      { rules: [{ name: 'All', when: { rating: 'any' }, dueHours: 8 }], askAgainDays },
      'PUT'
    )
  const connected = async (body: object) =>
    (await send<ConnectorView>('/connectors', { site, name: 'Ours', ...body })).id
  const bot = () => ({ kind: 'telegram', vendorUrl: telegram.url, settings: { botToken, webhookSecret } })
  const mailer = () => ({
    kind: 'email',
    settings: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'hello@shop.example' }
  })
  /** Everything that is due, as the jobs of a running server do it. */
  async function work() {
    for (let round = 0; round < 3; round++) {
      clock += 1_000
      await followDue(app.services.database, clock)
      while (await askAgainDue(app.services, clock)) continue
      await app.services.outbox.work()
    }
  }
  /** Somebody is asked on Telegram and gives a low rating, which becomes a follow-up. */
  async function askedAndFollowed(more: object = {}): Promise<string> {
    const delivery = await connected(bot())
    const { url } = await send<InvitationView>('/invitations', {
      survey,
      channel: 'telegram',
      delivery,
      address: '4711',
      customer: 'k-1',
      ...more
    })
    await work()
    clock += 10_000
    const answered = await app.request(new URL(url).pathname, { body: { rating: 1 } })
    expect(answered.status, await answered.clone().text()).toBeLessThan(300)
    await work()
    return only()
  }
  async function only(): Promise<string> {
    const { rows } = await got<FollowUpsView>(`/sites/${site}/follow-ups?state=open`)
    expect(rows).toHaveLength(1)
    return rows[0]?.id ?? ''
  }
  const viewOf = (id: string) => got<FollowUpView>(`/sites/${site}/follow-ups/${id}`)
  const change = (id: string, body: object) => send(`/sites/${site}/follow-ups/${id}`, body, 'PATCH')
  const texts = () =>
    telegram.sent('sendMessage').map((body) => String((body as { text?: unknown }).text ?? ''))
  const linkIn = (text = '') => new URL(/https?:\S+\/a\/\S+/.exec(text)?.[0] ?? 'http://none/').pathname
  const answer = (path: string, form: Record<string, string>) =>
    app.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form)
    })
  const recovery = (query = '') =>
    got<RecoveryView>(`/sites/${site}/follow-ups/recovery?from=2026-01-01&to=2027-12-31&${query}`)

  it('asks nobody again unless the site says so', async () => {
    await ruled()
    const id = await askedAndFollowed()
    const before = texts().length
    await change(id, closing)
    clock += 31 * dayMs
    await work()
    expect([texts().length, (await viewOf(id)).secondAsk]).toEqual([before, null])
    expect(await got(`/sites/${site}/follow-up-rules`)).toMatchObject({ askAgainDays: null })
  })

  it('asks once more on the same channel, so many days after it was closed and never a third time', async () => {
    await ruled(2)
    const id = await askedAndFollowed()
    const before = texts().length
    await change(id, closing)
    clock += dayMs
    await work()
    expect((await viewOf(id)).secondAsk).toMatchObject({ state: 'due', answer: null })
    expect(texts()).toHaveLength(before)
    clock += dayMs
    await work()
    expect(texts().slice(before)).toEqual([
      expect.stringMatching(
        /^We have looked into what you told us\. How is it now\?\n\n.+\nhttps?:.+\/a\/[\w-]{22}$/
      )
    ])
    const { secondAsk, history } = await viewOf(id)
    expect(secondAsk).toMatchObject({ state: 'asked', hindrance: null, answer: null })
    expect(history.find(({ action }) => action === 'asked')?.detail).toEqual({
      channel: 'telegram',
      message: { state: 'sent', reason: null }
    })
    await change(id, { state: 'open' })
    await change(id, closing)
    clock += 31 * dayMs
    await work()
    expect(texts()).toHaveLength(before + 1)
  })

  it('asks nobody while it is open again, and does once it is closed anew', async () => {
    await ruled(1)
    const id = await askedAndFollowed()
    const before = texts().length
    await change(id, closing)
    await change(id, { state: 'open' })
    clock += 2 * dayMs
    await work()
    expect([texts().length, (await viewOf(id)).secondAsk]).toEqual([before, null])
    await change(id, closing)
    clock += 2 * dayMs
    await work()
    expect(texts()).toHaveLength(before + 1)
  })

  it('is asked by one server alone, and sent by one message', async () => {
    await ruled(0)
    const id = await askedAndFollowed()
    const before = texts().length
    const other = await startApp(fresh, { place, now: () => clock })
    await change(id, closing)
    await Promise.all([app, other].map(({ services }) => askAgainDue(services, clock)))
    await work()
    expect(texts()).toHaveLength(before + 1)
    await other.close()
  })

  it('keeps what is said then beside the first rating, and the last of what is said twice', async () => {
    await ruled(0)
    const id = await askedAndFollowed()
    await change(id, closing)
    await work()
    const path = linkIn(texts().at(-1))
    const page = await app.request(path)
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('name="comment"') as unknown
    ])
    expect((await viewOf(id)).secondAsk?.state).toBe('asked')
    expect((await answer(path, { comment: 'no rating' })).status).toBe(200)
    expect((await answer(path, { rating: '4', website: 'spam' })).status).toBe(200)
    expect((await viewOf(id)).secondAsk?.state).toBe('asked')
    expect((await answer(path, { rating: '9' })).status).toBe(422)
    expect((await answer(path, { rating: '4' })).status).toBe(200)
    expect((await answer(path, { rating: '5', comment: 'All is well now' })).status).toBe(200)
    const { secondAsk, answer: first, history } = await viewOf(id)
    expect(secondAsk).toMatchObject({ state: 'answered', answer: { rating: 5, comment: 'All is well now' } })
    expect(first.rating).toBe(1)
    expect(history.filter(({ action }) => action === 'answered')).toHaveLength(1)
    expect(await recovery()).toMatchObject({ closed: 1, asked: 1, answered: 1 })
    clock += 30 * dayMs
    await answer(path, { rating: '2' })
    expect((await viewOf(id)).secondAsk?.answer?.rating).toBe(5)
    expect((await app.request(`${path}x`)).status).toBe(404)
  })

  it('counts in no score, opens no follow-up, and is in no list of answers', async () => {
    await ruled(0)
    const id = await askedAndFollowed()
    const scores = () => got<unknown>(`/scores?survey=${survey}&from=2026-01-01&to=2027-12-31`)
    const answers = async () => (await got<{ rows?: unknown[] }>(`/responses?survey=${survey}`)).rows
    const before = [await scores(), await answers()]
    expect(before).toMatchObject([{ total: { count: 1 } }, [{ rating: 1 }]])
    await change(id, closing)
    await work()
    await answer(linkIn(texts().at(-1)), { rating: '1', comment: 'Still bad' })
    await work()
    expect([await scores(), await answers()]).toEqual(before)
    expect((await got<FollowUpsView>(`/sites/${site}/follow-ups?state=open`)).rows).toEqual([])
  })

  it.each(['opted-out', 'no-consent', 'left-out', 'erased', 'no-way'] as const)(
    'writes to nobody where that cannot be, and says on the follow-up why: %s',
    async (hindrance) => {
      await ruled(1)
      const id = await askedAndFollowed()
      const before = texts().length
      await change(id, closing)
      const { database } = app.services
      const { response, followUp } = database.tables
      const [about] = await database.handle.select().from(followUp).where(eq(followUp.id, id))
      const set = (changes: object) =>
        database.handle
          .update(response)
          .set(changes)
          .where(eq(response.id, about?.responseId ?? ''))
      if (hindrance === 'opted-out')
        await keepOptOut(database, { siteId: site, customer: 'k-1', source: 'api' }, clock)
      if (hindrance === 'no-consent') await set({ answers: '{"contact":false}' })
      if (hindrance === 'left-out') await set({ state: 'excluded' })
      if (hindrance === 'erased') await send('/customers/erase', { site, customer: 'k-1' })
      if (hindrance === 'no-way') await set({ invitationId: null })
      clock += dayMs
      await work()
      expect(texts()).toHaveLength(before)
      expect((await viewOf(id)).secondAsk).toMatchObject({ state: 'impossible', hindrance })
      expect(await recovery()).toMatchObject({ asked: 0, answered: 0, rate: null })
    }
  )

  it('waits for the hours in which the survey asks, and until they are not asked about something else', async () => {
    clock = Math.ceil(clock / dayMs) * dayMs + 9 * 3_600_000
    await ruled(0)
    const id = await askedAndFollowed()
    await send('/invitations', { survey, channel: 'email', customer: 'k-1' })
    const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '20:00' }
    const set = (body: object) => send(`/surveys/${survey}`, body, 'PATCH')
    await set({ inviting: { hours }, asking: { quietDays: 3 } })
    app.services.publication.forget()
    const before = texts().length
    await change(id, closing)
    await work()
    expect((await viewOf(id)).secondAsk).toMatchObject({ state: 'due' })
    clock += 3 * dayMs
    await work()
    expect((await viewOf(id)).secondAsk).toMatchObject({ state: 'asked' })
    expect(texts()).toHaveLength(before)
    clock += 4.5 * 3_600_000
    await work()
    expect(texts()).toHaveLength(before + 1)
  })

  it('takes the words of the second answer away with the first', async () => {
    await ruled(0)
    const id = await askedAndFollowed()
    await change(id, closing)
    await work()
    const path = linkIn(texts().at(-1))
    await answer(path, { rating: '5', comment: 'secret words' })
    await send('/customers/erase', { site, customer: 'k-1' })
    expect((await viewOf(id)).secondAsk?.answer).toMatchObject({ rating: 5, comment: null })
    await answer(path, { rating: '4', comment: 'secret afterthought' })
    const { handle, tables } = app.services.database
    expect(JSON.stringify(await handle.select().from(tables.secondAsk))).not.toContain('secret')
  })

  it('goes out by mail with a link that leads to be left alone, and is not sent to whoever followed it', async () => {
    await connected(mailer())
    await ruled(0)
    await fromProgram(app, { survey, rating: 2, customer: 'ada@example.com' })
    await work()
    await change(await only(), closing)
    await work()
    const [asked] = mail.mails
    expect(mail.mails).toHaveLength(1)
    expect(asked?.html).toContain(`<a href="${/https?:\S+\/a\/[\w-]{22}/.exec(asked?.text ?? '')?.[0]}"`)
    const off = new URL(/https?:\S+\/u\/\S+/.exec(asked?.text ?? '')?.[0] ?? '').pathname
    expect((await app.request(off)).status).toBe(200)
    expect((await answer(off, {})).status).toBe(200)
    await fromProgram(app, { survey, rating: 2, customer: 'ada@example.com' })
    await work()
    const next = await only()
    await change(next, closing)
    await work()
    expect(mail.mails).toHaveLength(1)
    expect((await viewOf(next)).secondAsk).toMatchObject({ state: 'impossible', hindrance: 'opted-out' })
  })

  it('tells the recovery rate of those who were unhappy and answered again, as a count by hand does', async () => {
    await connected(mailer())
    await ruled(0)
    const said = [
      [1, 5],
      [2, 4],
      [3, 3],
      [1, 1],
      [2, 5],
      [1, 4],
      [5, 5],
      [4, 1],
      [2, null]
    ] as const
    for (const [place, [rating]] of said.entries())
      await fromProgram(app, { survey, rating, customer: `c${place}@example.com` })
    await work()
    const { rows } = await got<FollowUpsView>(`/sites/${site}/follow-ups?limit=50`)
    for (const { id } of rows) await change(id, closing)
    clock += 10_000
    for (let round = 0; round < 5; round++) await work()
    await expect.poll(() => mail.mails.length, { timeout: 15_000 }).toBe(said.length)
    const answerAll = async (places: readonly number[]) => {
      for (const place of places) {
        const letter = mail.mails.find(({ to }) => to?.[0]?.address === `c${place}@example.com`)
        const rating = said[place]?.[1]
        if (rating != null) await answer(linkIn(letter?.text), { rating: String(rating) })
      }
    }
    await answerAll([0, 1, 2, 3])
    expect(await recovery()).toMatchObject({ closed: 7, asked: 7, answered: 4, satisfied: null, rate: null })
    await answerAll([4, 5, 6, 7, 8])
    const unhappy = said.filter(([first, second]) => first < 4 && second !== null)
    const part = unhappy.filter(([, second]) => (second ?? 0) >= 4).length
    const shares = wilson({ part, count: unhappy.length })
    expect(await recovery()).toMatchObject({
      closed: 7,
      asked: 7,
      answered: unhappy.length,
      satisfied: part,
      rate: {
        value: (100 * part) / unhappy.length,
        lower: 100 * (shares?.lower ?? 0),
        upper: 100 * (shares?.upper ?? 0)
      }
    })
    expect(await recovery('nature=tool')).toMatchObject({ closed: 0, rate: null })
    expect(await recovery('owner=none')).toMatchObject({ closed: 7 })
    expect(await got(`/sites/${site}/follow-ups/recovery?from=2020-01-01&to=2020-01-31`)).toMatchObject({
      closed: 0
    })
  })
})
