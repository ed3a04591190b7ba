import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MatrixView, ScoresView } from '../../server/contract/figures'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { addVersion, openShop } from '../support/shop'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function scores(query: string, as?: Callers): Promise<ScoresView> {
    const response = await shop.ask(`/scores?survey=svy_shop&${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as ScoresView
  }

  const counts = ({ rows }: ScoresView) =>
    Object.fromEntries(rows.map(({ key, score }) => [key, score.count]))

  it('answers for the last 28 days of the site when no period is asked for', async () => {
    // 20:00 UTC is the next day in Karachi.
    await shop.answer(
      { at: '2026-10-23T20:00:00Z' },
      { at: '2026-10-23T18:00:00Z' },
      { at: '2026-11-19T20:00:00Z', rating: 1 }
    )
    const view = await scores('')
    expect(view).toMatchObject({
      metric: 'csat',
      scale: { min: 1, max: 5 },
      period: { from: '2026-10-24', to: '2026-11-20' },
      rows: []
    })
    expect(view.total).toMatchObject({
      count: 2,
      value: 50,
      unit: 'percent',
      mean: 3,
      state: 'hidden',
      tally: { 1: 1, 2: 0, 3: 0, 4: 0, 5: 1 }
    })
    expect(view.total.lower).toBeGreaterThan(0)
  })

  it('is without answers a score without a value', async () => {
    expect(await scores('by=channel&compare=previous')).toMatchObject({
      previousPeriod: { from: '2026-09-26', to: '2026-10-23' },
      total: { count: 0, value: null, lower: null, upper: null, state: 'hidden' },
      change: { value: null, verdict: 'not-clear' },
      rows: []
    })
  })

  it('puts the worst row first and rows with too few answers last', async () => {
    const many = (count: number, rating: number, channel: string) =>
      Array.from({ length: count }, () => ({ rating, channel }))
    await shop.answer(
      ...many(6, 5, 'web'),
      ...many(5, 1, 'WhatsApp'),
      ...many(1, 1, 'sms'),
      ...many(2, 5, 'phone'),
      ...many(2, 5, '')
    )
    const view = await scores('by=channel')
    expect(view.rows.map(({ key, label, share }) => [key, label, share])).toEqual([
      ['whatsapp', 'WhatsApp', 5 / 16],
      ['web', 'web', 6 / 16],
      ['', '', 2 / 16],
      ['voice', 'phone', 2 / 16],
      ['sms', 'sms', 1 / 16]
    ])
  })

  it('turns the order round where a low mean is the good one', async () => {
    await addVersion(shop.database, 2, { metric: 'ces', scaleMax: 7, direction: 'lower-is-better' })
    await shop.answer(
      ...['easy', 'hard'].flatMap((channel) =>
        [1, 2, 2, 2, 3].map((rating) => ({
          version: 2,
          channel,
          rating: channel === 'hard' ? rating + 3 : rating
        }))
      )
    )
    expect((await scores('by=channel')).rows.map(({ key, score }) => [key, score.value])).toEqual([
      ['hard', 5],
      ['easy', 2]
    ])
  })

  it('counts an answer with several topics once in all and once in each of its topics', async () => {
    await shop.answer(
      { topics: ['Billing', 'Refund'] },
      { topics: ['Billing'], rating: 1 },
      { topics: ['Login'] },
      {}
    )
    const all = await scores('by=topic')
    expect(all.total.count).toBe(4)
    expect(counts(all)).toEqual({ billing: 2, refund: 1, login: 1, '': 1 })
    expect(all.rows.find(({ key }) => key === 'billing')).toMatchObject({ label: 'Billing', share: 0.5 })
    const some = await scores('by=topic&topic=Billing&topic=refund')
    expect(some.total.count).toBe(2)
    expect(counts(some)).toEqual({ billing: 2, refund: 1 })
    expect((await scores('topic=refund&topic=')).total.count).toBe(2)
    expect(counts(await scores('by=topic&topic='))).toEqual({ '': 1 })
  })

  it('takes filters as answers are sent: aliases, capitals, underscores, nothing', async () => {
    await shop.answer(
      { channel: 'phone', agent: 'Ana', locale: 'pt-BR' },
      { channel: 'voice' },
      { channel: 'web', topics: ['Late delivery'] }
    )
    const wanted: [string, number][] = [
      ['channel=Phone', 2],
      ['channel=phone-call&channel=web', 3],
      ['agent=Ana', 1],
      ['agent=ana', 0],
      ['agent=', 2],
      ['agent=&agent=Ana', 3],
      ['locale=pt_BR', 1],
      ['topic=LATE%20delivery', 1],
      ['topic=late-delivery&channel=web&agent=&locale=en&surface=widget', 1],
      ['surface=page', 0]
    ]
    for (const [query, count] of wanted)
      expect([query, (await scores(query)).total.count]).toEqual([query, count])
  })

  it('shows every day, week and month of the period, also those without answers', async () => {
    await shop.answer(
      { at: '2026-10-30T07:00:00Z' },
      { at: '2026-11-02T07:00:00Z' },
      { at: '2026-11-08T07:00:00Z' }
    )
    const span = 'from=2026-10-29&to=2026-11-09'
    expect(Object.values(counts(await scores(`${span}&by=day`)))).toEqual([
      0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0
    ])
    expect(counts(await scores(`${span}&by=week`))).toEqual({
      '2026-10-26': 1,
      '2026-11-02': 2,
      '2026-11-09': 0
    })
    expect(counts(await scores(`${span}&by=month`))).toEqual({ '2026-10-01': 1, '2026-11-01': 2 })
    expect(counts(await scores(`${span}&by=month&locale=en&team=&surface=widget`))).toEqual({
      '2026-10-01': 1,
      '2026-11-01': 2
    })
  })

  it('says which steps are whole, and tells the steps of the other period beside them', async () => {
    const on = (at: string, count: number, rating = 5) =>
      Array.from({ length: count }, () => ({ at: `${at}T07:00:00Z`, rating }))
    await shop.answer(
      ...on('2025-10-31', 6),
      ...on('2025-11-15', 7),
      ...on('2026-09-29', 8, 1),
      ...on('2026-10-30', 9),
      ...on('2026-11-18', 6)
    )
    const steps = (rows: ScoresView['rows'] | ScoresView['previousRows']) =>
      rows?.map(({ key, score, part }) => [key, score.count, part])
    const days = await scores('from=2026-11-19&to=2026-11-20&by=day')
    expect([steps(days.rows), days.previousRows]).toEqual([
      [
        ['2026-11-19', 0, undefined],
        ['2026-11-20', 0, true]
      ],
      undefined
    ])
    const weeks = await scores('from=2026-11-02&to=2026-11-13&by=week&compare=previous')
    expect(steps(weeks.rows)).toEqual([
      ['2026-11-02', 0, undefined],
      ['2026-11-09', 0, true]
    ])
    expect(steps(weeks.previousRows)).toEqual([
      ['2026-10-19', 0, true],
      ['2026-10-26', 9, undefined]
    ])
    const months = await scores('from=2026-10-01&to=2026-11-20&by=month&compare=last-year')
    expect(steps(months.rows)).toEqual([
      ['2026-10-01', 9, undefined],
      ['2026-11-01', 6, true]
    ])
    expect([months.previousPeriod, steps(months.previousRows)]).toEqual([
      { from: '2025-10-01', to: '2025-11-20' },
      [
        ['2025-10-01', 6, undefined],
        ['2025-11-01', 7, true]
      ]
    ])
    expect(
      steps((await scores('from=2026-10-01&to=2026-11-20&by=month&compare=previous')).previousRows)
    ).toEqual([
      ['2026-08-01', 0, true],
      ['2026-09-01', 8, undefined]
    ])
  })

  it('compares with the same days a year before, a leap day with the last day of that February', async () => {
    const sent = (at: string, rating: number) =>
      Array.from({ length: 20 }, () => ({ at: `${at}T07:00:00Z`, rating }))
    await shop.answer(...sent('2023-02-28', 1), ...sent('2023-02-20', 1), ...sent('2024-02-29', 5))
    expect(await scores('from=2024-02-25&to=2024-02-29&compare=last-year')).toMatchObject({
      previousPeriod: { from: '2023-02-25', to: '2023-02-28' },
      previous: { count: 20, value: 0 },
      change: { value: 100, verdict: 'better' }
    })
    const refused = await shop.ask('/scores?survey=svy_shop&from=2024-01-01&to=2025-01-01&compare=last-year')
    expect([refused.status, await refused.json()]).toEqual([
      422,
      expect.objectContaining({ field: 'compare', message: expect.stringContaining('more than a year') })
    ])
  })

  it('judges another view by the rule of every verdict, whatever it is narrowed to', async () => {
    const sent = (rating: number, count: number, channel: string, at = '2026-11-10T07:00:00Z') =>
      Array.from({ length: count }, () => ({ at, rating, channel }))
    await shop.answer(
      ...sent(5, 7, 'web'),
      ...sent(1, 1, 'sms'),
      ...sent(5, 5, 'sms'),
      ...sent(1, 12, 'web', '2026-10-10T07:00:00Z')
    )
    const against = async (other: string) =>
      (await scores(`from=2026-11-01&to=2026-11-20&against=${encodeURIComponent(other)}`)).against
    expect(await against('from=2026-10-01&to=2026-10-31')).toMatchObject({
      period: { from: '2026-10-01', to: '2026-10-31' },
      total: { count: 12, value: 0 },
      change: { verdict: 'better' }
    })
    const narrow = await against('from=2026-11-01&to=2026-11-20&channel=sms')
    expect(narrow).toMatchObject({
      total: { count: 6 },
      change: { verdict: 'not-clear', p: expect.any(Number) }
    })
    const refused = await shop.ask(`/scores?survey=svy_shop&against=${encodeURIComponent('nothing=1')}`)
    expect([refused.status, await refused.json()]).toEqual([
      422,
      expect.objectContaining({ field: 'nothing' })
    ])
  })

  it('says what is wrong with a period in words that fit what was asked', async () => {
    const said = async (query: string) =>
      ((await (await shop.ask(`/scores?survey=svy_shop&${query}`)).json()) as { message: string }).message
    expect(await said('from=2027-03-01')).toMatch(/2027-03-01.* is after today/)
    expect(await said('from=2026-03-02&to=2026-03-01')).toContain('swap them')
  })

  it('compares with the period before, and keeps a row that has fallen silent', async () => {
    const sent = (at: string, rating: number, channel: string) =>
      Array.from({ length: 20 }, () => ({ at, rating, channel }))
    await shop.answer(
      ...sent('2026-11-03T07:00:00Z', 1, 'web'),
      ...sent('2026-11-03T07:00:00Z', 5, 'sms'),
      ...sent('2026-11-10T07:00:00Z', 5, 'web')
    )
    const view = await scores('from=2026-11-08&to=2026-11-14&by=channel&compare=previous')
    expect(view).toMatchObject({
      previousPeriod: { from: '2026-11-01', to: '2026-11-07' },
      previous: { count: 40, value: 50 },
      change: { value: 50, verdict: 'better' },
      rows: [
        {
          key: 'web',
          score: { value: 100 },
          previous: { value: 0, count: 20 },
          change: { value: 100, verdict: 'better' }
        },
        {
          key: 'sms',
          score: { value: null, count: 0 },
          share: 0,
          previous: { value: 100, count: 20 },
          change: { value: null, verdict: 'not-clear' }
        }
      ]
    })
    expect((await scores('from=2026-11-08&to=2026-11-14&by=channel')).rows).toHaveLength(1)
    expect(
      (await scores('from=2026-11-08&to=2026-11-14&by=day&compare=previous')).rows[0]
    ).not.toHaveProperty('previous')
  })

  it('keeps past figures when the survey changes, and never averages two scales', async () => {
    await shop.answer(...[5, 4, 3, 3, 3].map((rating) => ({ rating, at: '2026-11-01T07:00:00Z' })))
    const before = await scores('')
    await addVersion(shop.database, 2, { satisfiedFrom: 3 })
    await shop.database.handle.update(shop.database.tables.survey).set({ version: 2 })
    expect(await scores('')).toEqual(before)
    await shop.answer(...[3, 3, 3, 3, 2].map((rating) => ({ rating, version: 2 })))
    expect((await scores('')).total).toMatchObject({ count: 10, value: 60 })
    await addVersion(shop.database, 3, { scaleMax: 10, satisfiedFrom: 9 })
    await shop.answer({ version: 3, rating: 10, channel: 'sms' })
    const mixed = await scores('by=channel')
    expect(mixed).toMatchObject({
      scale: { min: 1, max: 10 },
      total: { count: 1, otherScales: [{ metric: 'csat', scale: { min: 1, max: 5 }, count: 10 }] }
    })
    expect(mixed.rows.find(({ key }) => key === 'web')?.score).toMatchObject({
      count: 0,
      value: null,
      otherScales: [{ count: 10 }]
    })
    expect((await scores('to=2026-11-15')).total).toEqual(before.total)
  })

  it('leaves out answers that are suspect, excluded or a test', async () => {
    await shop.answer({}, { state: 'suspect' }, { state: 'excluded' }, { state: 'test' })
    expect((await scores('')).total.count).toBe(1)
  })

  it('scores each pair of values in a matrix', async () => {
    await shop.answer(
      { channel: 'web', topics: ['a', 'b'] },
      { channel: 'web', topics: ['b'], rating: 1 },
      { channel: 'sms', topics: ['b'] },
      { channel: 'sms', agent: 'ana' }
    )
    const response = await shop.ask('/scores/matrix?survey=svy_shop&rows=topic&columns=channel')
    const view = (await response.json()) as MatrixView
    expect(view.rows.map(({ key }) => key)).toEqual(['b', '', 'a'])
    expect(view.columns.map(({ key }) => key)).toEqual(['web', 'sms'])
    expect(view.cells.map(({ row, column, score }) => [row, column, score.count, score.value])).toEqual([
      ['b', 'web', 2, 50],
      ['b', 'sms', 1, 100],
      ['', 'sms', 1, 100],
      ['a', 'web', 1, 100]
    ])
    const compared = (await (
      await shop.ask(
        '/scores/matrix?survey=svy_shop&rows=topic&columns=channel&from=2026-11-20&to=2026-11-20&compare=previous'
      )
    ).json()) as MatrixView
    expect(compared.previousPeriod).toEqual({ from: '2026-11-19', to: '2026-11-19' })
    expect(
      compared.cells.map(({ row, column, score, previous, change }) => [
        row,
        column,
        score.count,
        previous?.count,
        change?.verdict
      ])
    ).toContainEqual(['b', 'web', 0, 2, 'not-clear'])
    const filtered = (await (
      await shop.ask('/scores/matrix?survey=svy_shop&rows=locale&columns=channel&agent=ana')
    ).json()) as MatrixView
    expect(filtered.cells.map(({ row, column, score }) => [row, column, score.count])).toEqual([
      ['en', 'sms', 1]
    ])
  })

  it('says which pairs of a matrix are clearly below or above the others in their row, or in their column', async () => {
    const times = (count: number, given: Parameters<typeof shop.answer>[0]) =>
      Array.from({ length: count }, () => given ?? {})
    await shop.answer(
      ...times(20, { channel: 'web', topics: ['a'], rating: 5 }),
      ...times(20, { channel: 'sms', topics: ['a', 'b'], rating: 1 }),
      ...times(4, { channel: 'web', topics: ['b'], rating: 1 }),
      ...times(10, { channel: 'web', topics: ['c'], rating: 5 }),
      ...times(8, { channel: 'web', topics: ['c'], rating: 1 })
    )
    const matrix = async (query: string) =>
      (await (await shop.ask(`/scores/matrix?survey=svy_shop&${query}`)).json()) as MatrixView
    const told = ({ cells }: MatrixView) =>
      cells.map(({ row, column, flag, q, difference }) => [
        row,
        column,
        flag,
        q === null,
        difference.value === null ? null : Math.round(difference.value)
      ])
    // Topics in one channel beside the same ones in the other, where at least five answers are on either side;
    // by the reader's choice beside the other topics there.
    const usual = await matrix('rows=topic&columns=channel')
    expect([usual.total.count, usual.against]).toEqual([62, 'row'])
    expect(told(usual)).toEqual([
      ['a', 'web', 'high', false, 100],
      ['a', 'sms', 'low', false, -100],
      ['b', 'web', 'none', true, 0],
      ['b', 'sms', 'none', true, 0],
      ['c', 'web', 'none', true, null]
    ])
    // All of SMS is about both topics, so that nothing else is there to stand beside.
    expect(told(await matrix('rows=topic&columns=channel&against=column'))).toEqual([
      ['a', 'web', 'high', false, 55],
      ['a', 'sms', 'none', true, null],
      ['b', 'web', 'none', true, -79],
      ['b', 'sms', 'none', true, null],
      ['c', 'web', 'low', false, -28]
    ])
    expect((await matrix('rows=channel&columns=topic')).against).toBe('column')
    expect((await matrix('rows=agent&columns=channel')).against).toBe('column')
    expect((await matrix('rows=topic&columns=agent')).against).toBe('row')
  })

  it('shows somebody with the role “agent” only the answers to that agent', async () => {
    await shop.answer({ agent: 'ana' }, { agent: 'ben' }, {})
    expect((await scores('', 'ana')).total.count).toBe(1)
    expect((await scores('agent=ana&agent=ben', 'ana')).total.count).toBe(1)
    expect((await scores('agent=ben', 'ana')).total.count).toBe(0)
    expect(counts(await scores('by=agent&compare=previous', 'ana'))).toEqual({ ana: 1 })
    expect((await scores('', 'nobodys-agent')).total.count).toBe(0)
    expect((await scores('topic=x&topic=y&surface=widget', 'nobodys-agent')).total.count).toBe(0)
  })

  it('refuses what it cannot answer, and says what is wrong', async () => {
    const refusals: [path: string, as: Callers, status: number, code: string, field?: string][] = [
      ['/scores?survey=svy_none', 'reader', 404, 'survey-unknown', 'survey'],
      // A survey of another tenant, in the same words.
      ['/scores?survey=svy_shop', 'stranger', 404, 'survey-unknown', 'survey'],
      ['/scores?survey=svy_none', 'public', 401, 'sign-in-needed'],
      ['/scores?survey=svy_shop', 'writer', 403, 'scope-missing'],
      ['/scores?by=channel', 'reader', 422, 'invalid', 'survey'],
      ['/scores?survey=svy_shop&from=2026-11-02&to=2026-11-01', 'reader', 422, 'invalid', 'from'],
      ['/scores?survey=svy_shop&from=2026-11-21', 'reader', 422, 'invalid', 'from'],
      ['/scores?survey=svy_shop&from=2016-01-01&to=2026-11-01', 'reader', 422, 'invalid', 'from'],
      ['/scores?survey=svy_shop&from=2026-02-30', 'reader', 422, 'invalid', 'from'],
      ['/scores?survey=svy_shop&from=2026-02-01&from=2026-02-02', 'reader', 422, 'invalid', 'from'],
      ['/scores?survey=svy_shop&chanel=web', 'reader', 422, 'invalid', 'chanel'],
      ['/scores?survey=svy_shop&by=mood', 'reader', 422, 'invalid', 'by'],
      ['/scores?survey=svy_shop&agent=a%00', 'reader', 400, 'malformed-query'],
      ['/scores/matrix?survey=svy_shop&rows=topic&columns=topic', 'reader', 422, 'invalid', 'columns'],
      [
        '/scores/matrix?survey=svy_shop&rows=topic&columns=channel',
        'stranger',
        404,
        'survey-unknown',
        'survey'
      ]
    ]
    for (const [path, as, status, code, field] of refusals) {
      const response = await shop.ask(path, as)
      const problem = (await response.json()) as { code: string; field?: string }
      expect([path, response.status, problem.code, problem.field]).toEqual([path, status, code, field])
    }
  })
})
