import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

type Counted = {
  key: string
  label: string
  score?: { count: number }
  steps?: { invited: number }
  conversations?: number
}
type View = {
  total: Omit<Counted, 'key' | 'label' | 'score' | 'steps'> & { count?: number; invited?: number }
  rows: Counted[]
}
type Matrix = {
  rows: { key: string }[]
  columns: { key: string }[]
  total: { count: number }
  cells: Counted[]
}

const most = 200
const made = 230
/**
 * Every figure that sets what answers came with side by side; each answer has one value of each here, so
 * that rows add up.
 */
const listing = [
  ...['channel', 'topic', 'agent', 'team', 'locale'].map((by) => `/scores?by=${by}`),
  '/topics?',
  '/channels?',
  '/agents?',
  ...['channel', 'topic', 'agent', 'team'].map((by) => `/kpis?by=${by}`),
  ...['channel', 'topic', 'agent', 'team', 'locale', 'delivery'].map((by) => `/funnel?by=${by}`)
]
const countOf = ({ score, steps, conversations }: Counted) =>
  score?.count ?? steps?.invited ?? conversations ?? 0

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: string

  beforeAll(async () => {
    app = await startApp(fresh)
    const { site, ...made } = await givenSurvey(app, { state: 'live' })
    survey = made.survey.id
    const send = async (path: string, body: unknown) => {
      const response = await app.request(path, { key: testKey, body })
      expect([200, 201, 204, 207], await response.clone().text()).toContain(response.status)
    }
    // One answer to most, five to some, so that it is clear which are the fewest.
    const all = Array.from({ length: 270 }, (_, index) => tagsOf(index < 230 ? index : index % 10))
    await send('/api/v1/responses/batch', {
      responses: all.map((tags, index) => ({ id: randomUUID(), survey, rating: 1 + (index % 5), ...tags }))
    })
    await send('/api/v1/conversations/batch', {
      site: site.id,
      conversations: all.map(({ locale: _unknown, ...tags }, index) => ({
        id: `c-${index}`,
        ...tags,
        openedAt: new Date().toISOString()
      }))
    })
    for (let start = 0; start < all.length; start += 90) {
      const invitations = all
        .slice(start, start + 90)
        .map((tags) => ({ survey, ...tags, delivery: tags.channel }))
      await send('/api/v1/invitations/batch', { invitations })
    }
  })
  afterAll(() => app.close())

  const get = async <T>(path: string) =>
    (await (await app.request(`/api/v1${path}&survey=${survey}`, { key: testKey })).json()) as T

  it.each(listing)(
    '%s gives 200 rows at most, the last of them all others, and no answer is lost',
    async (path) => {
      const { rows, total } = await get<View>(path)
      const whole = total.count ?? total.invited ?? total.conversations
      expect(rows).toHaveLength(most)
      expect(rows.filter(({ key }) => key === '~rest').map(({ label }) => label)).toEqual(['All others'])
      expect([whole, rows.reduce((sum, row) => sum + countOf(row), 0)]).toEqual([270, 270])
      expect(countOf(rows.find(({ key }) => key === '~rest') ?? { key: '', label: '' })).toBe(made - most + 1)
    }
  )

  it('gives 200 rows and 200 columns of pairs', async () => {
    const { rows, columns, cells, total } = await get<Matrix>('/scores/matrix?rows=agent&columns=topic')
    expect([rows.length, columns.length, total.count]).toEqual([most, most, 270])
    expect(cells.reduce((sum, cell) => sum + countOf(cell), 0)).toBe(270)
  })

  // The rest had each answer as often as it had topics in it: more answers than there are, and fewer than
  // none beside it.
  it('counts an answer about several topics of the rest once in it', async () => {
    const { survey } = await givenSurvey(app, { state: 'live' })
    const responses = Array.from({ length: 210 }, (_none, index) => ({
      id: randomUUID(),
      survey: survey.id,
      rating: 1 + (index % 5),
      agent: index % 3 === 0 ? 'ana' : 'ben',
      topics:
        index < 199
          ? [`many-${index}`, `many-${(index + 1) % 199}`]
          : Array.from({ length: 10 }, (_one, of) => `few-${index}-${of}`)
    }))
    expect((await app.request('/api/v1/responses/batch', { key: testKey, body: { responses } })).status).toBe(
      200
    )
    const get = async <T>(path: string) =>
      (await (await app.request(`/api/v1${path}&survey=${survey.id}`, { key: testKey })).json()) as T
    for (const path of ['/scores?by=topic&compare=previous', '/topics?compare=previous']) {
      const { rows } = await get<View>(path)
      expect([
        path,
        rows.length,
        countOf(rows.find(({ key }) => key === '~rest') ?? { key: '', label: '' })
      ]).toEqual([path, most, 11])
    }
    const topics = await get<{ rows: { key: string; rest: { count: number } }[] }>('/topics?')
    expect(topics.rows.find(({ key }) => key === '~rest')?.rest.count).toBe(199)
    const ofAna = await get<View>('/scores?by=topic&agent=ana')
    expect(ofAna.rows.filter(({ key }) => key === '~rest')).toEqual([])
    type Pairs = { cells: { row: string; column: string; score: { count: number } }[] }
    const { cells } = await get<Pairs>('/scores/matrix?rows=agent&columns=topic')
    const turned = await get<Pairs>('/scores/matrix?rows=topic&columns=agent')
    const rest = (some: Pairs['cells'], topic: 'row' | 'column', agent: 'row' | 'column') =>
      Object.fromEntries(
        some.filter((cell) => cell[topic] === '~rest').map((cell) => [cell[agent], cell.score.count])
      )
    expect(rest(cells, 'column', 'row')).toEqual({ ana: 3, ben: 8 })
    expect(rest(turned.cells, 'row', 'column')).toEqual({ ana: 3, ben: 8 })
  })

  it('compares no more than 200 pairs of channels, and names nobody as the rest', async () => {
    const { pairs } = await get<{ pairs: { a: string; b: string }[] }>('/channels?')
    expect(pairs.length).toBeLessThanOrEqual(most)
    const { rows } = await get<{ rows: { key: string; shrunk: unknown; verdict: string }[] }>('/agents?')
    expect(rows.at(-1)).toMatchObject({ key: '~rest', shrunk: null, verdict: 'not-clear' })
  })

  it('keeps by itself whoever is asked for by name, however few the answers', async () => {
    const { rows } = await get<View>('/agents?agent=a-229')
    expect(rows.map(({ key, score }) => [key, score?.count])).toEqual([['a-229', 1]])
  })
})

function tagsOf(index: number) {
  const [first, second] = [Math.floor(index / 26), index % 26].map((place) => String.fromCharCode(97 + place))
  return {
    channel: `ch-${index}`,
    topics: [`t-${index}`],
    agent: `a-${index}`,
    team: `team-${index}`,
    locale: `${first}${second}`
  }
}
