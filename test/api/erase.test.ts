import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { columnsCommand } from '../../server/commands/columns'
import { eraseCommand } from '../../server/commands/erase'
import { exportCommand } from '../../server/commands/export'
import { fillIndex } from '../../server/search/filling'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'

/** What must not be found anywhere afterwards, each of them in another place. */
const canaries = [
  'canary-key-77',
  'canary-comment',
  'canary-page',
  'canary-conversation',
  '990047110815',
  'canary-words',
  'canary-id',
  'whispered'
]
const address = '990047110815'

onBothDatabases((fresh, dialect) => {
  let app: TestApp
  let telegram: Awaited<ReturnType<typeof startFakeTelegram>>
  let site: string
  let survey: string
  let connector: string
  beforeAll(async () => {
    app = await startApp(fresh)
    telegram = await startFakeTelegram()
  })
  afterAll(async () => {
    await telegram.close()
    await app.close()
  })
  beforeEach(async () => {
    const given = await givenSurvey(app)
    site = given.site.id
    survey = given.survey.id
    const settings = { botToken, webhookSecret }
    const made = await app.request('/api/v1/connectors', {
      key: testKey,
      body: { site, kind: 'telegram', name: 'Our bot', vendorUrl: telegram.url, settings }
    })
    connector = ((await made.json()) as { id: string }).id
  })

  const post = async (path: string, body: unknown) => {
    const answered = await app.request(`/api/v1/${path}`, { key: testKey, body })
    if (answered.status >= 300) throw new Error(`${path}: ${answered.status} ${await answered.text()}`)
    return (await answered.json().catch(() => ({}))) as Record<string, unknown>
  }
  const scores = async () =>
    (await app.request(`/api/v1/scores?survey=${survey}&by=channel`, { key: testKey })).json()
  const kpis = async () =>
    (await app.request(`/api/v1/kpis?survey=${survey}&by=channel`, { key: testKey })).json()
  const environment = () => ({ DATABASE_URL: app.place.url, HEARBACK_SECRET: app.services.config.secret })

  /** A customer with something in every table, and others around. */
  async function givenCustomer() {
    const answer = {
      survey,
      rating: 2,
      customer: 'canary-key-77',
      conversation: 'canary-conversation',
      comment: 'canary-comment whispered',
      channel: 'chat',
      pageUrl: 'https://shop.example/canary-page'
    }
    await post('responses', {
      ...answer,
      id: randomUUID(),
      answers: { said: 'canary-words', solved: 'no', person: 3 }
    })
    await post('responses', { ...answer, id: 'canary-id-canary-key-77', rating: 3 })
    await app.request('/api/v1/conversations/canary-conversation', {
      method: 'PUT',
      key: testKey,
      body: {
        site,
        channel: 'chat',
        customer: 'canary-key-77',
        openedAt: '2026-11-20T09:00:00Z',
        firstResponseAt: '2026-11-20T09:01:00Z'
      }
    })
    await post('invitations', {
      survey,
      channel: 'telegram',
      delivery: connector,
      customer: 'canary-key-77',
      address,
      externalId: 'ticket of canary-key-77'
    })
    await app.services.outbox.work()
    const typed = {
      update_id: 1,
      message: {
        message_id: 9,
        from: { id: Number(address), is_bot: false, first_name: 'A' },
        chat: { id: Number(address), type: 'private' },
        date: Math.floor(Date.now() / 1000),
        text: '4'
      }
    }
    await app.request(`/hooks/${connector}`, {
      body: typed,
      headers: { 'x-telegram-bot-api-secret-token': webhookSecret }
    })
    await app.services.inbox.work()
    await post('opt-outs', { site, customer: 'canary-key-77' })
    for (const rating of [1, 4, 5, 5, 5, 4])
      await post('responses', {
        id: randomUUID(),
        survey,
        rating,
        customer: 'somebody-else',
        comment: 'other words',
        channel: 'chat'
      })
  }

  /** Every row of every table as text. */
  async function everything(): Promise<string> {
    const { database } = app.services
    const rows: unknown[] = []
    for (const table of Object.values(database.tables))
      rows.push(...(await database.handle.select().from(table as typeof database.tables.response)))
    return JSON.stringify(rows)
  }

  const searched = async (words: string) => {
    const found = await app.request(`/api/v1/responses?survey=${survey}&repeats=all&search=${words}`, {
      key: testKey
    })
    return ((await found.json()) as { total: number }).total
  }

  /** What PostgreSQL's index of the words of comments holds on the disk. */
  async function wordsHold(text: string): Promise<boolean> {
    const client = new pg.Client({ connectionString: app.place.url })
    await client.connect()
    try {
      await client.query('checkpoint')
      const file = await client.query<{ file: Buffer }>(
        "select pg_read_binary_file(pg_relation_filepath('comment_index_by_words')) as file"
      )
      return file.rows[0]?.file.includes(text) ?? false
    } finally {
      await client.end()
    }
  }

  /** What the files of the database hold, its log and whatever lies beside it. */
  function filesHold(text: string): boolean {
    const folder = dirname(app.place.url.replace('file:', ''))
    return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text))
  }

  it('erases what is known of one customer and changes no figure, while the server runs', async () => {
    await givenCustomer()
    const before = { scores: await scores(), kpis: await kpis() }
    const lines: string[] = []
    const run = (...more: string[]) =>
      eraseCommand(['--customer', 'canary-key-77', '--site', site, ...more], environment(), (line) =>
        lines.push(line)
      )
    expect(await run('--dry-run')).toBe(0)
    expect(lines.join('\n')).toMatch(
      /3 answers, 1 invitations, 1 conversations and 2 messages would be emptied/
    )
    expect(await everything()).toContain('canary-comment')
    await fillIndex(app.services.database)
    expect(await searched('canary-comment')).toBe(2)
    if (dialect === 'postgres') expect(await wordsHold('whispered')).toBe(true)
    expect(await run()).toBe(0)
    expect(await searched('canary-comment')).toBe(0)
    if (dialect === 'postgres') expect(await wordsHold('whispered')).toBe(false)

    const rows = await everything()
    expect(canaries.filter((one) => rows.includes(one))).toEqual([])
    expect(rows).toContain('other words')
    if (dialect === 'sqlite') expect(canaries.filter(filesHold)).toEqual([])
    expect({ scores: await scores(), kpis: await kpis() }).toEqual(before)
    expect(await columnsCommand(['verify', '--survey', survey], environment(), () => {})).toBe(0)
    const kept = await (
      await app.request(`/api/v1/responses?survey=${survey}&state=counted&repeats=all`, { key: testKey })
    ).json()
    expect(
      (kept as { rows: { answers: unknown; rating: number }[] }).rows.filter(
        ({ answers }) => JSON.stringify(answers) === '{"solved":"no","person":3}'
      )
    ).toMatchObject([{ rating: 2, comment: null, customer: null, pageUrl: null }])
    // Who wants to be asked no more is not asked after all.
    expect(await post('eligibility', { survey, channel: 'chat', customer: 'canary-key-77' })).toEqual({
      eligible: false,
      rule: 'opted-out'
    })
  })

  it('finds a customer by the address that they were written to at, and cancels what waits to be sent', async () => {
    await givenCustomer()
    const later = await post('invitations', {
      survey,
      channel: 'telegram',
      delivery: connector,
      address: '5550001112223',
      customer: 'waiting-one'
    })
    const erased = await post('customers/erase', { site, customer: '5550001112223' })
    expect(erased).toEqual({ answers: 0, invitations: 1, conversations: 0, messages: 1 })
    await app.services.outbox.work()
    expect(telegram.sent('sendMessage').some(({ chat_id }) => String(chat_id) === '5550001112223')).toBe(
      false
    )
    expect(
      await (await app.request(`/api/v1/invitations?survey=${survey}`, { key: testKey })).json()
    ).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ id: later.id, customer: null })])
    })
    expect(await post('customers/erase', { site, customer: address })).toMatchObject({ answers: 3 })
    const rows = await everything()
    expect(['canary-key-77', '5550001112223'].filter((one) => rows.includes(one))).toEqual([])
  })

  it('exports what is known of one customer, and nothing of others', async () => {
    await givenCustomer()
    const lines: string[] = []
    expect(
      await exportCommand(['--customer', 'canary-key-77', '--site', site], environment(), (line) =>
        lines.push(line)
      )
    ).toBe(0)
    const [known] = JSON.parse(lines.join('\n')) as {
      answers: unknown[]
      invitations: unknown[]
      messages: unknown[]
      conversations: unknown[]
      optOuts: unknown[]
    }[]
    expect(known).toMatchObject({
      invitations: [{ address, customer: 'canary-key-77' }],
      conversations: [{ id: 'canary-conversation' }],
      optOuts: [{ kind: 'customer' }]
    })
    expect([known?.answers.length, known?.messages.length]).toEqual([3, 2])
    expect(lines.join('\n')).not.toContain('somebody-else')
  })

  it('is for owners alone, and is in the audit trail without the name', async () => {
    const manager = await makeMember(app, site, { email: `mia-${site}@example.com`, role: 'manager' })
    for (const what of ['erase', 'export']) {
      const refused = await app.request(`/api/v1/customers/${what}`, {
        cookie: manager,
        body: { site, customer: 'canary-key-77' },
        headers: { origin: app.services.config.publicUrl }
      })
      expect(refused.status).toBe(403)
      expect(
        (
          await app.request(`/api/v1/customers/${what}`, {
            key: testKey,
            body: { site: 'sit_none', customer: 'x' }
          })
        ).status
      ).toBe(404)
    }
    await post('customers/erase', { site, customer: 'who-is-unknown-here' })
    await post('customers/export', { site, customer: 'who-is-unknown-here' })
    const trail = JSON.stringify(
      await (await app.request(`/api/v1/audit?site=${site}`, { key: testKey })).json()
    )
    expect([
      trail.includes('customer-erased'),
      trail.includes('customer-exported'),
      trail.includes('who-is-unknown-here')
    ]).toEqual([true, true, false])
  })
})
