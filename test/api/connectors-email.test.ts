import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import type { InvitationView } from '../../server/contract/invitations'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'

const password = 'hunter2 of mail'

onBothDatabases((fresh) => {
  let app: TestApp
  let mail: MailServer
  let site: string
  let survey: string
  let connector: string
  let clock = Date.parse('2026-11-01T09:00:00Z')
  beforeEach(async () => {
    mail = await startMailServer()
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app, { question: { en: 'How did we do?', ur: 'ہم نے کیسا کام کیا؟' } })
    site = given.site.id
    survey = given.survey.id
    connector = (
      await made<ConnectorView>('/api/v1/connectors', {
        site,
        kind: 'email',
        name: 'Our mail',
        settings: {
          host: '127.0.0.1',
          port: mail.port,
          security: 'none',
          user: 'shop',
          password,
          from: 'hello@shop.example'
        }
      })
    ).id
  })
  afterEach(async () => {
    await app.close()
    await mail.close()
  })

  async function made<T>(path: string, body: unknown): Promise<T> {
    const response = await app.request(path, { key: testKey, body })
    expect(response.status, await response.clone().text()).toBeLessThan(300)
    return (await response.json()) as T
  }
  const got = async <T>(path: string) => (await (await app.request(path, { key: testKey })).json()) as T
  const invited = (more: Record<string, unknown> = {}) => {
    clock += 1
    return made<InvitationView>('/api/v1/invitations', {
      survey,
      channel: 'voice',
      topics: ['billing'],
      agent: 'ana',
      delivery: 'email',
      address: 'Customer@example.com',
      ...more
    })
  }
  const deliveries = async () =>
    (await got<{ rows: DeliveryView[] }>(`/api/v1/connectors/${connector}/deliveries`)).rows
  /** Lets time pass until the message that waits is due. */
  async function laterOn() {
    clock += 24 * 3_600_000
    await app.services.outbox.work()
  }

  it('sends an invitation as a mail whose points preselect and whose answer keeps its tags', async () => {
    const { url, state } = await invited()
    expect(state).toBe('created')
    await app.services.outbox.work()
    const [sent] = mail.mails
    expect(sent).toMatchObject({
      subject: 'How did we do? – Shop',
      from: { name: 'Shop', address: 'hello@shop.example' },
      to: [{ address: 'Customer@example.com' }]
    })
    for (const rating of [1, 2, 3, 4, 5]) {
      expect(sent?.html).toContain(`href="${url}?p=${rating}"`)
      expect(sent?.text).toContain(`${url}?p=${rating}`)
    }
    expect(await deliveries()).toMatchObject([
      { state: 'sent', attempts: 1, answer: expect.stringContaining('250') }
    ])

    // No person answers a mail in the instant in which it leaves.
    clock += 60_000
    await app.request(new URL(url).pathname, { body: { rating: 5 } })
    const { rows } = await got<{ rows: object[] }>(`/api/v1/responses?survey=${survey}`)
    expect(rows).toMatchObject([
      { rating: 5, channel: 'voice', delivery: 'email', topics: ['billing'], agent: 'ana' }
    ])
  })

  it('lets mail programs unsubscribe with one click', async () => {
    await invited()
    await app.services.outbox.work()
    const header = (name: string) => mail.mails[0]?.headers.find(({ key }) => key === name)?.value
    expect(header('auto-submitted')).toBe('auto-generated')
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const address = /^<(https:.+)>$/.exec(header('list-unsubscribe') ?? '')?.[1] ?? ''
    expect(address).toMatch(/^https:\/\/surveys\.example\.com\/u\/[\w-]{22}$/)
    const { pathname } = new URL(address)
    expect((await app.request(pathname)).status).toBe(200)
    expect(await invited()).toMatchObject({ state: 'created' })
    const clicked = await app.app.request(pathname, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' }
    })
    expect([clicked.status, await clicked.text()]).toEqual([
      200,
      expect.stringContaining('You will not be asked again.')
    ])
    expect(await invited()).toMatchObject({ state: 'suppressed' })
    // What waited already is not sent either.
    await laterOn()
    expect(mail.mails).toHaveLength(1)
    expect((await deliveries()).map(({ state, reason }) => [state, reason])).toEqual([
      ['cancelled', 'opted-out'],
      ['sent', null]
    ])
    expect((await app.app.request('/u/AAAAAAAAAAAAAAAAAAAAAA', { method: 'POST' })).status).toBe(404)
  })

  it('writes from the right for those who read so', async () => {
    await invited({ locale: 'ur' })
    await app.services.outbox.work()
    expect(mail.mails[0]).toMatchObject({
      subject: 'ہم نے کیسا کام کیا؟ – Shop',
      html: expect.stringContaining('<html lang="ur" dir="rtl">')
    })
  })

  it('tries again after a mail server was busy, under the same Message-ID, and once it is through never again', async () => {
    mail.refuse(451, 'try again later')
    await invited()
    await app.services.outbox.work()
    expect(await deliveries()).toMatchObject([
      { state: 'queued', attempts: 1, reason: 'mail-server-busy', answer: expect.stringContaining('451') }
    ])
    await laterOn()
    await laterOn()
    expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 2, reason: null }])
    expect(mail.mails).toHaveLength(1)
  })

  it('says why a mailbox that does not exist was not reached', async () => {
    mail.refuse(550, '5.1.1 no such user')
    const { id } = await invited()
    await app.services.outbox.work()
    await laterOn()
    expect(await deliveries()).toMatchObject([{ state: 'failed', attempts: 1, reason: 'address-unknown' }])
    expect(await got(`/api/v1/invitations/${id}`)).toMatchObject({
      state: 'unsendable',
      reason: 'address-unknown',
      sentAt: null
    })
  })

  it('does not invite where there is no address to write to', async () => {
    expect(await invited({ address: undefined })).toMatchObject({ state: 'unsendable', reason: 'no-address' })
    expect(await invited({ address: 'not an address' })).toMatchObject({
      state: 'unsendable',
      reason: 'address-wrong'
    })
    await app.services.outbox.work()
    expect(mail.mails).toEqual([])
  })

  it('shows what the vendor said to a test send, which counts nowhere', async () => {
    expect(await made(`/api/v1/connectors/${connector}/test`, { to: 'owner@shop.example' })).toMatchObject({
      state: 'sent',
      answer: expect.stringContaining('250')
    })
    expect(mail.mails).toMatchObject([{ to: [{ address: 'owner@shop.example' }] }])
    const url = /https:\S+(?=\?p=1)/.exec(mail.mails[0]?.text ?? '')?.[0] ?? ''
    await app.request(new URL(url).pathname, { body: { rating: 1 } })
    expect(await got(`/api/v1/scores?survey=${survey}`)).toMatchObject({ total: { count: 0 } })
  })

  it('never shows a secret again, nor keeps it so that the database alone gives it away', async () => {
    const shown = await got<ConnectorView>(`/api/v1/connectors/${connector}`)
    expect(shown).toMatchObject({ state: 'ready', secrets: { password: 'set' }, settings: { user: 'shop' } })
    expect(JSON.stringify(shown)).not.toContain(password)
    const { connector: table } = app.services.database.tables
    expect(JSON.stringify(await app.services.database.handle.select().from(table))).not.toContain(password)
    await app.request(`/api/v1/connectors/${connector}`, {
      key: testKey,
      method: 'PATCH',
      body: { settings: { fromName: 'The shop' } }
    })
    await invited()
    await app.services.outbox.work()
    expect(mail.mails).toMatchObject([{ from: { name: 'The shop' } }])
  })
})
