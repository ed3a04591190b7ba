import { afterEach, beforeEach, expect, it } from 'vitest'
import type { UploadReport } from '../../server/contract/invitation-upload'
import type { InvitationsView } from '../../server/contract/invitations'
import type { ProblemBody } from '../../server/contract/problem'
import { limits } from '../../server/contract/terms'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { botToken, startFakeTelegram, webhookSecret } from '../support/fake-telegram'
import { givenSurvey } from '../support/given'

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let survey: string
  let clock: number
  beforeEach(async () => {
    clock = Date.parse('2026-11-01T09:00:00Z')
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app)
    site = given.site.id
    survey = given.survey.id
  })
  afterEach(() => app.close())

  type More = { mapping?: unknown; dryRun?: boolean; by?: Record<string, string>; of?: string }
  function send(
    file: string,
    { mapping, dryRun = false, by = { authorization: `Bearer ${testKey}` }, of = survey }: More = {}
  ) {
    const form = new FormData()
    form.set('survey', of)
    if (mapping !== undefined)
      form.set('mapping', typeof mapping === 'string' ? mapping : JSON.stringify(mapping))
    form.set('file', new File([file], 'customers.csv', { type: 'text/csv' }))
    return app.app.request(`/api/v1/invitations/upload?dryRun=${dryRun}`, {
      method: 'POST',
      body: form,
      headers: by
    })
  }
  async function uploaded(file: string, more: More = {}): Promise<UploadReport> {
    const response = await send(file, more)
    expect(response.status, await response.clone().text()).toBe(more.dryRun ? 200 : 201)
    return (await response.json()) as UploadReport
  }
  async function refused(file: string, more: More = {}) {
    const response = await send(file, more)
    return { status: response.status, ...((await response.json()) as ProblemBody) }
  }
  const kept = async () =>
    (
      (await (
        await app.request(`/api/v1/invitations?survey=${survey}&limit=200`, { key: testKey })
      ).json()) as InvitationsView
    ).rows
  const states = ({ results }: UploadReport) => results.map(({ line, state }) => [line, state])

  it('makes an invitation for each row, finds the columns by their names, and says which it took nothing of', async () => {
    const report = await uploaded(
      'Ticket ID;Channel;Tags;Agent;E-mail;Language;Mood\n7;Whats App;billing, ' +
        'refund;ana;a@example.com;ur;fine\n\n8;phone;;"ben\nb";b@example.com;;\n'
    )
    expect(report).toMatchObject({
      rows: 2,
      counts: { created: 2 },
      delimiter: ';',
      unused: ['Mood'],
      mapping: {
        conversation: 'Ticket ID',
        channel: 'Channel',
        topics: [{ column: 'Tags', split: true }],
        agent: 'Agent',
        address: 'E-mail',
        locale: 'Language'
      }
    })
    expect(states(report)).toEqual([
      [2, 'created'],
      [4, 'created']
    ])
    const rows = await kept()
    expect(rows.find(({ conversation }) => conversation === '7')).toMatchObject({
      channel: 'Whats App',
      topics: ['billing', 'refund'],
      agent: 'ana',
      locale: 'ur'
    })
    expect(rows.find(({ conversation }) => conversation === '8')).toMatchObject({
      channel: 'phone',
      topics: [],
      locale: 'en'
    })
    expect(
      (await app.request(new URL(report.results[0]?.url ?? '').pathname, { body: { rating: 5 } })).status
    ).toBe(201)
  })

  it('takes every part from where the mapping says, also times, fixed values and names of channels', async () => {
    const mapping = {
      channel: 'Via',
      channels: { 'Line 2': 'whatsapp' },
      team: { value: 'tier-1' },
      externalId: { column: 'Nr' },
      topics: ['Kind', { value: 'survey-3' }],
      expiresAt: { column: 'Until', format: 'dd.MM.yyyy HH:mm' },
      timeZone: { value: 'Europe/Berlin' }
    }
    expect(
      await uploaded('Nr,Via,Kind,Until\nx-1,Line 2,billing,03.11.2026 12:00\n', { mapping })
    ).toMatchObject({ counts: { created: 1 }, unused: [] })
    expect(await kept()).toMatchObject([
      {
        externalId: 'x-1',
        channel: 'whatsapp',
        team: 'tier-1',
        topics: ['billing', 'survey-3'],
        expiresAt: '2026-11-03T07:00:00.000Z'
      }
    ])
  })

  it('says what is wrong with a row and makes all the others', async () => {
    const file = [
      'id,channel,customer,language,expires_at',
      '1,sms,k-1,en,2026-12-01',
      '2,sms,k-2,not a language,',
      '3,sms,k-3,en,some day',
      '4,sms,k-4,en,2020-01-01',
      '5,sms',
      '6,sms,k-6,,'
    ].join('\n')
    const report = await uploaded(file)
    expect(report.results.map(({ line, state, field }) => [line, state, field])).toEqual([
      [2, 'created', undefined],
      [3, 'rejected', 'locale'],
      [4, 'rejected', 'expiresAt'],
      [5, 'rejected', 'expiresAt'],
      [6, 'rejected', undefined],
      [7, 'created', undefined]
    ])
    for (const { state, reason } of report.results) if (state === 'rejected') expect(reason).toMatch(/\w{3}/)
    expect(report.counts).toEqual({ created: 2, rejected: 4 })
    expect(await kept()).toHaveLength(2)
  })

  it('makes nothing twice: neither from the same file nor from the same id further down', async () => {
    const file = 'external_id,customer\na,k-1\nb,k-2\na,k-1\n'
    const first = await uploaded(file)
    expect(states(first)).toEqual([
      [2, 'created'],
      [3, 'created'],
      [4, 'known']
    ])
    expect([first.results[2]?.id, first.results[2]?.url]).toEqual([first.results[0]?.id, undefined])
    const again = await uploaded(`${file}c,k-3\n`)
    expect(states(again)).toEqual([
      [2, 'known'],
      [3, 'known'],
      [4, 'known'],
      [5, 'created']
    ])
    expect(again.results.map(({ id }) => id).slice(0, 3)).toEqual(first.results.map(({ id }) => id))
    expect(await kept()).toHaveLength(3)
  })

  it('makes nothing twice on one day of rows that have no id, wherever they stand, and invites the same customers in another month', async () => {
    const file = 'customer,topics\nk-1,Refund\nk-2,Refund\nk-1,Refund\n'
    expect(states(await uploaded(file))).toEqual([
      [2, 'created'],
      [3, 'created'],
      [4, 'created']
    ])
    expect(states(await uploaded(file.replace('k-1', 'k-0,Refund\nk-1')))).toEqual([
      [2, 'created'],
      [3, 'known'],
      [4, 'known'],
      [5, 'known']
    ])
    clock += 30 * 86_400_000
    expect(states(await uploaded(file))).toEqual([
      [2, 'created'],
      [3, 'created'],
      [4, 'created']
    ])
  })

  it('shows in a dry run what the rules would say, row by row, and keeps and sends nothing', async () => {
    const telegram = await startFakeTelegram()
    const connector = (await (
      await app.request('/api/v1/connectors', {
        key: testKey,
        body: {
          site,
          kind: 'telegram',
          name: 'Bot',
          vendorUrl: telegram.url,
          settings: { botToken, webhookSecret }
        }
      })
    ).json()) as { id: string }
    await app.request(`/api/v1/surveys/${survey}`, {
      method: 'PATCH',
      key: testKey,
      body: { inviting: { frequency: { asks: 1, days: 30 } } }
    })
    await app.request('/api/v1/opt-outs', { key: testKey, body: { site, customer: 'k-2' } })
    const file = 'external_id,customer,address\n1,k-1,4711\n2,k-2,4712\n3,k-3,\n4,k-1,4711\n5,k-5,4715\n'
    const mapping = {
      externalId: 'external_id',
      customer: 'customer',
      address: 'address',
      delivery: { value: connector.id }
    }
    const rehearsed = await uploaded(file, { mapping, dryRun: true })
    expect(rehearsed.results.map(({ state, reason }) => [state, reason])).toEqual([
      ['created', undefined],
      ['suppressed', 'opted-out'],
      ['unsendable', 'no-address'],
      ['suppressed', 'frequency'],
      ['created', undefined]
    ])
    expect(rehearsed.results.flatMap(({ id, url }) => id ?? url ?? [])).toEqual([])
    await app.services.outbox.work()
    expect([await kept(), telegram.calls]).toEqual([[], []])
    const real = await uploaded(file, { mapping })
    expect(real.results.map(({ line, state, reason, until }) => ({ line, state, reason, until }))).toEqual(
      rehearsed.results.map(({ line, state, reason, until }) => ({ line, state, reason, until }))
    )
    await app.services.outbox.work()
    expect(
      telegram
        .sent('sendMessage')
        .map(({ chat_id }) => String(chat_id))
        .sort()
    ).toEqual(['4711', '4715'])
    await telegram.close()
  })

  it('takes as many rows as it says and not one more', async () => {
    const rows = (count: number) =>
      `customer\n${Array.from({ length: count }, (_, index) => `k-${index}`).join('\n')}\n`
    expect(await refused(rows(limits.uploadRows + 1), { dryRun: true })).toMatchObject({
      status: 413,
      code: 'too-large'
    })
    expect((await uploaded(rows(1_000))).counts).toEqual({ created: 1_000 })
  })

  it.each([
    ['a workbook', 'PK\u0003\u0004', {}, 'malformed-csv', undefined],
    ['an empty file', '', {}, 'malformed-csv', undefined],
    [
      'a column that there is not',
      'a,b\n1,2\n',
      { mapping: { channel: 'Channel' } },
      'invalid',
      'mapping.channel'
    ],
    [
      'a column that is there twice',
      'a,a\n1,2\n',
      { mapping: { channel: 'a' } },
      'invalid',
      'mapping.channel'
    ],
    ['a mapping of something else', 'a\n1\n', { mapping: { rating: 'a' } }, 'invalid', 'mapping.rating'],
    ['a mapping that is no JSON', 'a\n1\n', { mapping: '{' }, 'invalid', 'mapping'],
    [
      'a format without meaning',
      'a\n1\n',
      { mapping: { expiresAt: { column: 'a', format: 'Q' } } },
      'invalid',
      'mapping.expiresAt'
    ]
  ])('refuses %s in words that say where', async (_what, file, more, code, field) => {
    expect(await refused(file, more)).toMatchObject({
      status: 422,
      code,
      ...(field === undefined ? {} : { field })
    })
    expect(await kept()).toEqual([])
  })

  it('is for those who may invite, and for surveys that are live', async () => {
    const as = async (role: string) =>
      (
        await send('customer\nk-1\n', {
          by: {
            cookie: await makeMember(app, site, {
              email: `${role}@example.com`,
              role,
              ...(role === 'agent' ? { agent: 'ana' } : {})
            }),
            origin: 'https://surveys.example.com'
          }
        })
      ).status
    expect([await as('agent'), await as('manager')]).toEqual([403, 201])
    expect((await send('customer\nk-1\n', { by: {} })).status).toBe(401)
    expect(await refused('customer\nk-1\n', { of: 'svy_none' })).toMatchObject({
      status: 404,
      code: 'survey-unknown'
    })
    await app.request(`/api/v1/surveys/${survey}`, {
      method: 'PATCH',
      key: testKey,
      body: { state: 'closed' }
    })
    expect(await refused('customer\nk-1\n')).toMatchObject({ status: 409, code: 'survey-not-live' })
  })
})
