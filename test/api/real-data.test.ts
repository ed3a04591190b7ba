import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MatrixView, Score, ScoresView } from '../../server/contract/figures'
import type { ImportReport } from '../../server/contract/imports'
import { slugOf } from '../../server/tags/channel-names'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'
import { imported } from '../support/importing'

/**
 * Real files that nobody here wrote, with the figures that they must give; the folder lies beside the clone
 * where it is.
 */
const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const isThere = existsSync(folder)
if (!isThere) console.info(`The real files are not at ${folder}: their tests are skipped.`)

/** A group in which nobody answered (31 October) has its count alone. */
type Group = {
  n: number
  mean?: number
  dist?: Record<string, number>
  csat_pct?: number
  wilson95?: [number, number]
}
type Groups = Record<string, Group>
type CallCenter = {
  overall: Group
  by: { channel: Groups; reason: Groups; call_center: Groups; day: Groups }
  matrix: { channel_x_reason: Record<string, Groups> }
}
type NpsGroup = { n: number; mean: number; dist: Record<string, number>; nps: number }
type Garden = { nps: NpsGroup; nps_by_t: Record<string, NpsGroup>; verbatims: { non_NA: number } }

const read = (name: string) => readFileSync(`${folder}${name}`)
// The shape of these files is described beside them.
const expected = <T>(name: string) => JSON.parse(read(name).toString('utf8')) as T

describe.skipIf(!isThere)('the call centre: 32,941 contacts of October 2020, scale 1 to 10', () => {
  onBothDatabases((fresh) => {
    const figures = isThere ? expected<CallCenter>('call_center_oct2020.expected.json') : undefined
    let app: TestApp
    let survey: string
    let report: ImportReport
    const mapping = {
      rating: 'csat_score',
      channel: 'channel',
      topics: ['reason'],
      team: 'call_center',
      externalId: 'id',
      answeredAt: 'call_timestamp'
    }
    const order = () => ({ survey, file: read('call_center_oct2020.csv'), mapping })

    beforeAll(async () => {
      app = await startApp(fresh)
      survey = (
        await givenSurvey(
          app,
          { scale: { min: 1, max: 10 }, satisfiedFrom: 9 },
          { timeZone: 'America/New_York' }
        )
      ).survey.id
      report = await imported(app, order())
    })
    afterAll(() => app.close())

    const get = async <T>(path: string, query: Record<string, string> = {}) => {
      const response = await app.request(
        `/api/v1/${path}?${new URLSearchParams({ survey, from: '2020-10-01', to: '2020-10-31', ...query })}`,
        { key: testKey }
      )
      expect(response.status, await response.clone().text()).toBe(200)
      return (await response.json()) as T // the view of the route that was asked
    }

    it('counts 20,670 rows without an answer as unanswered and never as zero', () => {
      expect(report.counts).toEqual({
        rows: 32_941,
        accepted: 12_271,
        changed: 0,
        duplicate: 0,
        unanswered: 20_670,
        skipped: 0,
        offScale: 0,
        rejected: 0,
        sameAsBefore: 0,
        filled: 0
      })
      expect(report.encoding).toEqual({ name: 'utf-8', warnings: [] })
    })

    it('gives the figures that were computed independently, whole and by every dimension', async () => {
      const whole = await get<ScoresView>('scores')
      expectScore(whole.total, figures?.overall)
      for (const [by, groups] of [
        ['channel', figures?.by.channel],
        ['topic', figures?.by.reason],
        ['team', figures?.by.call_center],
        ['day', figures?.by.day]
      ] as const) {
        const { rows } = await get<ScoresView>('scores', { by })
        expect(rows).toHaveLength(Object.keys(groups ?? {}).length)
        for (const [name, group] of Object.entries(groups ?? {})) {
          const key = by === 'channel' ? channelKeys[name] : by === 'topic' ? slugOf(name) : name
          expectScore(rows.find((row) => row.key === key)?.score, group)
        }
      }
    })

    it('gives the same for every pair of channel and topic', async () => {
      const { cells } = await get<MatrixView>('scores/matrix', { rows: 'channel', columns: 'topic' })
      const groups = Object.entries(figures?.matrix.channel_x_reason ?? {}).flatMap(([channel, byReason]) =>
        Object.entries(byReason).map(([reason, group]) => ({ channel, reason, group }))
      )
      expect(groups.length).toBeGreaterThan(4)
      for (const { channel, reason, group } of groups.filter(({ group }) => group.n > 0)) {
        expectScore(
          cells.find(({ row, column }) => row === channelKeys[channel] && column === slugOf(reason))?.score,
          group
        )
      }
    })

    it('adds nothing when it is imported again', { timeout: 180_000 }, async () => {
      const again = await imported(app, order())
      expect(again.counts).toMatchObject({
        rows: 32_941,
        accepted: 0,
        changed: 0,
        unanswered: 0,
        duplicate: 32_941,
        sameAsBefore: 32_941
      })
      expectScore((await get<ScoresView>('scores')).total, figures?.overall)
    })
  })

  const channelKeys: Record<string, string> = {
    'Call-Center': 'call-center',
    Chatbot: 'chatbot',
    Email: 'email',
    Web: 'web'
  }

  function expectScore(score: Score | undefined, group: Group | undefined) {
    if (!score || !group) throw new Error('a figure is missing')
    expect(score).toMatchObject({
      count: group.n,
      unit: 'percent',
      ...(group.n === 0 ? { value: null, mean: null } : { tally: group.dist })
    })
    if (group.n === 0) return
    expect(score.value).toBeCloseTo(group.csat_pct ?? NaN, 9)
    expect(score.mean).toBeCloseTo(group.mean ?? NaN, 9)
    expect(score.lower).toBeCloseTo(group.wilson95?.[0] ?? NaN, 9)
    expect(score.upper).toBeCloseTo(group.wilson95?.[1] ?? NaN, 9)
  }
})

describe.skipIf(!isThere)('the garden centre: 13,954 customers, NPS, two encodings in one file', () => {
  onBothDatabases((fresh) => {
    const figures = isThere ? expected<Garden>('nps_garden_retail_fr.expected.json') : undefined
    let app: TestApp
    let survey: string
    let report: ImportReport
    beforeAll(async () => {
      app = await startApp(fresh)
      survey = (await givenSurvey(app, { metric: 'nps' }, { timeZone: 'Europe/Paris', locale: 'fr' })).survey
        .id
      report = await imported(app, {
        survey,
        file: read('nps_garden_retail_fr.csv'),
        mapping: { rating: 'nps', comment: 'explication', externalId: 'id', topics: ['t'] }
      })
    })
    afterAll(() => app.close())

    it('counts every row, “NA” as no answer', () => {
      expect(report.counts).toMatchObject({
        rows: 13_954,
        accepted: 13_612,
        unanswered: 342,
        duplicate: 0,
        rejected: 0,
        offScale: 0
      })
    })

    it('reads both encodings and says which lines may read wrong', () => {
      expect(report.encoding.name).toBe('windows-1252')
      expect(report.encoding.warnings).toEqual([
        expect.stringContaining('2861 lines (first: 3, 5, 9, 10, 16) are not UTF-8 and read as Windows-1252'),
        expect.stringMatching(/^14\d\d lines .* odd in Windows-1252 and may come from CP850 or CP437/)
      ])
    })

    it('keeps 3,839 comments, and no “NA” among them', async () => {
      const { response } = app.services.database.tables
      const comments = (
        await app.services.database.handle.select({ comment: response.comment }).from(response)
      ).flatMap(({ comment }) => comment ?? [])
      // 37 of those who wrote something gave no rating, and a comment without a rating is no answer.
      expect(comments).toHaveLength((figures?.verbatims.non_NA ?? 0) - 37)
      expect(comments).not.toContain('NA')
      expect(comments.some((comment) => comment.includes('conseillère'))).toBe(true)
    })

    it('gives the NPS that was computed independently, whole and by group', async () => {
      const response = await app.request(`/api/v1/scores?survey=${survey}&by=topic`, { key: testKey })
      const { total, rows } = (await response.json()) as ScoresView
      expectNps(total, figures?.nps)
      for (const [name, group] of Object.entries(figures?.nps_by_t ?? {})) {
        expectNps(rows.find(({ key }) => key === (name === 'NA' ? '' : name))?.score, group)
      }
    })
  })

  function expectNps(score: Score | undefined, group: NpsGroup | undefined) {
    if (!score || !group) throw new Error('a figure is missing')
    expect(score).toMatchObject({ count: group.n, unit: 'points' })
    for (const [rating, count] of Object.entries(group.dist)) expect(score.tally[rating]).toBe(count)
    expect(score.value).toBeCloseTo(group.nps, 9)
    expect(score.mean).toBeCloseTo(group.mean, 9)
  }
})
