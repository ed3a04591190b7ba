import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { startApp } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'
import { exportedFiles } from '../support/import-files'
import { imported, refused } from '../support/importing'

onBothDatabases((fresh) => {
  let app: TestApp
  beforeEach(async () => {
    app = await startApp(fresh)
  })
  afterEach(() => app.close())
  const select = () => app.services.database.handle.select()

  describe.each(exportedFiles)(
    '$source: $what',
    ({ source, survey: input, file, counts, ratings, first, asked }) => {
      it('is recognised, read and counted, and a second time adds nothing', async () => {
        const { response, invitation } = app.services.database.tables
        const survey = (await givenSurvey(app, input)).survey.id
        const dry = await imported(app, { survey, file, dryRun: true })
        expect(dry).toMatchObject({ source, state: 'done', counts })
        expect(dry.sample.map(({ rating }) => rating).filter((rating) => rating !== null)).toEqual(ratings)
        expect(dry.sample[0]).toMatchObject(first)
        expect(await select().from(response)).toEqual([])

        const report = await imported(app, { survey, file })
        expect(report.counts).toEqual(dry.counts)
        expect((await select().from(response)).map(({ rating }) => rating).sort()).toEqual(
          [...ratings].sort()
        )
        expect(await select().from(invitation)).toHaveLength(asked ?? 0)

        const again = await imported(app, { survey, file })
        expect(again.counts).toMatchObject({
          accepted: 0,
          unanswered: 0,
          changed: 0,
          duplicate: dry.counts.accepted + dry.counts.unanswered,
          sameAsBefore: dry.counts.accepted + dry.counts.unanswered
        })
      })
    }
  )

  const onItsOwnScale = exportedFiles.filter(
    ({ source }) => !['csv', 'qualtrics', 'survey-monkey', 'gladly'].includes(source)
  )
  it.each(onItsOwnScale)(
    'keeps ratings of $source ($what) out of a survey on another scale, and says why',
    async ({ file }) => {
      const survey = (await givenSurvey(app, { scale: { min: 0, max: 9 } })).survey.id
      const { counts, rejected } = await imported(app, { survey, file, dryRun: true })
      expect(counts.accepted).toBe(0)
      expect(rejected[0]).toMatchObject({
        line: expect.any(Number) as number,
        column: expect.any(String) as string,
        reason: expect.stringMatching(/choose a survey|survey asks/) as string
      })
    }
  )

  it('can be told whose file it is, and reads it by its columns alone when told that it is nobody’s', async () => {
    const survey = (await givenSurvey(app, { metric: 'thumbs' })).survey.id
    const file = 'id,score,ticket_id,assignee_id,requester_id\n1,good,7,8,9\n'
    expect(await imported(app, { survey, file, dryRun: true })).toMatchObject({
      source: 'zendesk',
      counts: { accepted: 1 }
    })
    const plain = await imported(app, { survey, file, source: 'csv', dryRun: true })
    expect(plain).toMatchObject({
      source: 'csv',
      counts: { rejected: 1 },
      rejected: [{ line: 2, column: 'score', value: 'good', reason: 'is not a whole number from 0 to 1' }]
    })
    expect(
      await imported(app, {
        survey,
        file: 'who,score\nana,bad\n',
        source: 'zendesk',
        mapping: { rating: 'score' },
        dryRun: true
      })
    ).toMatchObject({ counts: { accepted: 1 } })
    expect(await refused(app, { survey, file, source: 'trello' })).toMatchObject({
      status: 422,
      field: 'source',
      message: expect.stringContaining('must be one of zendesk') as string
    })
  })

  it('takes words for points only where the mapping says which', async () => {
    const survey = (await givenSurvey(app)).survey.id
    const file = 'mood,who\nsunny,ana\nrainy,ben\nno reply,cem\nsunny,eva\n'
    const report = await imported(app, { survey, file, mapping: { rating: 'mood' }, dryRun: true })
    expect(report.counts).toMatchObject({ accepted: 0, rejected: 4 })
    expect(report.ratings).toEqual([
      {
        sent: 'sunny',
        becomes: 'rejected',
        code: 'no-point',
        reason: 'is not a whole number from 1 to 5',
        rows: 2
      },
      {
        sent: 'rainy',
        becomes: 'rejected',
        code: 'no-point',
        reason: 'is not a whole number from 1 to 5',
        rows: 1
      },
      {
        sent: 'no reply',
        becomes: 'rejected',
        code: 'no-point',
        reason: 'is not a whole number from 1 to 5',
        rows: 1
      }
    ])
    const mapped = { rating: 'mood', ratings: { sunny: 5, rainy: 1, 'no reply': null } }
    expect((await imported(app, { survey, file, mapping: mapped, dryRun: true })).counts).toMatchObject({
      accepted: 3,
      unanswered: 1,
      rejected: 0
    })
    expect(
      await refused(app, { survey, file, mapping: { rating: 'mood', ratings: { sunny: 9 } } })
    ).toMatchObject({
      status: 422,
      field: 'mapping.ratings',
      message: 'The mapping takes “sunny” for 9, which is off the scale 1 to 5.'
    })
  })

  it('shows the columns with examples of a file that has no column like a rating, and asks for one', async () => {
    const survey = (await givenSurvey(app)).survey.id
    const report = await imported(app, {
      survey,
      file: 'name,city\nAna,Rome\nBen,Rome\nCem,\n',
      dryRun: true
    })
    expect(report).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('No column looks like a rating') as string,
      columns: ['name', 'city'],
      examples: [['Ana', 'Ben', 'Cem'], ['Rome']],
      total: 3
    })
  })

  it('reads days only where there is one way to read them', async () => {
    const survey = (await givenSurvey(app)).survey.id
    const either = await imported(app, {
      survey,
      file: 'score,date\n5,03/04/2026\n4,05/06/2026\n',
      dryRun: true
    })
    expect(either).toMatchObject({ counts: { accepted: 0, rejected: 2 }, mapping: { answeredAt: 'date' } })
    const clear = await imported(app, {
      survey,
      file: 'score,date\n5,03/04/2026\n4,25/06/2026\n',
      dryRun: true
    })
    expect(clear).toMatchObject({
      counts: { accepted: 2 },
      sample: [{ answeredOn: '2026-04-03' }, { answeredOn: '2026-06-25' }]
    })
    const late = await imported(app, {
      survey,
      file: `score,date\n${'5,03/04/2026\n'.repeat(300)}4,06/25/2026\n`,
      dryRun: true
    })
    expect(late).toMatchObject({ counts: { accepted: 301, rejected: 0 }, rejected: [] })
    expect(late.sample[0]?.answeredOn).toBe('2026-03-04')
  })

  it.each([
    ['ends too early', '[{"id":1,"score":5}', 'it ends in the midst of a record'],
    ['is no JSON after all', '[{"id":1,"score":}]', 'Unexpected token'],
    ['has no record', '[]', 'there is no record in it'],
    ['has something between its records', '{"score":5} oh {"score":4}', 'it has “o” between its records'],
    ['has a bracket too many', '{"score":5}]', 'it has a bracket too many']
  ])('says of a file that %s what is wrong with it', async (_what, file, message) => {
    const survey = (await givenSurvey(app)).survey.id
    expect(await refused(app, { survey, file })).toMatchObject({
      status: 422,
      code: 'malformed-json-file',
      message: expect.stringContaining(message) as string
    })
  })
})
