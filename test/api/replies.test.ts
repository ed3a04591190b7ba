import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView } from '../../server/contract/connectors'
import type { FollowUpsView, FollowUpView } from '../../server/contract/follow-ups'
import type { InvitationView } from '../../server/contract/invitations'
import { leaseMs } from '../../server/delivery/claiming'
import { keepOptOut } from '../../server/opt-outs/opt-outs'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { startFakeVendor } from '../support/fake-vendor'
import { followDue, followedUp } from '../support/followed'
import { fromProgram, givenSurvey } from '../support/given'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'

const hourMs = 3_600_000
let clock = Date.parse('2026-11-01T09:00:00Z')

onBothDatabases((fresh) => {
  let app: TestApp
  let telegram: Awaited<ReturnType<typeof startFakeTelegram>>
  let mail: MailServer
  let place: FreshDatabase
  let survey: string
  let site: string
  beforeEach(async () => {
    clock += 86_400_000
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

  async function made<T>(path: string, body: unknown): Promise<T> {
    const response = await app.request(path, { key: testKey, body })
    expect(response.status, await response.clone().text()).toBeLessThan(300)
    return (await response.json()) as T
  }
  const connected = async (body: object) =>
    (await made<ConnectorView>('/api/v1/connectors', { site, name: 'Ours', ...body })).id
  const bot = () => ({ kind: 'telegram', vendorUrl: telegram.url, settings: { botToken, webhookSecret } })
  const mailer = () => ({
    kind: 'email',
    settings: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'hello@shop.example' }
  })
  const whatsapp = (vendorUrl: string) => ({
    kind: 'whatsapp',
    vendorUrl,
    settings: {
      phoneNumberId: '106540352242922',
      accessToken: 'EAAG-a-token-of-a-system-user',
      appSecret: '0123456789abcdef0123456789abcdef',
      verifyToken: 'a verify token',
      templateName: 'ask_again'
    }
  })
  /** Everything that is due, as the jobs of a running server do it. */
  async function work() {
    for (let round = 0; round < 3; round++) {
      clock += 1_000
      await app.services.inbox.work()
      await app.services.outbox.work()
    }
  }
  /** Somebody is asked through a connector, and their low answer becomes a follow-up. */
  async function askedAndFollowed(delivery: string, more: object): Promise<string> {
    const invitation = { survey, channel: 'telegram', delivery, ...more }
    const { url } = await made<InvitationView>('/api/v1/invitations', invitation)
    await work()
    return followed(async () => {
      const answered = await app.request(new URL(url).pathname, { body: { rating: 1 } })
      expect(answered.status, await answered.clone().text()).toBeLessThan(300)
    })
  }
  async function followed(answer: () => Promise<unknown>): Promise<string> {
    await followedUp({ app, site })
    clock += 1_000
    await answer()
    await followDue(app.services.database, clock)
    const { rows } = await got<FollowUpsView>(`/api/v1/sites/${site}/follow-ups`)
    expect(rows).toHaveLength(1)
    return rows[0]?.id ?? ''
  }
  const got = async <T>(path: string) => (await (await app.request(path, { key: testKey })).json()) as T
  const viewOf = (id: string) => got<FollowUpView>(`/api/v1/sites/${site}/follow-ups/${id}`)
  const reply = (id: string, text: string) =>
    app.request(`/api/v1/sites/${site}/follow-ups/${id}/replies`, { key: testKey, body: { text } })
  const replied = async (id: string) =>
    (await viewOf(id)).history.filter(({ action }) => action === 'replied').map(({ detail }) => detail)

  it('writes on the channel that asked, and notes what became of it', async () => {
    const id = await askedAndFollowed(await connected(bot()), { address: '4711', customer: 'k-1' })
    expect((await viewOf(id)).reply).toEqual({ channel: 'telegram', connector: 'Ours', hindrance: null })
    expect((await reply(id, 'We are sorry.\nYour money is back.')).status).toBe(201)
    expect(await replied(id)).toMatchObject([{ message: { state: 'queued' } }])
    await work()
    expect(telegram.sent('sendMessage').at(-1)).toEqual({
      chat_id: '4711',
      text: 'We are sorry.\nYour money is back.'
    })
    expect(await replied(id)).toEqual([
      {
        text: 'We are sorry.\nYour money is back.',
        channel: 'telegram',
        message: { state: 'sent', reason: null }
      }
    ])
  })

  it('says in the history why the vendor refused it', async () => {
    const id = await askedAndFollowed(await connected(bot()), { address: '4711' })
    await reply(id, 'Sorry')
    const description = 'Forbidden: bot was blocked by the user'
    telegram.misbehave({ status: 403, body: JSON.stringify({ ok: false, error_code: 403, description }) })
    await work()
    expect(await replied(id)).toMatchObject([{ message: { state: 'failed', reason: description } }])
  })

  it('answers a mail in its own thread', async () => {
    const id = await askedAndFollowed(await connected(mailer()), { address: 'ada@example.com' })
    await reply(id, 'Sorry <b>Ada</b>\nBen')
    await work()
    const [asked, answered] = mail.mails
    expect(mail.mails).toHaveLength(2)
    expect(answered).toMatchObject({
      to: [{ address: 'ada@example.com' }],
      subject: `Re: ${asked?.subject}`,
      inReplyTo: asked?.messageId
    })
    expect([answered?.text?.trim(), answered?.html]).toEqual([
      'Sorry <b>Ada</b>\nBen',
      expect.stringContaining('Sorry &#60;b&#62;Ada&#60;/b&#62;\nBen')
    ])
  })

  it('writes a mail where the site named the customer by one, and to nobody whom only a page named', async () => {
    await connected(mailer())
    const vouched = await followed(() => fromProgram(app, { survey, rating: 1, customer: 'ada@example.com' }))
    expect((await viewOf(vouched)).reply).toMatchObject({ channel: 'email', hindrance: null })
    await reply(vouched, 'Sorry')
    await work()
    expect(mail.mails.map(({ to }) => to?.[0]?.address)).toEqual(['ada@example.com'])
    await app.services.database.handle
      .update(app.services.database.tables.response)
      .set({ standing: 'unverified' })
    const refused = await reply(vouched, 'Sorry')
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'reply-impossible' }])
    expect((await viewOf(vouched)).reply).toMatchObject({ hindrance: 'no-way' })
  })

  it('writes to nobody who asked to be left alone, also where they did so before it left', async () => {
    const id = await askedAndFollowed(await connected(bot()), { address: '4711', customer: 'k-1' })
    const before = telegram.sent('sendMessage').length
    await reply(id, 'Sorry')
    await keepOptOut(app.services.database, { siteId: site, customer: 'k-1', source: 'api' }, clock)
    await work()
    expect(await replied(id)).toMatchObject([{ message: { state: 'cancelled', reason: 'opted-out' } }])
    expect(telegram.sent('sendMessage')).toHaveLength(before)
    expect((await viewOf(id)).reply).toMatchObject({ hindrance: 'opted-out' })
    expect((await reply(id, 'Sorry')).status).toBe(409)
  })

  it('writes nothing in a closed window, also where it closes before the message left, and a mail where one is known', async () => {
    const graph = await startFakeVendor(() => ({ status: 200, body: '{"messages":[{"id":"wamid.1"}]}' }))
    const invitation = { channel: 'whatsapp', address: '+4915112345678', customer: 'ada@example.com' }
    const id = await askedAndFollowed(await connected(whatsapp(graph.url)), invitation)
    await reply(id, 'Sorry')
    clock += 25 * hourMs
    await work()
    expect(await replied(id)).toMatchObject([{ message: { state: 'failed', reason: 'window-closed' } }])
    expect((await viewOf(id)).reply).toMatchObject({ hindrance: 'window-closed' })
    const refused = await reply(id, 'Sorry')
    expect([refused.status, await refused.json()]).toEqual([
      409,
      {
        code: 'reply-impossible',
        message: expect.stringContaining('they last wrote so long ago') as unknown
      }
    ])
    await connected(mailer())
    expect((await viewOf(id)).reply).toMatchObject({ channel: 'email', hindrance: null })
    expect(graph.calls).toHaveLength(1)
    await graph.close()
  })

  it('takes the words away with the answer, and sends none that is erased before it left', async () => {
    const id = await askedAndFollowed(await connected(bot()), { address: '4711', customer: 'k-1' })
    const before = telegram.sent('sendMessage').length
    await reply(id, 'Sorry, dear customer')
    const erased = await app.request('/api/v1/customers/erase', {
      key: testKey,
      body: { site, customer: 'k-1' }
    })
    expect(erased.status, await erased.clone().text()).toBeLessThan(300)
    await work()
    expect(telegram.sent('sendMessage')).toHaveLength(before)
    expect(JSON.stringify(await viewOf(id))).not.toContain('dear customer')
  })

  it('sends again what a process left behind, from one row and with the same words', async () => {
    const id = await askedAndFollowed(await connected(bot()), { address: '4711' })
    const before = telegram.calls.length
    const other = await startApp(fresh, { place, now: () => clock })
    await reply(id, 'Sorry')
    telegram.misbehave('hang')
    // It has claimed the reply and waits for an answer that never comes, as if it had been killed there.
    const stuck = app.services.outbox.work()
    await expect.poll(() => telegram.calls.length, { timeout: 15_000 }).toBe(before + 1)
    await other.services.outbox.work()
    expect(telegram.calls).toHaveLength(before + 1)
    clock += leaseMs
    await other.services.outbox.work()
    expect(telegram.calls).toHaveLength(before + 2)
    expect(telegram.calls.at(-1)?.body).toBe(telegram.calls.at(-2)?.body)
    expect(await replied(id)).toMatchObject([{ message: { state: 'sent' } }])
    telegram.hangUp()
    await stuck
    expect(await replied(id)).toMatchObject([{ message: { state: 'sent' } }])
    await other.close()
  })
})
