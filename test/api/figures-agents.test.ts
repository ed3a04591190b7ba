import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Caller } from '../../server/access/permissions'
import { createApp } from '../../server/app'
import type { MatrixView, Score, ScoresView } from '../../server/contract/figures'
import type { AgentsView } from '../../server/contract/figures-agents'
import type { ChannelsView } from '../../server/contract/figures-channels'
import type { ControlView } from '../../server/contract/figures-more'
import type { TopicsView } from '../../server/contract/figures-topics'
import { onBothDatabases } from '../support/databases'
import type { Callers, Sent, Shop } from '../support/shop'
import { addVersion, openShop, satisfied } from '../support/shop'

/** Every list with at least three of these people in it: where it stands, and in which order it has them. */
function ordersOf(value: unknown, people: readonly string[], at = ''): [at: string, order: string[]][] {
  if (typeof value !== 'object' || value === null) return []
  const within = Object.entries(value).flatMap(([name, one]) =>
    ordersOf(one, people, Array.isArray(value) ? at : `${at}.${name}`)
  )
  const elements: unknown[] = Array.isArray(value) ? value : Object.keys(value)
  const named = elements.flatMap((element) => {
    const names = typeof element === 'object' && element !== null ? Object.values(element) : [element]
    return names.find((name): name is string => typeof name === 'string' && people.includes(name)) ?? []
  })
  const order = [...new Set(named)]
  return order.length < 3 ? within : [...within, [at, order]]
}

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function agents(query = '', as?: Callers): Promise<AgentsView> {
    const response = await shop.ask(`/agents?survey=svy_shop&${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as AgentsView
  }

  const by = (
    agent: string,
    channel: string,
    topic: string,
    part: number,
    count: number,
    more: Partial<Sent> = {}
  ) => satisfied(part, count, { agent, channel, topics: [topic], ...more })
  const twoOfAKind = () => [
    ...by('Ana', 'voice', 'billing', 28, 40),
    ...by('Ben', 'whatsapp', 'product', 28, 40),
    ...by('Cy', 'voice', 'billing', 12, 20),
    ...by('Cy', 'voice', 'product', 18, 20),
    ...by('', 'voice', 'billing', 50, 90),
    ...by('', 'voice', 'product', 30, 30),
    ...by('', 'whatsapp', 'product', 107, 110),
    ...by('', 'whatsapp', 'billing', 25, 50)
  ]

  it('compares on the scale of the latest version, whatever else was answered on another one', async () => {
    await addVersion(shop.database, 2, { metric: 'nps', scaleMin: 0, scaleMax: 10, satisfiedFrom: 9 })
    await shop.answer(
      ...twoOfAKind().map(({ rating = 0, ...answer }) => ({ ...answer, version: 2, rating: 2 * rating }))
    )
    const compared = async () =>
      (await agents()).rows.map(({ key, others, difference, comparable }) => ({
        key,
        others,
        difference,
        comparable
      }))
    const before = await compared()
    expect(before.find(({ key }) => key === 'Ana')?.comparable).toBe(40)
    await shop.answer(...by('Ana', 'voice', 'billing', 3, 30), ...by('Ben', 'sms', 'billing', 3, 30))
    expect(await compared()).toEqual(before)
  })

  it('tells apart two agents with the same score, by what they were asked about', async () => {
    await shop.answer(...twoOfAKind())
    const { rows, total, unassigned } = await agents()
    expect([total.count, unassigned.count]).toEqual([400, 280])
    // Ana beside 62 of 110 others about billing by phone, Ben beside 107 of 110 about products by WhatsApp.
    const wanted = {
      Ana: [70, 100 * (62 / 110), 70 - 100 * (62 / 110)],
      Ben: [70, 100 * (107 / 110), 70 - 100 * (107 / 110)]
    }
    for (const [key, figures] of Object.entries(wanted)) {
      const row = rows.find((row) => row.key === key)
      const found = [row?.score.value, row?.others, row?.difference?.value]
      figures.forEach((figure, index) => expect(found[index]).toBeCloseTo(figure, 9))
    }
    expect(rows.find(({ key }) => key === 'Cy')).toMatchObject({
      comparable: 40,
      coverage: 1,
      compared: 'yes'
    })
    expect(Object.fromEntries(rows.map(({ key, verdict }) => [key, verdict]))).toEqual({
      Ana: 'not-clear',
      Ben: 'worse',
      Cy: 'not-clear'
    })
  })

  it('draws agents with few answers to the average, and calls only those worse of whom that is sure', async () => {
    const given = {
      Ana: [4, 4],
      Ben: [41, 60],
      Cy: [88, 100],
      Di: [2, 5],
      Ed: [70, 90],
      Flo: [33, 36]
    } as const
    await shop.answer(
      ...Object.entries(given).flatMap(([agent, [part, count]]) => by(agent, 'web', 'a', part, count))
    )
    const { rows, average, strength } = await agents()
    expect(rows.map(({ key }) => key)).toEqual(['Di', 'Ben', 'Ed', 'Ana', 'Cy', 'Flo'])
    expect(average).toBeCloseTo(80.67796610169492, 9)
    expect(strength).toBeCloseTo(14.30665866110585, 9)
    const ana = rows.find(({ key }) => key === 'Ana')
    expect(
      [ana?.shrunk?.value, ana?.shrunk?.lower, ana?.shrunk?.upper].map((figure) => figure?.toFixed(9))
    ).toEqual(['84.899825318', '65.828680658', '96.881583559'])
    expect(
      Object.fromEntries(rows.map(({ key, compared, verdict }) => [key, `${compared} ${verdict}`]))
    ).toMatchObject({ Ana: 'too-few not-clear', Di: 'too-few not-clear', Ben: 'yes worse' })
  })

  it('compares who is asked for by name with everybody all the same', async () => {
    await shop.answer(...twoOfAKind())
    const all = await agents()
    const ben = await agents('agent=Ben')
    expect(ben.rows).toEqual(all.rows.filter(({ key }) => key === 'Ben').map((row) => ({ ...row, share: 1 })))
    expect(ben.total.count).toBe(40)
    expect((await agents('channel=phone')).rows.find(({ key }) => key === 'Ana')?.others).toBeCloseTo(
      100 * (62 / 110),
      9
    )
  })

  it('shows an agent only the own row, fair all the same, and nothing of a few answers of others', async () => {
    await shop.answer(
      ...by('ana', 'web', 'a', 8, 10),
      ...by('ben', 'web', 'a', 2, 10),
      ...by('ana', 'sms', 'b', 5, 5),
      ...by('ben', 'sms', 'b', 0, 3)
    )
    const { rows, total } = await agents('', 'ana')
    expect(rows.map(({ key }) => key)).toEqual(['ana'])
    expect(total.count).toBe(15)
    expect(rows[0]).toMatchObject({ share: 1, comparable: 15, compared: 'too-few', verdict: 'not-clear' })
    expect(rows[0]?.shrunk?.value).toBeGreaterThan(60)
    expect((await agents('agent=ben', 'ana')).rows).toEqual([])
    // All less those of one channel would be the few answers of the others in the other one.
    expect((await agents('channel=sms', 'ana')).rows).toMatchObject([
      { compared: 'unknown', difference: null, shrunk: null, verdict: 'not-clear', score: { value: 100 } }
    ])
    expect((await agents('', 'nobodys-agent')).rows).toEqual([])
  })

  it('does not compare an agent with a handful of answers, which would tell what a colleague was given', async () => {
    await shop.answer(
      ...by('ana', 'web', 'a', 20, 30),
      ...by('ben', 'web', 'a', 0, 1),
      ...by('ben', 'sms', 'b', 30, 40)
    )
    const known = (await agents('', 'mona')).rows.find(({ key }) => key === 'ana')
    expect(known?.compared).toBe('yes')
    expect(known?.others).toBeCloseTo(0, 9)
    expect((await agents('', 'ana')).rows).toMatchObject([
      { key: 'ana', compared: 'unknown', others: null, difference: null, p: null }
    ])
  })

  it('tells an agent the very same as the manager reads, and nothing of the others', async () => {
    await shop.answer(
      ...by('ana', 'web', 'a', 20, 50),
      ...by('ben', 'web', 'a', 85, 100),
      ...by('cy', 'web', 'a', 88, 100),
      ...by('ana', 'sms', 'alone', 5, 5),
      ...by('di', 'web', 'b', 30, 30)
    )
    const manager = await agents('compare=previous', 'mona')
    const ana = await agents('compare=previous', 'ana')
    const same = manager.rows.find(({ key }) => key === 'ana')
    expect(same).toMatchObject({ verdict: 'worse', compared: 'yes', comparable: 50 })
    expect(ana.rows).toEqual([{ ...same, share: 1 }])
    expect(ana.comparedPeriod).toEqual(manager.comparedPeriod)
    expect(manager.rows.find(({ key }) => key === 'di')).toMatchObject({
      compared: 'nobody-else',
      difference: null,
      verdict: 'not-clear'
    })
  })

  // The mix was kept under one rating, and the answers that are superseded were taken away from it under
  // others: an NPS of 200 was expected.
  it.each(['first', 'all', 'latest'] as const)(
    'has the mix right when of repeated answers the %s count',
    async (rule) => {
      await shop.answer(
        ...['ana', 'ben'].flatMap((agent) =>
          [1, 2].flatMap((time) =>
            Array.from(
              { length: 24 },
              (_none, number): Partial<Sent> => ({
                agent,
                channel: 'web',
                topics: ['a'],
                conversation: `${agent}-${number}`,
                rating: time === 1 ? 1 + (number % 5) : agent === 'ana' ? 5 : 2,
                at: `2026-11-1${time}T07:00:00Z`
              })
            )
          )
        )
      )
      const { rows } = await agents(`repeats=${rule}`)
      const count = rule === 'all' ? 48 : 24
      expect(rows.map(({ score, comparable, coverage }) => [score.count, comparable, coverage])).toEqual([
        [count, count, 1],
        [count, count, 1]
      ])
      const [one, other] = rows
      expect(one?.difference?.value).toBeCloseTo(-(other?.difference?.value ?? NaN), 9)
      expect(one?.others).toBeCloseTo(other?.score.value ?? NaN, 9)
      expect(rows.map(({ verdict }) => verdict)).toEqual(
        rule === 'first' ? ['not-clear', 'not-clear'] : ['worse', 'better']
      )
    }
  )

  it('has people in no order of raw scores, in any list there is', async () => {
    // Ben has the lowest score on the hardest topic, where the others do worse still; Dee is asked easy things.
    // Cy has one answer.
    const people = {
      Ben: [36, 60, 'hard'],
      Ana: [34, 40, 'easy'],
      Dee: [21, 30, 'easiest'],
      Cy: [1, 1, 'easy']
    } as const
    const others = { hard: [9, 30], easy: [39, 40], easiest: [40, 40] } as const
    const raw = ['Ben', 'Dee', 'Ana', 'Cy']
    await shop.answer(
      ...Object.entries(people).flatMap(([agent, [part, count, topic]]) =>
        by(agent, 'web', topic, part, count, { team: agent })
      ),
      ...Object.entries(others).flatMap(([topic, [part, count]]) => by('', 'web', topic, part, count))
    )
    for (const [agent, [, count]] of Object.entries(people)) {
      const conversations = Array.from({ length: count }, (_none, index) => ({
        id: `${agent}-${index}`,
        agent,
        team: agent,
        openedAt: '2026-11-19T09:00:00Z',
        firstResponseAt: '2026-11-19T09:05:00Z'
      }))
      await shop.ask('/conversations/batch', 'owner', {
        method: 'POST',
        body: JSON.stringify({ site: 'sit_shop', conversations })
      })
    }
    type Schema = { enum?: string[]; anyOf?: Schema[] }
    type Parameter = { in: string; name: string; required?: boolean; schema?: Schema }
    const valuesOf = ({ enum: values = [], anyOf = [] }: Schema = {}): string[] => [
      ...values,
      ...anyOf.flatMap(valuesOf)
    ]
    const { paths } = (await (await shop.ask('/openapi.json')).json()) as {
      paths: Record<string, Record<string, { parameters?: Parameter[] }>>
    }
    const known: Record<string, string> = { survey: 'svy_shop', site: 'sit_shop' }
    const lists: string[] = []
    for (const [path, { get }] of Object.entries(paths)) {
      const parameters = (get?.parameters ?? []).filter((parameter) => parameter.in === 'query')
      if (
        !get ||
        !path.startsWith('/api/v1/') ||
        path.includes('{') ||
        parameters.some(({ name }) => name === 'format')
      )
        continue
      const isOfPeople = ({ schema }: Parameter) => valuesOf(schema).includes('agent')
      const choices = parameters
        .filter(isOfPeople)
        .flatMap(({ name }) => ['agent', 'team'].map((one) => ({ [name]: one })))
      for (const chosen of choices.length > 0 ? choices : [{}]) {
        const filled = parameters.flatMap(({ name, required, schema }): [string, string][] => {
          const value =
            chosen[name] ??
            known[name] ??
            (required ? valuesOf(schema).find((one) => one === 'topic' || one === 'channel') : undefined)
          return value === undefined ? [] : [[name, value]]
        })
        const response = await shop.ask(
          `${path.slice('/api/v1'.length)}?${new URLSearchParams(filled)}`,
          'owner'
        )
        if (!response.headers.get('content-type')?.includes('json')) continue
        for (const [at, order] of ordersOf(await response.json(), Object.keys(people))) {
          const name = `${path}?${new URLSearchParams(chosen)} ${at}`
          lists.push(name)
          const ranks = order.map((key) => raw.indexOf(key))
          const isRaw = [1, -1].some((way) =>
            ranks.every((rank, index) => index === 0 || way * rank > way * (ranks[index - 1] ?? 0))
          )
          expect([name, order, isRaw]).toEqual([name, order, false])
        }
      }
    }
    for (const list of [
      '/scores?by=agent',
      '/scores?by=team',
      '/scores/matrix?rows=agent',
      '/scores/matrix?columns=team',
      '/agents?',
      '/kpis?by=agent',
      '/tags?dimension=agent'
    ]) {
      expect(lists.filter((name) => name.includes(list))).not.toEqual([])
    }
  })

  it('says what changed, also of somebody who has fallen silent', async () => {
    await shop.answer(
      ...by('a', 'web', 't', 1, 20, { at: '2026-11-03T07:00:00Z' }),
      ...by('b', 'web', 't', 1, 20, { at: '2026-11-03T07:00:00Z' }),
      ...by('a', 'web', 't', 19, 20, { at: '2026-11-10T07:00:00Z' })
    )
    expect((await agents('from=2026-11-08&to=2026-11-14&compare=previous')).rows).toMatchObject([
      { key: 'a', change: { verdict: 'better' } },
      { key: 'b', score: { count: 0 }, previous: { count: 20 } }
    ])
    expect(await agents('from=2026-01-01&to=2026-01-02')).toMatchObject({
      rows: [],
      average: null,
      total: { count: 0 }
    })
  })

  /** As a key is told that may read scores, but no answers. */
  async function told<T>(path: string): Promise<T> {
    const scoresOnly: Caller = {
      kind: 'key',
      id: 'key_2',
      siteId: 'sit_shop',
      scopes: new Set(['scores:read'])
    }
    const app = createApp({
      ...shop.services,
      people: { ...shop.services.people, callerOf: async () => scoresOnly }
    })
    // the view of the route that was asked
    return (await (await app.request(`/api/v1/${path}&survey=svy_shop`)).json()) as T
  }

  it('keeps figures of fewer than five answers from a key that may not read answers, and what they could be worked out from', async () => {
    await shop.answer(
      ...by('ana', 'web', 'a', 3, 4),
      ...by('ben', 'sms', 'b', 5, 9),
      ...by('cy', 'voice', 'c', 5, 8)
    )
    const { rows, total } = await told<ScoresView>('scores?by=agent')
    expect(total).toMatchObject({ count: 21, value: 100 * (13 / 21) })
    // The score of Ana is that of all less those of Ben and Cy.
    const kept = { value: null, lower: null, upper: null, mean: null, tally: {} }
    expect(Object.fromEntries(rows.map(({ key, score }) => [key, score]))).toMatchObject({
      ana: { count: 4, ...kept },
      ben: { count: 9, value: 100 * (5 / 9) },
      cy: { count: 8, ...kept }
    })
    expect((await told<AgentsView>('agents?')).rows.map(({ key }) => key)).toEqual(['ben'])
    expect((await told<ChannelsView>('channels?')).rows.map(({ key }) => key)).toEqual(['sms'])
    expect((await told<TopicsView>('topics?')).rows.map(({ key }) => key)).toEqual(['b'])
    expect((await agents()).rows).toHaveLength(3)
  })

  it('lets no figure of few answers be worked out from the sums in which it is missing', async () => {
    const tags = {
      agent: fc.constantFrom('ana', 'ben', 'cy', 'di'),
      channel: fc.constantFrom('web', 'sms', 'voice'),
      topics: fc.constantFrom([], ['a'], ['b'], ['c'])
    }
    const at = fc
      .integer({ min: 1, max: 19 })
      .map((day) => `2026-11-${String(day).padStart(2, '0')}T07:00:00Z`)
    const [sent = []] = fc.sample(
      fc.array(fc.record({ ...tags, at, rating: fc.integer({ min: 1, max: 5 }) }), {
        minLength: 60,
        maxLength: 60
      }),
      { numRuns: 1, seed: 5 }
    )
    await shop.answer(...sent)
    const isKept = ({ value, count }: Score) => value === null && count > 0
    const missing = (scores: readonly Score[]) =>
      scores.filter(isKept).reduce((sum, { count }) => sum + count, 0)
    let keptMany = 0
    const check = (name: string, scores: readonly Score[]) => {
      const isTold = scores.some((score) => !isKept(score) && score.count > 0)
      expect(isTold && missing(scores) > 0 && missing(scores) < 5, name).toBe(false)
      expect(scores.filter(({ count, value }) => count > 0 && count < 5 && value !== null)).toEqual([])
      keptMany += scores.filter((score) => isKept(score) && score.count >= 5).length
    }
    for (const by of ['agent', 'channel', 'topic', 'day', 'week']) {
      const { rows } = await told<ScoresView>(
        `scores?by=${by}&compare=previous&from=2026-11-10&to=2026-11-19`
      )
      check(
        by,
        rows.map(({ score }) => score)
      )
      check(
        `${by} before`,
        rows.flatMap(({ previous }) => previous ?? [])
      )
    }
    const { rows, columns, cells } = await told<MatrixView>('scores/matrix?rows=agent&columns=channel')
    for (const { key } of rows)
      check(
        key,
        cells.filter(({ row }) => row === key).map(({ score }) => score)
      )
    for (const { key } of columns)
      check(
        key,
        cells.filter(({ column }) => column === key).map(({ score }) => score)
      )
    const { points } = await told<ControlView>('scores/control?by=day&from=2026-11-01&to=2026-11-19')
    check(
      'control',
      points.map(({ score }) => score)
    )
    expect(points.filter(({ score, limits }) => isKept(score) && limits)).toEqual([])
    expect(keptMany).toBeGreaterThan(0)
  })
})
