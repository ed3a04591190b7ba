import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { columnsCommand } from '../../server/commands/columns'
import type { ResponsesView } from '../../server/contract/answers'
import type { MatrixView, ScoresView } from '../../server/contract/figures'
import type { ChannelsView } from '../../server/contract/figures-channels'
import type { InvitationsView, InvitationView } from '../../server/contract/invitations'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { accessToken, startFakeChatwoot, webhookSecret } from '../support/fake-chatwoot'
import { fromPage, fromProgram, givenSurvey } from '../support/given'
import { imported } from '../support/importing'

let clock = Date.parse('2026-11-01T09:00:00Z')

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let survey: string
  beforeEach(async () => {
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app)
    site = given.site.id
    survey = given.survey.id
  })
  afterEach(() => app.close())

  async function read<View>(path: string): Promise<View> {
    const response = await app.request(`/api/v1/${path}`, { key: testKey })
    expect([path, response.status]).toEqual([path, 200])
    return (await response.json()) as View
  }
  const scores = (query: string) => read<ScoresView>(`scores?survey=${survey}&from=2026-01-01&${query}`)
  const rowsBy = async (by: string, query = '') =>
    (await scores(`by=${by}&${query}`)).rows.map(({ key, score }) => [key, score.count]).sort()
  const listed = async () => (await read<ResponsesView>(`responses?survey=${survey}&from=2026-01-01`)).rows
  async function answered(more: Record<string, unknown>) {
    const response = await fromProgram(app, { survey, rating: 5, ...more })
    expect(response.status, await response.clone().text()).toBe(201)
  }
  async function told(id: string, more: Record<string, unknown>) {
    const body = { site, ...more }
    const response = await app.request(`/api/v1/conversations/${id}`, { method: 'PUT', key: testKey, body })
    expect(response.status, await response.clone().text()).toBeLessThan(300)
  }
  async function botsAre(...bots: string[]) {
    const path = `/api/v1/sites/${site}`
    const before = await app.request(path, { key: testKey })
    const headers = { 'if-match': before.headers.get('etag') ?? '' }
    const response = await app.request(path, { method: 'PATCH', key: testKey, headers, body: { bots } })
    expect(response.status, await response.clone().text()).toBe(200)
  }
  async function expectTheColumnsToAgree() {
    const { databaseUrl, secret } = app.services.config
    const said: string[] = []
    const environment = { DATABASE_URL: databaseUrl, HEARBACK_SECRET: secret }
    const result = await columnsCommand(['verify'], environment, (line) => said.push(line))
    expect([said, result]).toEqual([[`${survey}: the columns agree with the answers.`], 0])
  }

  it('counts an answer by its conversation also where both are told in the same moment', async () => {
    const ids = Array.from({ length: 60 }, (_none, at) => `at-once-${at}`)
    await Promise.all(
      ids.map((conversation, at) => {
        const both = [
          () => answered({ conversation }),
          () => told(conversation, { handledBy: 'bot', bot: 'Robo' })
        ]
        return Promise.all((at % 2 ? both : both.toReversed()).map((one) => one()))
      })
    )
    expect(await rowsBy('handler')).toEqual([['bot', ids.length]])
    await expectTheColumnsToAgree()
  })

  it('counts an answer as handled by whoever handled its conversation', async () => {
    await told('c-1', { handledBy: 'bot', bot: 'Robo' })
    await told('c-2', { handledBy: 'bot-then-person', bot: 'Robo', agent: 'Ana' })
    await answered({ conversation: 'c-1' })
    await answered({ conversation: 'c-2' })
    await answered({ conversation: 'c-3' })
    const said = (await listed()).map(({ conversation, handledBy, bot }) => [conversation, handledBy, bot])
    expect(said.sort()).toEqual([
      ['c-1', 'bot', 'Robo'],
      ['c-2', 'bot-then-person', 'Robo'],
      ['c-3', null, null]
    ])
    expect(await rowsBy('handler')).toEqual([
      ['', 1],
      ['bot', 1],
      ['bot-then-person', 1]
    ])
    await expectTheColumnsToAgree()
  })

  it('learns who handled it from a conversation that is told of after its answer', async () => {
    await answered({ conversation: 'c-1', agent: 'Ana' })
    expect(await rowsBy('handler')).toEqual([['', 1]])
    await told('c-1', { topics: ['billing'] })
    expect(await rowsBy('handler')).toEqual([['', 1]])
    await told('c-1', { handledBy: 'bot-then-person', bot: 'Robo' })
    expect(await rowsBy('handler', 'agent=Ana')).toEqual([['bot-then-person', 1]])
    expect(await rowsBy('bot')).toEqual([['Robo', 1]])
    await expectTheColumnsToAgree()
  })

  it('believes an answer that says itself who handled it, and no conversation that a page merely claims', async () => {
    await answered({ conversation: 'c-1', handledBy: 'person' })
    await fromPage(app, { id: 'from-a-page', survey, rating: 4, conversation: 'c-2' })
    for (const id of ['c-1', 'c-2', 'c-3']) await told(id, { handledBy: 'bot' })
    await fromPage(app, { id: 'from-a-page-later', survey, rating: 4, conversation: 'c-3' })
    expect((await listed()).map(({ conversation, handledBy }) => [conversation, handledBy]).sort()).toEqual([
      ['c-1', 'person'],
      ['c-2', null],
      ['c-3', null]
    ])
  })

  it('takes from a page who handled it, and the name of no bot', async () => {
    const page = { survey, rating: 4, handledBy: 'bot' }
    expect((await fromPage(app, { ...page, id: 'of-a-page-1' })).status).toBe(201)
    expect((await fromPage(app, { ...page, id: 'of-a-page-2', bot: 'Robo' })).status).toBe(403)
    const widget = { ...page, surface: 'widget', bot: 'Robo', handledBy: 'a dog' }
    expect((await fromPage(app, { ...widget, id: 'of-a-widget-1' })).status).toBe(201)
    expect(await rowsBy('handler')).toEqual([
      ['', 1],
      ['bot', 1]
    ])
    expect(await rowsBy('bot')).toEqual([['', 2]])
  })

  it('counts the answer to an invitation as handled by whom it names, or its facts', async () => {
    async function tapped(more: Record<string, unknown>) {
      const made = await app.request('/api/v1/invitations', { key: testKey, body: { survey, ...more } })
      expect(made.status, await made.clone().text()).toBe(201)
      const { url } = (await made.json()) as InvitationView
      expect((await app.request(new URL(url).pathname, { body: { rating: 5 } })).status).toBeLessThan(400)
    }
    for (const id of ['c-1', 'c-2']) await told(id, { handledBy: 'bot' })
    await tapped({ handledBy: 'bot-then-person', bot: 'Robo', conversation: 'c-2' })
    await tapped({ conversationFacts: { handledBy: 'human' } })
    await tapped({ conversation: 'c-1', agent: 'Ana' })
    expect(await rowsBy('handler')).toEqual([
      ['bot', 1],
      ['bot-then-person', 1],
      ['person', 1]
    ])
    const { rows } = await read<InvitationsView>(`invitations?survey=${survey}`)
    expect(rows.map(({ handledBy, bot }) => `${handledBy} ${bot}`).sort()).toEqual([
      'bot-then-person Robo',
      'null null',
      'person null'
    ])
    expect((await app.request(`/api/v1/funnel?survey=${survey}&handler=bot`, { key: testKey })).status).toBe(
      422
    )
  })

  it('counts answers of agents that are bots as handled by them, where nobody says otherwise, until they are none', async () => {
    await answered({ agent: 'Robo', topics: ['hours'] })
    await answered({ agent: 'Robo', handledBy: 'bot-then-person' })
    await answered({ agent: 'Ana' })
    expect(await rowsBy('bot')).toEqual([['', 3]])
    await botsAre('Robo', ' Robo ')
    expect(await rowsBy('handler')).toEqual([
      ['', 1],
      ['bot', 1],
      ['bot-then-person', 1]
    ])
    expect(await rowsBy('bot', 'handler=bot')).toEqual([['Robo', 1]])
    const [first] = (await listed()).filter(({ topics }) => topics.includes('hours'))
    expect(first).toMatchObject({ handledBy: null, countsAs: { handledBy: 'bot', bot: 'Robo' } })
    await answered({ agent: 'Robo' })
    expect(await rowsBy('agent', 'handler=bot')).toEqual([['Robo', 2]])
    await expectTheColumnsToAgree()
    await botsAre()
    expect(await rowsBy('handler')).toEqual([
      ['', 3],
      ['bot-then-person', 1]
    ])
    await expectTheColumnsToAgree()
  })

  it('makes sets of tags count as the list of bots says when the columns are made anew', async () => {
    await botsAre('Robo')
    await answered({ agent: 'Robo' })
    await app.services.database.script(`update tag_set set handler = '', bot = ''`)
    const { databaseUrl, secret } = app.services.config
    const environment = { DATABASE_URL: databaseUrl, HEARBACK_SECRET: secret }
    expect(await columnsCommand(['verify'], environment, () => {})).toBe(1)
    expect(await columnsCommand(['rebuild'], environment, () => {})).toBe(0)
    expect(await rowsBy('handler')).toEqual([['bot', 1]])
  })

  it('narrows figures and lists by who handled it, sets pairs side by side, and writes both into the table', async () => {
    await answered({ handledBy: 'bot', bot: 'Robo', topics: ['hours'] })
    await answered({ handledBy: 'bot', bot: 'Fin', topics: ['hours'], rating: 1 })
    await answered({ handledBy: 'person', topics: ['refund'] })
    expect((await scores('handler=bot')).total).toMatchObject({ count: 2, value: 50 })
    expect((await scores('handler=bot&handler=person&bot=Fin&bot=')).total.count).toBe(2)
    expect(await rowsBy('topic', 'bot=')).toEqual([['refund', 1]])
    const matrix = await read<MatrixView>(
      `scores/matrix?survey=${survey}&from=2026-01-01&rows=handler&columns=topic`
    )
    expect(matrix.cells.map(({ row, column, score }) => [row, column, score.count])).toEqual([
      ['bot', 'hours', 2],
      ['person', 'refund', 1]
    ])
    const refused = await app.request(`/api/v1/scores?survey=${survey}&handler=dog`, { key: testKey })
    expect(refused.status).toBe(422)
    // Who was invited is known without it, so that nobody knows how many of these answered.
    const channels = await read<ChannelsView>(`channels?survey=${survey}&from=2026-01-01&handler=bot&bot=Fin`)
    expect(channels.rows).toMatchObject([{ score: { count: 1 }, responseRate: null, bounds: null }])
    const csv = await app.request(`/api/v1/responses.csv?survey=${survey}&from=2026-01-01&handler=bot`, {
      key: testKey
    })
    const rows = parse(await csv.text(), { columns: true }) as Record<string, string>[]
    expect(
      rows.map(({ handledBy, bot, countsAsHandledBy, countsAsBot }) => [
        handledBy,
        bot,
        countsAsHandledBy,
        countsAsBot
      ])
    ).toEqual(
      expect.arrayContaining([
        ['bot', 'Fin', 'bot', 'Fin'],
        ['bot', 'Robo', 'bot', 'Robo']
      ])
    )
  })

  it('reads who handled it from a column of a file, in the words of many tools', async () => {
    const file = [
      'rating,answered at,handled by,bot',
      '5,2026-10-01 09:00,AI Agent,Robo',
      '4,2026-10-01 10:00,Human,',
      '2,2026-10-01 11:00,escalated,Robo',
      '3,2026-10-01 12:00,,'
    ].join('\n')
    expect((await imported(app, { survey, file })).counts).toMatchObject({ accepted: 4, rejected: 0 })
    expect(await rowsBy('handler')).toEqual([
      ['', 1],
      ['bot', 1],
      ['bot-then-person', 1],
      ['person', 1]
    ])
    expect(await rowsBy('bot', 'handler=bot-then-person')).toEqual([['Robo', 1]])
    const names = ['rating,answered at,handled by', '5,2026-10-02 09:00,Ana'].join('\n')
    await imported(app, { survey, file: names })
    expect(await rowsBy('agent', 'agent=Ana')).toEqual([['Ana', 1]])
  })

  it('knows a conversation that Chatwoot’s bot began and a person resolved, by who had it before', async () => {
    const chatwoot = await startFakeChatwoot(() => clock)
    try {
      const settings = {
        ...{ survey, baseUrl: chatwoot.url, account: '1', accessToken, secret: webhookSecret }
      }
      const made = await app.request('/api/v1/connectors', {
        key: testKey,
        body: { site, kind: 'chatwoot', name: 'Our Chatwoot', settings }
      })
      expect(made.status, await made.clone().text()).toBe(201)
      const { id } = (await made.json()) as { id: string }
      async function settle() {
        for (let webhook = chatwoot.webhooks.shift(); webhook; webhook = chatwoot.webhooks.shift()) {
          const { body, headers } = webhook
          const hook = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }
          expect((await app.app.request(`/hooks/${id}`, hook)).status).toBe(200)
          clock += 1_000
          await app.services.inbox.work()
          clock += 1_000
          await app.services.outbox.work()
          clock += 10_000
        }
      }
      const { conversation } = chatwoot
      const firstReplyAt = conversation.first_reply_created_at
      Object.assign(conversation.meta, { assignee: { id: 9, name: 'Robo', type: 'agent_bot' } })
      Object.assign(conversation, { first_reply_created_at: null })
      chatwoot.customerSays('hello')
      await settle()
      Object.assign(conversation.meta, { assignee: { id: 1, name: 'Ana' } })
      Object.assign(conversation, { first_reply_created_at: firstReplyAt })
      chatwoot.resolve()
      await settle()
      chatwoot.customerSays('4')
      await settle()
      expect(await listed()).toMatchObject([{ agent: 'Ana', handledBy: 'bot-then-person', bot: 'Robo' }])
    } finally {
      await chatwoot.close()
    }
  })
})
