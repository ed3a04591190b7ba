import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AnswerView, ResponsesView } from '../../server/contract/answers'
import type { AuditView } from '../../server/contract/audit'
import type { ScoresView } from '../../server/contract/figures'
import type { ResponseView } from '../../server/contract/responses'
import { verifyColumns } from '../../server/figures/verify'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { openShop } from '../support/shop'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function answers(query = '', as?: Callers): Promise<ResponsesView> {
    const response = await shop.ask(`/responses?survey=svy_shop&${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as ResponsesView
  }

  const ids = ({ rows }: ResponsesView) => rows.map(({ id }) => id)

  const csv = async (query = '') => (await shop.ask(`/responses.csv?survey=svy_shop&${query}`)).text()

  const patch = (id: string, body: unknown, as: Callers = 'writer') =>
    shop.ask(`/responses/${id}?survey=svy_shop`, as, { method: 'PATCH', body: JSON.stringify(body) })

  const scoreCount = async (query = '') =>
    ((await (await shop.ask(`/scores?survey=svy_shop&${query}`)).json()) as ScoresView).total.count

  it('shows an answer with all that is known about it', async () => {
    await shop.answer({
      id: 'whole-answer',
      rating: 2,
      comment: 'Too slow',
      answers: { resolved: true },
      channel: 'phone',
      topics: ['Late delivery', 'Billing'],
      agent: 'ana',
      conversation: 'c-1'
    })
    expect((await answers()).rows).toEqual([
      {
        id: 'whole-answer',
        survey: 'svy_shop',
        rating: 2,
        metric: 'csat',
        scale: { min: 1, max: 5 },
        satisfiedFrom: 4,
        direction: 'higher-is-better',
        version: 1,
        comment: 'Too slow',
        answers: { resolved: true },
        channel: 'voice',
        topics: ['billing', 'late-delivery'],
        agent: 'ana',
        team: null,
        handledBy: null,
        bot: null,
        attributes: {},
        locale: 'en',
        surface: 'widget',
        delivery: null,
        conversation: 'c-1',
        customer: null,
        pageUrl: null,
        invitation: null,
        standing: 'vouched',
        claimed: [],
        state: 'counted',
        stateReason: null,
        answeredAt: '2026-11-19T09:00:00.000Z',
        answeredOn: '2026-11-19',
        receivedAt: '2026-11-20T07:00:00.000Z',
        editedAt: null
      }
    ])
  })

  it('gives pages, newest first, each answer once, also when several came at the same instant', async () => {
    const times = [
      '2026-11-18T09:00:00Z',
      '2026-11-19T09:00:00Z',
      '2026-11-19T09:00:00Z',
      '2026-11-19T09:00:00Z',
      '2026-11-17T09:00:00Z'
    ]
    await shop.answer(...times.map((at, index) => ({ id: `answer-${index}`, at })))
    const seen: string[] = []
    let cursor: string | null = ''
    let pages = 0
    while (cursor !== null) {
      const page: ResponsesView = await answers(`limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...ids(page))
      cursor = page.next
      pages++
    }
    expect(seen).toEqual(['answer-3', 'answer-2', 'answer-1', 'answer-0', 'answer-4'])
    expect(pages).toBe(3)
    expect((await answers('limit=5')).next).toBeNull()
  })

  it('finds the answers behind a figure with the same filters, on the days of the site', async () => {
    await shop.answer(
      { id: 'late-in-karachi', at: '2026-11-10T20:00:00Z', channel: 'WhatsApp', topics: ['a', 'b'] },
      { id: 'early-in-karachi', at: '2026-11-11T18:59:00Z', channel: 'web', topics: ['b'], rating: 1 },
      { id: 'no-topic', at: '2026-11-12T07:00:00Z', channel: 'web', state: 'suspect' }
    )
    const found: [string, string[]][] = [
      ['', ['early-in-karachi', 'late-in-karachi']],
      ['from=2026-11-11&to=2026-11-11', ['early-in-karachi', 'late-in-karachi']],
      ['to=2026-11-10', []],
      ['topic=a&topic=b', ['early-in-karachi', 'late-in-karachi']],
      ['topic=A', ['late-in-karachi']],
      ['channel=whats-app&topic=b', ['late-in-karachi']],
      ['rating=1&rating=2', ['early-in-karachi']],
      ['state=suspect&topic=', ['no-topic']],
      ['state=suspect&state=counted', ['no-topic', 'early-in-karachi', 'late-in-karachi']]
    ]
    for (const [query, expected] of found)
      expect([query, ids(await answers(query))]).toEqual([query, expected])
  })

  it('searches comments by the beginnings of their words, without regard to capitals, in any alphabet', async () => {
    await shop.answer(
      { id: 'comment-fr', comment: 'ÉCOLE fermée' },
      { id: 'comment-ru', comment: 'Очень ДОЛГО' },
      { id: 'comment-50', comment: '50% off_ \\o/' },
      { id: 'no-comment' }
    )
    const found: [string, string[]][] = [
      ['école', ['comment-fr']],
      ['долго', ['comment-ru']],
      ['ОЧЕНЬ', ['comment-ru']],
      ['50% OFF_', ['comment-50']],
      ['5%f', []],
      ['\\O', ['comment-50']],
      ['%', []],
      ['_', []]
    ]
    for (const [search, expected] of found)
      expect([search, ids(await answers(`search=${encodeURIComponent(search)}`))]).toEqual([search, expected])
  })

  it('shows somebody with the role “agent” only the answers to that agent', async () => {
    await shop.answer({ id: 'to-ana-1', agent: 'ana' }, { id: 'to-ben-1', agent: 'ben' }, { id: 'nobody-1' })
    expect(ids(await answers('', 'ana'))).toEqual(['to-ana-1'])
    expect(ids(await answers('agent=ben', 'ana'))).toEqual([])
    expect(ids(await answers('', 'nobodys-agent'))).toEqual([])
    expect(await (await shop.ask('/responses.csv?survey=svy_shop', 'ana')).text()).not.toContain('to-ben-1')
  })

  it('exports every answer as CSV, without letting a cell become a formula', async () => {
    const comments = [
      '=1+1',
      '+cmd',
      '-2+3',
      '@SUM(A1)',
      ' =1+1',
      '\tx',
      '＝1',
      '-5',
      '+923001234567',
      'a "quote", a comma',
      'two\nlines',
      'a\rb',
      'ok',
      'ہیلو'
    ]
    await shop.answer(
      ...comments.map((comment, index) => ({
        id: `comment-${index}`,
        comment,
        topics: ['a', 'b'],
        at: `2026-11-19T09:00:${String(index).padStart(2, '0')}Z`
      }))
    )
    const response = await shop.ask('/responses.csv?survey=svy_shop')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="svy_shop.csv"')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
    expect(rows.map(({ comment }) => comment).reverse()).toEqual([
      "'=1+1",
      "'+cmd",
      "'-2+3",
      "'@SUM(A1)",
      "' =1+1",
      "'\tx",
      "'＝1",
      '-5',
      '+923001234567',
      'a "quote", a comma',
      'two\nlines',
      'a\rb',
      'ok',
      'ہیلو'
    ])
    expect(rows[0]).toMatchObject({
      id: 'comment-13',
      rating: '5',
      scaleMax: '5',
      topics: 'a b',
      agent: '',
      answeredOn: '2026-11-19',
      state: 'counted'
    })
  })

  it('exports more than one page without a gap or a repetition', async () => {
    const at = (index: number) =>
      new Date(Date.parse('2026-11-19T09:00:00Z') + Math.floor(index / 3)).toISOString()
    await shop.answer(
      ...Array.from({ length: 1_000 }, (_, index) => ({ id: `answer-${index}`, at: at(index) }))
    )
    await shop.answer(
      ...Array.from({ length: 1_000 }, (_, index) => ({ id: `more-ans-${index}`, at: at(index) }))
    )
    const rows = parse(await csv(), { bom: true, columns: true }) as Record<string, string>[]
    expect(rows).toHaveLength(2_000)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2_000)
    expect((await csv('from=2026-11-20')).trim().split('\n')).toHaveLength(1)
  })

  it('takes an answer out of the figures and back, says why, and deletes nothing', async () => {
    await shop.answer({ id: 'answer-1', rating: 1, topics: ['a'] }, { id: 'answer-2' })
    const response = await patch('answer-1', { state: 'excluded', reason: 'an employee' })
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { id: 'answer-1', state: 'excluded', stateReason: 'an employee' }
    ])
    expect(await scoreCount()).toBe(1)
    expect(await scoreCount('topic=a&locale=en&surface=widget')).toBe(0)
    await patch('answer-1', { state: 'suspect', reason: 'perhaps' })
    await patch('answer-1', { state: 'suspect', reason: 'perhaps' })
    expect(ids(await answers('state=suspect'))).toEqual(['answer-1'])
    await patch('answer-1', { state: 'counted', reason: 'a customer after all' })
    expect(await scoreCount()).toBe(2)
    expect(await scoreCount('topic=a&locale=en&surface=widget')).toBe(1)
    const { audit } = shop.database.tables
    const noted = await shop.database.handle.select().from(audit).orderBy(audit.at)
    expect(noted.map(({ action, subject }) => [action, subject])).toEqual(
      Array(3).fill(['response-state-changed', 'svy_shop/answer-1'])
    )
    expect(noted.map(({ detail }) => JSON.parse(detail) as unknown)).toContainEqual({
      from: 'counted',
      to: 'excluded',
      reason: 'an employee'
    })
    expect(noted[0]?.actor).toBe('key:key_1')
  })

  it('finds answers with a comment, of a conversation or of a customer, and says how many there are', async () => {
    await shop.answer(
      { id: 'answer-1', comment: 'Good', conversation: 'c-1', customer: 'u-1', rating: 4 },
      { id: 'answer-2', conversation: 'c-1', customer: 'u-2', topics: ['a', 'b'] },
      { id: 'answer-3', comment: 'Not good', customer: 'u-1', state: 'suspect' },
      { id: 'answer-4', conversation: 'c-2', topics: ['a'] }
    )
    const found: [query: string, total: number, ids: string[]][] = [
      ['', 2, ['answer-4', 'answer-2']],
      ['repeats=all', 3, ['answer-4', 'answer-2', 'answer-1']],
      ['commented=yes&repeats=all', 1, ['answer-1']],
      ['search=good', 1, ['answer-1']],
      ['commented=no', 2, ['answer-4', 'answer-2']],
      ['commented=no&state=counted&state=suspect&repeats=all', 2, ['answer-4', 'answer-2']],
      ['commented=no&rating=5&topic=b&repeats=all', 1, ['answer-2']],
      [
        'state=counted&state=suspect&state=excluded&repeats=all',
        4,
        ['answer-4', 'answer-3', 'answer-2', 'answer-1']
      ],
      ['conversation=c-1&topic=b', 1, ['answer-2']],
      ['commented=yes&state=counted&state=suspect&repeats=all', 2, ['answer-3', 'answer-1']],
      ['search=good&state=suspect', 1, ['answer-3']],
      ['conversation=c-1', 2, ['answer-2', 'answer-1']],
      ['customer=u-1', 1, ['answer-1']],
      ['topic=a&topic=b', 2, ['answer-4', 'answer-2']],
      ['rating=4&repeats=all', 1, ['answer-1']],
      ['rating=5&topic=a', 2, ['answer-4', 'answer-2']],
      ['limit=1', 2, ['answer-4']],
      ['search=nothing', 0, []]
    ]
    for (const [query, total, expected] of found) {
      const page = await answers(query)
      expect([query, page.total, ids(page)]).toEqual([query, total, expected])
    }
    const first = await answers('limit=1')
    expect((await answers(`limit=1&cursor=${first.next}`)).total).toBeNull()
    expect((await answers('commented=yes', 'nobodys-agent')).total).toBe(0)
  })

  it('opens one answer with its conversation and what was changed about it', async () => {
    const { site, conversation } = shop.database.tables
    await shop.database.handle
      .update(site)
      .set({ conversationUrl: 'https://desk.example/t/{conversation}?x={conversation}' })
    await shop.database.handle.insert(conversation).values({
      siteId: 'sit_shop',
      id: 'c/1',
      openedAt: Date.parse('2026-11-18T09:00:00Z'),
      firstResponseAt: Date.parse('2026-11-18T09:05:00Z'),
      handleSeconds: 90,
      resolvedOnFirstContact: true,
      updatedAt: 1
    })
    await shop.answer({ id: 'answer-1', conversation: 'c/1', agent: 'ana' }, { id: 'answer-2', agent: 'ben' })
    await patch('answer-1', { state: 'excluded', reason: 'a test' })
    const open = async (id: string, as?: Callers) => shop.ask(`/responses/${id}?survey=svy_shop`, as)
    expect(await (await open('answer-1')).json()).toMatchObject({
      id: 'answer-1',
      state: 'excluded',
      conversationUrl: 'https://desk.example/t/c%2F1?x=c%2F1',
      companion: {
        openedAt: '2026-11-18T09:00:00.000Z',
        firstResponseAt: '2026-11-18T09:05:00.000Z',
        resolvedAt: null,
        handleSeconds: 90,
        holdSeconds: null,
        contacts: null,
        resolvedOnFirstContact: true
      },
      history: [
        {
          action: 'response-state-changed',
          actor: { key: 'key:key_1' },
          at: '2026-11-20T07:00:00.000Z',
          detail: { from: 'counted', to: 'excluded', reason: 'a test' }
        }
      ]
    })
    expect(await (await open('answer-2')).json()).toMatchObject({
      conversationUrl: null,
      companion: null,
      history: []
    })
    expect(await (await open('answer-1', 'ana')).json()).toMatchObject({ id: 'answer-1', history: [] })
    for (const [id, as, status] of [
      ['answer-2', 'ana', 404],
      ['answer-1', 'nobodys-agent', 404],
      ['answer-9', 'reader', 404],
      ['answer-1', 'stranger', 404],
      ['answer-1', 'public', 401]
    ] as const) {
      expect([id, as, (await open(id, as)).status]).toEqual([id, as, status])
    }
  })

  it('says what an answer was about after all: the figures move, and the trail keeps what was sent', async () => {
    await shop.answer(
      { id: 'answer-1', topics: ['Refund'], agent: 'ana', rating: 1 },
      { id: 'answer-2', topics: ['Delivery'], agent: 'ben' }
    )
    const response = await patch('answer-1', {
      topics: ['Late delivery', 'Delivery'],
      agent: 'ben',
      team: 'tier-1',
      channel: 'Phone',
      reason: 'was transferred'
    })
    expect([response.status, await response.json()]).toMatchObject([
      200,
      {
        topics: ['delivery', 'late-delivery'],
        agent: 'ben',
        team: 'tier-1',
        channel: 'voice',
        locale: 'en',
        state: 'counted',
        stateReason: null
      }
    ])
    expect(await scoreCount('topic=refund')).toBe(0)
    expect(await scoreCount('agent=ben&topic=delivery&locale=en')).toBe(2)
    expect(await scoreCount('agent=ana')).toBe(0)
    await patch('answer-1', { agent: '', topics: [] })
    expect(await scoreCount('agent=&topic=')).toBe(1)
    await patch('answer-1', { team: 'tier-1' })
    const { history } = (await (await shop.ask('/responses/answer-1?survey=svy_shop')).json()) as AnswerView
    expect(history.map(({ action, detail }) => [action, detail])).toEqual(
      expect.arrayContaining([
        [
          'response-tags-changed',
          { from: { topics: ['delivery', 'late-delivery'], agent: 'ben' }, to: { topics: [], agent: '' } }
        ],
        [
          'response-tags-changed',
          {
            from: { channel: 'web', topics: ['refund'], agent: 'ana', team: '' },
            to: { channel: 'voice', topics: ['delivery', 'late-delivery'], agent: 'ben', team: 'tier-1' },
            reason: 'was transferred'
          }
        ]
      ])
    )
    expect(history).toHaveLength(2)
    // What the customer sends later changes the answer, not what a manager said of it.
    await shop.answer({ id: 'answer-1', topics: ['Refund'], agent: 'ana', rating: 2, comment: 'Late' })
    expect((await answers('topic=')).rows).toMatchObject([
      { id: 'answer-1', rating: 2, comment: 'Late', topics: [] }
    ])
    for await (const { differences } of verifyColumns(shop.database, 'svy_shop'))
      expect(differences).toEqual([])
  })

  it('does not let two managers undo each other unseen', async () => {
    await shop.answer({ id: 'answer-1' })
    const path = '/responses/answer-1?survey=svy_shop'
    const etag = (await shop.ask(path)).headers.get('etag') ?? ''
    const change = (body: object) =>
      shop.ask(path, 'writer', { method: 'PATCH', body: JSON.stringify(body), headers: { 'if-match': etag } })
    expect((await change({ topics: ['a'] })).status).toBe(200)
    expect((await change({ topics: ['b'] })).status).toBe(412)
    expect(await scoreCount('topic=a')).toBe(1)
  })

  it('gives the audit trail in pages to owners alone', async () => {
    await shop.answer({ id: 'answer-1' })
    for (const state of ['excluded', 'counted', 'test', 'counted', 'suspect'])
      await patch('answer-1', { state, reason: state })
    await patch('answer-1', { agent: 'ana' })
    const trail = async (query = '') =>
      (await (await shop.ask(`/audit?site=sit_shop&${query}`, 'owner')).json()) as AuditView
    const seen: string[] = []
    let page = await trail('limit=4')
    for (;;) {
      seen.push(...page.rows.map(({ id }) => id))
      if (page.next === null) break
      page = await trail(`limit=4&cursor=${page.next}`)
    }
    expect(new Set(seen).size).toBe(6)
    expect((await trail('action=response-tags-changed')).rows).toMatchObject([
      { subject: 'svy_shop/answer-1', detail: { to: { agent: 'ana' } } }
    ])
    expect((await trail('subject=svy_shop/answer-1&actor=key:key_1')).rows).toHaveLength(6)
    expect((await trail('actor=person:nobody')).rows).toEqual([])
    const refusals: [as: Callers, query: string, status: number][] = [
      ['reader', '', 403],
      ['ana', '', 403],
      ['stranger', '', 404],
      ['public', '', 401],
      ['owner', '&cursor=x', 422],
      ['owner', '&limit=0', 422]
    ]
    for (const [as, query, status] of refusals)
      expect([as, query, (await shop.ask(`/audit?site=sit_shop${query}`, as)).status]).toEqual([
        as,
        query,
        status
      ])
  })

  it('loses no change when many people change one answer at once', async () => {
    await shop.answer({ id: 'answer-1' })
    const states = ['excluded', 'counted', 'suspect', 'counted', 'test', 'excluded'] as const
    await Promise.all(states.map((state, index) => patch('answer-1', { state, reason: `${index}` })))
    const [{ state } = { state: 'none' }] = await shop.database.handle
      .select()
      .from(shop.database.tables.response)
    expect(await scoreCount()).toBe(state === 'counted' ? 1 : 0)
  })

  it('refuses what it cannot answer, and says what is wrong', async () => {
    await shop.answer({ id: 'answer-1' })
    const tampered = Buffer.from('[1,"\\u0000"]').toString('base64url')
    const refusals: [path: string, as: Callers, status: number, code: string, field?: string][] = [
      ['/responses?survey=svy_shop', 'stranger', 404, 'survey-unknown', 'survey'],
      ['/responses?survey=svy_shop', 'public', 401, 'sign-in-needed'],
      ['/responses?survey=svy_shop', 'writer', 403, 'scope-missing'],
      ['/responses?survey=svy_shop&limit=0', 'reader', 422, 'invalid', 'limit'],
      ['/responses?survey=svy_shop&limit=1000', 'reader', 422, 'invalid', 'limit'],
      ['/responses?survey=svy_shop&rating=', 'reader', 422, 'invalid', 'rating.0'],
      ['/responses?survey=svy_shop&state=gone', 'reader', 422, 'invalid', 'state.0'],
      ...['x', 'WzFd', 'WzEsImFiY2RlZmdoIl0=', tampered, 'bnVsbA'].map(
        (cursor): [string, Callers, number, string, string] => [
          `/responses?survey=svy_shop&cursor=${cursor}`,
          'reader',
          422,
          'invalid',
          'cursor'
        ]
      ),
      ['/responses.csv?survey=svy_shop', 'stranger', 404, 'survey-unknown', 'survey'],
      ['/responses.csv?survey=svy_shop', 'public', 401, 'sign-in-needed'],
      ['/responses.csv?survey=svy_shop&limit=3', 'reader', 422, 'invalid', 'limit']
    ]
    for (const [path, as, status, code, field] of refusals) {
      const response = await shop.ask(path, as)
      const problem = (await response.json()) as { code: string; field?: string }
      expect([path, response.status, problem.code, problem.field]).toEqual([path, status, code, field])
    }
    const changes: [id: string, body: unknown, as: Callers, status: number, code: string][] = [
      ['answer-9', { state: 'excluded', reason: 'x' }, 'writer', 404, 'not-found'],
      ['%00', { state: 'excluded', reason: 'x' }, 'writer', 400, 'malformed-query'],
      ['answer-1', { state: 'excluded', reason: 'x' }, 'stranger', 404, 'survey-unknown'],
      ['answer-1', { state: 'excluded', reason: 'x' }, 'reader', 403, 'scope-missing'],
      ['answer-1', { state: 'excluded', reason: 'x' }, 'ana', 403, 'role-missing'],
      ['answer-1', { state: 'excluded', reason: 'x' }, 'public', 401, 'sign-in-needed'],
      ['answer-1', { state: 'excluded', reason: ' ' }, 'writer', 422, 'invalid'],
      ['answer-1', { state: 'excluded' }, 'writer', 422, 'invalid'],
      ['answer-1', { state: 'deleted', reason: 'x' }, 'writer', 422, 'invalid']
    ]
    for (const [id, body, as, status, code] of changes) {
      const response = await patch(id, body, as)
      expect([id, as, response.status, ((await response.json()) as { code: string }).code]).toEqual([
        id,
        as,
        status,
        code
      ])
    }
    expect((await answers()).rows.map(({ state }: ResponseView) => state)).toEqual(['counted'])
  })
})
