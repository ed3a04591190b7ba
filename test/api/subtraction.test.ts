import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Score } from '../../server/contract/figures'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

type Told = {
  period: { from: string; to: string }
  total: Score
  average?: number | null
  rows?: { key: string; score: Score }[]
}
type Matrix = { total: Score; cells: { row: string; column: string; score: Score }[] }
type Tally = Record<string, number>

const values = {
  agent: ['ana', 'ben', 'cy'],
  channel: ['chat', 'email'],
  topic: ['billing', 'refund', 'other']
} as const

/**
 * Somebody who may read scores and no answers asks for nearby periods, filters, and all less the rows, and
 * takes one from another.
 */
onBothDatabases((fresh) => {
  let app: TestApp
  let survey: string
  let key: string
  let ana: string
  beforeAll(async () => {
    app = await startApp(fresh, { now: () => Date.parse('2026-11-28T12:00:00Z') })
    const given = await givenSurvey(app, {}, { timeZone: 'UTC' })
    survey = given.survey.id
    // One or two answers a day, of which each would be told by the day that it came.
    const responses = Array.from({ length: 48 }, (_none, number) => ({
      id: `answer-${number}`,
      survey,
      rating: ((number * 7) % 5) + 1,
      agent: values.agent[(number % 7) % 3],
      channel: values.channel[(number % 5) % 2],
      topics: [values.topic[(number % 11) % 3]],
      answeredAt: `2026-11-${String(Math.floor(number / 2) + 1).padStart(2, '0')}T10:00:00Z`
    }))
    const kept = (await (
      await app.request('/api/v1/responses/batch', { key: testKey, body: { responses } })
    ).json()) as { results: { status: number }[] }
    expect(kept.results.every(({ status }) => status === 201)).toBe(true)
    key = (
      (await (
        await app.request('/api/v1/keys', {
          key: testKey,
          body: { site: given.site.id, name: 'Wallboard', scopes: ['scores:read'] }
        })
      ).json()) as { key: string }
    ).key
    ana = await makeMember(app, given.site.id, { email: 'ana@example.com', role: 'agent', agent: 'ana' })
  })
  afterAll(() => app.close())

  const ask = async (path: string, query: string, by: { key?: string; cookie?: string } = { key }) =>
    (await (
      await app.request(`/api/v1/${path}${path.includes('?') ? '&' : '?'}survey=${survey}&${query}`, by)
    ).json()) as Told
  const ends = Array.from(
    { length: 14 },
    (_none, index) => `from=2026-11-01&to=2026-11-${String(index + 10).padStart(2, '0')}`
  )
  const isShown = (score: Score) => score.value !== null

  it('tells nobody who may not read answers how many said what, by no figure', async () => {
    const asked = [
      'scores?by=solved',
      'scores?agent=ana&by=person',
      'scores?commented=yes',
      'scores?against=reason%3Dslow',
      'scores/matrix?rows=agent&columns=person',
      'scores/matrix?rows=solved&columns=agent',
      'kpis?agent=ana&person=1',
      'agents?contact=yes',
      'topics?solved=no',
      'channels?reason=slow',
      'scores/control?solved=no'
    ]
    for (const path of asked) {
      const { status } = await app.request(`/api/v1/${path}&survey=${survey}`, { key })
      expect([path, status]).toEqual([path, 403])
      const read = await app.request(`/api/v1/${path}&survey=${survey}`, { key: testKey })
      expect([path, read.status]).toEqual([path, 200])
    }
  })

  /** Of how many answers the difference of two figures tells. */
  function differ(a: Tally, b: Tally): number {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].reduce(
      (sum, rating) => sum + Math.abs((a[rating] ?? 0) - (b[rating] ?? 0)),
      0
    )
  }
  function isSafe(what: string, scores: readonly Score[]) {
    const shown = scores.filter(isShown)
    for (const [index, a] of shown.entries()) {
      for (const b of shown.slice(index + 1)) {
        const told = differ(a.tally as Tally, b.tally as Tally)
        expect(
          told === 0 || told >= 5,
          `${what}: ${JSON.stringify(a.tally)} less ${JSON.stringify(b.tally)}`
        ).toBe(true)
      }
    }
    return shown.length
  }

  /** All less any of the parts that are shown, each answer being in one part or in none. */
  function isSafeToSubtract(what: string, total: Score, parts: readonly Score[]) {
    if (!isShown(total)) return
    const shown = parts.filter(isShown).slice(0, 8)
    for (let chosen = 1; chosen < 2 ** shown.length; chosen++) {
      const taken = shown.filter((_score, index) => (chosen >> index) % 2 === 1)
      const rest = total.count - taken.reduce((sum, { count }) => sum + count, 0)
      expect(
        rest <= 0 || rest >= 5,
        `${what}: ${total.count} less ${taken.map(({ count }) => count).join(', ')}`
      ).toBe(true)
    }
  }

  it('tells nobody a single answer by two nearby periods', async () => {
    expect(
      isSafe('total', await Promise.all(ends.map(async (period) => (await ask('scores', period)).total)))
    ).toBe(ends.length)
    let shown = 0
    for (const [path, dimension] of [
      ['scores?by=topic', 'topic'],
      ['scores?by=agent', 'agent'],
      ['scores?by=channel', 'channel'],
      ['topics', 'topic'],
      ['channels', 'channel'],
      ['agents', 'agent']
    ] as const) {
      const told = await Promise.all(ends.map((period) => ask(path, period)))
      for (const value of values[dimension]) {
        shown += isSafe(
          `${path} ${value}`,
          told.flatMap(({ rows = [] }) => rows.filter(({ key }) => key === value).map(({ score }) => score))
        )
      }
      isSafe(
        `total of ${path}`,
        told.map(({ total }) => total)
      )
    }
    expect(shown).toBeGreaterThan(0)
  })

  it('tells nobody a single answer by a filter, nor by all less what is filtered', async () => {
    let compared = 0
    for (const [dimension, keys] of Object.entries(values)) {
      for (const value of keys) {
        const told = await Promise.all(ends.map((period) => ask('scores', `${period}&${dimension}=${value}`)))
        isSafe(
          `${dimension}=${value}`,
          told.map(({ total }) => total)
        )
        for (const { total, period } of told.filter(({ total }) => isShown(total))) {
          // Of another period than the one that was told, all less these would be a mixture of both.
          const whole = await ask('scores', `from=${period.from}&to=${period.to}`)
          if (JSON.stringify(whole.period) !== JSON.stringify(period)) continue
          compared++
          const rest = differ(whole.total.tally as Tally, total.tally as Tally)
          expect(
            rest === 0 || rest >= 5,
            `all less ${dimension}=${value}, ${period.from} to ${period.to}: ${rest}`
          ).toBe(true)
        }
      }
    }
    expect(compared).toBeGreaterThan(0)
  })

  it('tells nobody a single answer by cells of a matrix, nor by all less several of its cells or rows', async () => {
    let shown = 0
    const pairs = [
      ['topic', 'channel'],
      ['agent', 'channel'],
      ['agent', 'topic']
    ] as const
    for (const [rows, columns] of pairs) {
      const told = (await Promise.all(
        ends.map((period) => ask(`scores/matrix?rows=${rows}&columns=${columns}`, period))
      )) as unknown as Matrix[]
      for (const row of values[rows]) {
        for (const column of values[columns]) {
          const cell = told.flatMap(({ cells }) =>
            cells.filter((one) => one.row === row && one.column === column).map(({ score }) => score)
          )
          shown += isSafe(`${row} × ${column}`, cell)
        }
      }
      for (const { total, cells } of told)
        isSafeToSubtract(
          `${rows} × ${columns}`,
          total,
          cells.map(({ score }) => score)
        )
    }
    for (const path of [
      'scores?by=agent',
      'scores?by=channel',
      'scores?by=topic',
      'channels',
      'agents',
      'topics'
    ]) {
      for (const { total, rows = [] } of await Promise.all(ends.map((period) => ask(path, period))))
        isSafeToSubtract(
          path,
          total,
          rows.map(({ score }) => score)
        )
    }
    expect(shown).toBeGreaterThan(0)
  })

  it('tells nobody a single answer by the steps of a control chart or of a trend', async () => {
    for (const path of [
      'scores/control?by=week',
      'scores/control?by=month',
      'scores?by=week',
      'scores?by=day'
    ]) {
      const told = (await Promise.all(ends.map((period) => ask(path, period)))) as unknown as (Told & {
        points?: { key: string; score: Score }[]
      })[]
      const steps = told.flatMap(({ rows = [], points = [] }) => [...rows, ...points])
      for (const key of new Set(steps.map((step) => step.key)))
        isSafe(
          `${path} ${key}`,
          steps.filter((step) => step.key === key).map(({ score }) => score)
        )
      for (const { total, rows, points } of told) {
        if (total)
          isSafeToSubtract(
            path,
            total,
            [...(rows ?? []), ...(points ?? [])].map(({ score }) => score)
          )
      }
    }
  })

  it.each(['scores/waiting', 'drivers', 'words'])(
    'keeps %s, which is made of answers one by one, for those who may read them',
    async (path) => {
      expect(await ask(path, ends[0] ?? '')).toMatchObject({ code: 'scope-missing' })
    }
  )

  it('tells an agent nothing of a single answer of a colleague', async () => {
    const averages = await Promise.all(
      ends.map(async (period) => (await ask('agents', period, { cookie: ana })).average ?? null)
    )
    // An average changes with the agent's own answers too; where these are alike it may only move by blocks of
    // others' answers.
    const own = await Promise.all(
      ends.map(async (period) =>
        JSON.stringify((await ask('agents', period, { cookie: ana })).rows?.map(({ score }) => score.tally))
      )
    )
    const steps = ends
      .slice(1)
      .filter(
        (_end, index) => own[index] === own[index + 1] && averages[index] !== averages[index + 1]
      ).length
    expect(steps).toBeLessThanOrEqual(5)
    expect(new Set(averages).size).toBeGreaterThan(1)
  })
})
