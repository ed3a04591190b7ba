import { existsSync, readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'
import { imported, refused } from '../support/importing'

const folder = ['../shared/cases', '../../shared/cases'].find((path) => existsSync(path))
if (!folder) console.warn('../shared/cases is absent: its files are not tried.')

const [morning, evening] = ['2024-01-25T09:03:12.000Z', '2024-01-26T18:03:12.000Z']
/**
 * Files that were read wrongly once: how many answers come of each, the score, and some of what they say,
 * the latest first.
 */
const cases: readonly (readonly [
  file: string,
  answers: number,
  score: number,
  says: Record<string, unknown[]>
])[] = [
  ['import-01-short-rows.csv', 6, 66.7, { comment: [null, 'slow', null, null, null, 'great'] }],
  ['import-02-scientific-ids.csv', 5, 60, { rating: [4, 5, 2, 1, 5] }],
  ['import-03-date-de.csv', 2, 50, { answeredAt: [evening, morning] }],
  ['import-05-date-serial.csv', 2, 50, { answeredAt: [evening, morning] }],
  ['import-08-date-rfc2822.csv', 2, 50, { answeredAt: [evening, morning] }],
  ['import-16-title-rows.csv', 2, 50, { rating: [2, 5], comment: ['slow', 'good'] }],
  ['import-20-space-before-quote.csv', 2, 50, { comment: ['slow, rude', 'good, fast'] }],
  ['import-29-windows-1256.csv', 2, 50, { comment: ['بطيء', 'شكرا جزيلا'] }]
]

onBothDatabases((fresh) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp(fresh)
  })
  afterAll(() => app.close())

  const given = async () => (await givenSurvey(app, {}, { timeZone: 'UTC' })).survey.id
  const figures = async (survey: string) => {
    const get = async (path: string) =>
      (
        await app.request(`/api/v1/${path}?survey=${survey}&from=2024-01-01&to=2024-12-31`, { key: testKey })
      ).json()
    const { total } = (await get('scores')) as { total: { count: number; value: number } }
    const { rows } = (await get('responses')) as { rows: Record<string, unknown>[] }
    return { count: total.count, score: Math.round(total.value * 10) / 10, rows }
  }

  it.skipIf(!folder).each(cases)('%s: %i answers, score %f', async (name, answers, score, says) => {
    const survey = await given()
    const file = readFileSync(`${folder ?? ''}/${name}`)
    expect((await imported(app, { survey, file })).counts.rejected).toBe(0)
    expect((await imported(app, { survey, file })).counts).toMatchObject({
      accepted: 0,
      filled: 0,
      rejected: 0
    })
    const { rows, ...found } = await figures(survey)
    expect(found).toEqual({ count: answers, score })
    for (const [part, values] of Object.entries(says)) expect(rows.map((row) => row[part])).toEqual(values)
  })

  it.skipIf(!folder)('import-18a, then 18b: 3 answers, score 66.7', async () => {
    const survey = await given()
    for (const name of ['18a-export.csv', '18b-export-with-a-new-column.csv'])
      await imported(app, { survey, file: readFileSync(`${folder ?? ''}/import-${name}`) })
    expect(await figures(survey)).toMatchObject({ count: 3, score: 66.7 })
  })

  it('asks in which encoding a file is that tells too little, keeps nothing meanwhile, and takes the word of form and mapping', async () => {
    const survey = await given()
    const file = iconv.encode('score,answered_at,comment\n5,2024-01-25 09:03,koń\n', 'windows-1250')
    expect(await refused(app, { survey, file })).toMatchObject({
      status: 422,
      code: 'import-asks',
      message: expect.stringContaining('windows-1250 “') as string
    })
    const report = await imported(app, { survey, file, dryRun: true })
    expect(report.questions).toEqual([{ code: 'encoding', readings: report.encoding.readings }])
    expect(report.encoding.readings).toContainEqual({
      encoding: 'windows-1250',
      lines: [expect.stringContaining('koń')]
    })
    expect(
      (
        await imported(app, {
          survey,
          file,
          mapping: {
            encoding: 'windows-1250',
            rating: 'score',
            comment: 'comment',
            answeredAt: 'answered_at'
          }
        })
      ).counts.accepted
    ).toBe(1)
    expect((await imported(app, { survey, file, encoding: 'windows-1250' })).counts).toMatchObject({
      accepted: 0,
      duplicate: 1
    })
    expect((await figures(survey)).rows.map(({ comment }) => comment)).toEqual(['koń'])
    expect(await refused(app, { survey, file, encoding: 'klingon' })).toMatchObject({
      status: 422,
      field: 'encoding'
    })
  })

  it('proposes what ratings in words mean, and counts them so only when told', async () => {
    const survey = await given()
    const file =
      'score,answered_at\nVery satisfied,2024-01-25 09:03\n2 - poor,2024-01-26 18:03\nnot rated,2024-01-26 18:04\n'
    const report = await imported(app, { survey, file, dryRun: true })
    expect(report.counts).toMatchObject({ accepted: 0, rejected: 3 })
    expect(report.ratings.map(({ sent, becomes, suggests }) => [sent, becomes, suggests])).toEqual([
      ['Very satisfied', 'rejected', 5],
      ['2 - poor', 'rejected', 2],
      ['not rated', 'rejected', null]
    ])
    const ratings = Object.fromEntries(report.ratings.map(({ sent, suggests }) => [sent, suggests]))
    expect(
      (await imported(app, { survey, file, mapping: { ...report.mapping, ratings } })).counts
    ).toMatchObject({ accepted: 2, unanswered: 1, rejected: 0 })
    expect(await figures(survey)).toMatchObject({ count: 2, score: 50 })
  })
})
