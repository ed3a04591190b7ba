import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScoresView } from '../../server/contract/figures'
import type { KpisView } from '../../server/contract/figures-kpis'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'
import { imported } from '../support/importing'

/**
 * Puzzles that were made to try how well somebody prepares survey data, with their answers; the folder lies
 * beside the clone where it is.
 */
const folder = fileURLToPath(new URL('../../../shared/data/prepbench/', import.meta.url))
const isThere = existsSync(folder)
if (!isThere) console.info(`The puzzles are not at ${folder}: their tests are skipped.`)

type Row = Record<string, string>
const text = (name: string) => readFileSync(`${folder}${name}`, 'utf8').replace(/^\uFEFF/, '')
const rowsOf = (name: string) => parse(text(name), { columns: true, relax_column_count: true }) as Row[]

describe.skipIf(!isThere)('puzzles of survey data', () => {
  onBothDatabases((fresh) => {
    let app: TestApp
    beforeAll(async () => {
      app = await startApp(fresh)
    })
    afterAll(() => app.close())

    async function get<T>(path: string, query: Record<string, string>): Promise<T> {
      const response = await app.request(`/api/v1/${path}?${new URLSearchParams(query)}`, { key: testKey })
      expect(response.status, await response.clone().text()).toBe(200)
      return (await response.json()) as T // the view of the route that was asked
    }

    it('gives the recommendation score of a conference', async () => {
      const { survey } = await givenSurvey(app, { metric: 'nps' })
      const mapping = {
        rating: 'On a scale of 0-10, how would you rate Sudzilla?',
        comment: '...why?',
        externalId: 'Timestamp'
      }
      await imported(app, { survey: survey.id, file: text('case_040/input_02.csv'), mapping })
      const [wanted] = rowsOf('case_040/output_01.csv')
      const { total } = await get<ScoresView>('scores', { survey: survey.id })
      const count = (from: number, to: number) =>
        Object.entries(total.tally).reduce(
          (sum, [rating, count]) => sum + (Number(rating) >= from && Number(rating) <= to ? count : 0),
          0
        )
      expect({
        'NPS Score': total.value?.toFixed(1),
        'Total Respondents': String(total.count),
        Promoter: String(count(9, 10)),
        Detractor: String(count(0, 6))
      }).toEqual(wanted)
    })

    it('tells the first from the latest answer of customers who answered twice', async () => {
      const { site, survey } = await givenSurvey(app, { metric: 'nps' }, { timeZone: 'UTC' })
      const wanted = rowsOf('case_050/output_01.csv')
      const rating = (row: Row) => Number(row['Would you recommend C&BS Co to your friends and family?'])
      const said = new Map<string, Row>()
      for (const row of rowsOf('case_050/input_01.csv'))
        said.set(row.Response ?? '', {
          [row['Question Number'] ?? '']: row.Answer ?? '',
          ...said.get(row.Response ?? ''),
          store: row.Store ?? '',
          name: row.Name ?? ''
        })
      const responses = [...said].flatMap(
        ([response, { store = '', name, 1: day = '', 2: time = '', 3: rating }]) => {
          const answeredAt = instantOf(day, time)
          const place = store === 'Amstelveen' ? 'Amsterdam' : store
          return answeredAt === undefined
            ? []
            : [
                {
                  id: `response-${response}`,
                  survey: survey.id,
                  rating: Number(rating),
                  channel: 'email',
                  team: place,
                  conversation: `${place}/${name}`,
                  answeredAt
                }
              ]
        }
      )
      expect(site.timeZone).toBe('UTC')
      const sent = await app.request('/api/v1/responses/batch', { body: { responses }, key: testKey })
      const { results } = (await sent.json()) as { results: { status: number }[] }
      expect(results.filter(({ status }) => status !== 201)).toEqual([])
      const span = { survey: survey.id, from: '2016-01-01', to: '2020-12-31', by: 'team' }
      for (const rule of ['first', 'latest'] as const) {
        const { total, rows } = await get<ScoresView>('scores', { ...span, repeats: rule })
        const isAlone = (row: Row) =>
          wanted.every((other) => other === row || other.Name !== row.Name || other.Store !== row.Store)
        const standing = wanted.filter(
          (row) => isAlone(row) || row['Result (First / Latest)'] === (rule === 'first' ? 'First' : 'Latest')
        )
        expect([rule, total.count]).toEqual([rule, standing.length])
        for (const { key, score } of rows) {
          const ratings = standing
            .filter(({ Store }) => Store === key)
            .map(rating)
            .sort((a, b) => a - b)
          expect([
            rule,
            key,
            Object.entries(score.tally).flatMap(([point, count]) => Array<number>(count).fill(Number(point)))
          ]).toEqual([rule, key, ratings])
        }
      }
    })

    it('gives the recommendation score of every airline, and how far one of them is from the others', async () => {
      const { survey } = await givenSurvey(app, { metric: 'nps' })
      const [others, ours] = ['case_122/input_01.csv', 'case_122/input_02.csv'].map(text)
      const mapping = { rating: 'How likely are you to recommend this airline?', team: 'Airline' }
      const file = `${others?.trimEnd()}\n${ours?.split(/\r?\n/).slice(1).join('\n')}`
        .split(/\r?\n/)
        .map((line, index) => (line === '' ? line : `${line},${index === 0 ? 'row' : index}`))
        .join('\n')
      const { counts } = await imported(app, {
        survey: survey.id,
        file,
        mapping: { ...mapping, externalId: 'row' }
      })
      expect(counts.accepted).toBe(
        rowsOf('case_122/input_01.csv').length + rowsOf('case_122/input_02.csv').length
      )
      const { rows } = await get<ScoresView>('scores', { survey: survey.id, by: 'team' })
      const expected = JSON.parse(text('prepbench_nps.expected.json')) as {
        case_122_airlines: {
          per_airline: Record<string, { n: number; nps: number }>
          'airlines_with_>=50_answers': number
        }
      } // its shape is described beside it
      const { per_airline: airlines, 'airlines_with_>=50_answers': large } = expected.case_122_airlines
      for (const [airline, { n, nps }] of Object.entries(airlines)) {
        const score = rows.find(({ key }) => key === airline)?.score
        expect([airline, score?.count]).toEqual([airline, n])
        expect(score?.value).toBeCloseTo(nps, 9)
      }
      const floored = rows
        .filter(({ score }) => score.count >= 50)
        .map(({ key, score }) => ({ key, nps: flooredNps(score.tally, score.count) }))
      expect(floored).toHaveLength(large)
      const mean = floored.reduce((sum, { nps }) => sum + nps, 0) / floored.length
      const sd = Math.sqrt(
        floored.reduce((sum, { nps }) => sum + (nps - mean) ** 2, 0) / (floored.length - 1)
      )
      const prepAir = floored.find(({ key }) => key === 'Prep Air')
      const [wanted] = rowsOf('case_122/output_01.csv')
      expect({
        Airline: prepAir?.key,
        NPS: String(prepAir?.nps),
        'Z-Score': (((prepAir?.nps ?? 0) - mean) / sd).toFixed(2)
      }).toEqual(wanted)
    })

    it('gives what a week of complaints was like on average, day by day and desk by desk', async () => {
      const { site, survey } = await givenSurvey(app, {}, { timeZone: 'UTC' })
      const rows = rowsOf('case_119/input_01.csv')
      const dayOf = ({ Date: date = '' }: Row) => date.split('/').reverse().join('-')
      for (const [index, row] of rows.entries())
        await keep(`week-${index}`, {
          site: site.id,
          openedAt: `${dayOf(row)}T12:00:00Z`,
          handleSeconds: Number(row.Complaints),
          team: row.Department
        })
      const outliers = { 1: 0, 2: 0, 3: 0 }
      for (const week of new Set(rows.map(({ Week }) => Week))) {
        const days = rows
          .filter(({ Week }) => Week === week)
          .map(dayOf)
          .sort()
        const { total, rows: desks } = await get<KpisView>('kpis', {
          survey: survey.id,
          from: days[0] ?? '',
          to: days.at(-1) ?? '',
          by: 'team'
        })
        const counts = rows.filter(({ Week }) => Week === week).map(({ Complaints }) => Number(Complaints))
        expect([week, total.aht.count, desks.reduce((sum, { aht }) => sum + aht.count, 0)]).toEqual([
          week,
          counts.length,
          counts.length
        ])
        const mean = total.aht.mean ?? NaN
        const sd = Math.sqrt(
          counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1)
        )
        const published = rowsOf('case_119/output_01.csv').find(({ Week }) => Week === week)
        if (published) expect(mean).toBeCloseTo(Number(published.Mean), 9)
        for (const reach of [1, 2, 3] as const)
          outliers[reach] += counts.filter((count) => Math.abs(count - mean) > reach * sd).length
      }
      expect(outliers).toEqual({
        1: rowsOf('case_119/output_01.csv').length,
        2: rowsOf('case_119/output_02.csv').length,
        3: rowsOf('case_119/output_03.csv').length
      })
    })

    it('keeps a log of complaints with how many of them were answered in time', async () => {
      const { site, survey } = await givenSurvey(app, {}, { timeZone: 'UTC' })
      const wanted = rowsOf('case_281/output_01.csv')
      const isoDay = (day = '') => `${day.split('/').reverse().join('-')}T12:00:00Z`
      for (const row of rowsOf('case_281/input_01.csv')) {
        const resolved = /^\d/.test(row['Date Resolved'] ?? '')
          ? { resolvedAt: isoDay(row['Date Resolved']) }
          : {}
        await keep(row['Complaint ID'] ?? '', {
          site: site.id,
          openedAt: isoDay(row['Date Received']),
          ...resolved,
          topics: [row['Issue Type']],
          customer: row['Customer ID'],
          resolvedOnFirstContact: /^true$/i.test(row['Timely Response'] ?? '')
        })
      }
      const { total, rows } = await get<KpisView>('kpis', {
        survey: survey.id,
        from: '2015-06-01',
        to: '2025-06-01',
        by: 'topic'
      })
      expect(total).toMatchObject({
        conversations: wanted.length,
        fcr: {
          asked: {
            part: wanted.filter((row) => row['Timely Response'] === 'True').length,
            count: wanted.length
          }
        }
      })
      expect(rows.map(({ label, conversations }) => [label, conversations]).sort()).toEqual(
        counted(wanted.map((row) => slug(row['Issue Type'] ?? '')))
      )
    })

    async function keep(id: string, conversation: Record<string, unknown>) {
      const response = await app.request(`/api/v1/conversations/${id}`, {
        method: 'PUT',
        body: conversation,
        key: testKey
      })
      expect(response.status, await response.clone().text()).toBeLessThan(300)
    }
  })
})

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** As people wrote it; nothing where the year is missing. 24:00 is the midnight that follows. */
function instantOf(day: string, time: string): string | undefined {
  const parts =
    day
      .match(/\d+|jan|dec/gi)
      ?.map((part) => (/\d/.test(part) ? Number(part) : months.indexOf(part.toLowerCase()) + 1)) ?? []
  const [a = 0, b = 0, c = 0] = parts
  if (parts.length !== 3) return undefined
  const [year, month, date] = a > 31 ? [a, b, c] : b > 12 ? [c, a, b] : [c, b, a]
  const [, hour = '0', minute = '0'] = /(\d{1,2})[:.]?(\d{2})/.exec(time) ?? []
  const later = /pm/i.test(time) && Number(hour) < 12 ? 12 : 0
  return new Date(Date.UTC(year, month - 1, date, Number(hour) + later, Number(minute))).toISOString()
}

function flooredNps(tally: Record<string, number>, count: number): number {
  const share = (from: number, to: number) =>
    Math.floor(
      (100 *
        Object.entries(tally).reduce(
          (sum, [rating, many]) => sum + (Number(rating) >= from && Number(rating) <= to ? many : 0),
          0
        )) /
        count
    )
  return share(9, 10) - share(0, 6)
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
}

function counted(names: readonly string[]): [string, number][] {
  return [...new Set(names)]
    .map((name): [string, number] => [name, names.filter((other) => other === name).length])
    .sort()
}
