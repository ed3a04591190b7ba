import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hashOf } from '../../server/secrets/ids'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'
import type { Sent } from '../support/importing'
import { imported } from '../support/importing'

const csv = (...lines: string[]) => `${lines.join('\n')}\n`
const ever = 'from=2024-01-01&to=2027-01-01'
const dayMs = 86_400_000
const january = csv(
  'score,answered_at,agent,comment',
  '5,2024-01-25 09:03,ana,good',
  '2,2024-01-26 18:03,ben,slow'
)

onBothDatabases((fresh) => {
  let now = Date.parse('2026-11-20T07:00:00Z')
  let app: TestApp
  let survey: string
  beforeAll(async () => {
    app = await startApp(fresh, { now: () => now })
  })
  beforeEach(async () => {
    survey = (await givenSurvey(app, {}, { timeZone: 'UTC' })).survey.id
  })
  afterAll(() => app.close())

  const send = (file: Sent['file'], more: Partial<Sent> = {}) => imported(app, { survey, file, ...more })
  const score = async () => {
    const { total } = (await (
      await app.request(`/api/v1/scores?survey=${survey}&${ever}`, { key: testKey })
    ).json()) as { total: { count: number; value: number } }
    return [total.count, Math.round(total.value * 10) / 10]
  }
  const answers = async () => {
    const { rows } = (await (
      await app.request(`/api/v1/responses?survey=${survey}&${ever}&repeats=all`, { key: testKey })
    ).json()) as { rows: Record<string, unknown>[] }
    return rows
  }
  const by = async (dimension: string) => {
    const { rows } = (await (
      await app.request(`/api/v1/scores?survey=${survey}&${ever}&by=${dimension}`, { key: testKey })
    ).json()) as { rows: { key: string; score: { count: number } }[] }
    return Object.fromEntries(rows.flatMap(({ key, score: { count } }) => (key === '' ? [] : [[key, count]])))
  }

  describe('a file without ids', () => {
    it('is known again when it has a new column, which fills what was empty', async () => {
      await send(january)
      const report = await send(
        csv(
          'score,answered_at,agent,comment,tags',
          '5,2024-01-25 09:03,ana,good,billing',
          '2,2024-01-26 18:03,ben,slow,',
          '4,2024-02-02 10:00,ana,fine,billing'
        )
      )
      expect(report.counts).toMatchObject({ rows: 3, accepted: 1, duplicate: 2, sameAsBefore: 2, filled: 1 })
      expect([await score(), await by('topic')]).toEqual([[3, 66.7], { billing: 2 }])
    })

    it.each([
      [
        'has another order of columns and of rows',
        csv('comment,agent,answered_at,score', 'slow,ben,2024-01-26 18:03,2', 'good,ana,2024-01-25 09:03,5')
      ],
      [
        'was saved again by a spreadsheet',
        csv(
          'score;answered_at;agent;comment',
          '5;25.01.2024 09:03;ana;good ',
          '2;26.01.2024 18:03;ben;"slow"'
        )
      ],
      [
        'writes its times another way',
        csv(
          'score,answered_at,agent,comment',
          '5,"January 25, 2024, 9:03 AM",ana,good',
          '2.0,1706292180,ben,slow'
        )
      ],
      ['has fewer columns', csv('score,answered_at', '5,2024-01-25 09:03', '2,2024-01-26 18:03')],
      [
        'has got ids',
        csv(
          'response_id,score,answered_at,agent,comment',
          'r1,5,2024-01-25 09:03,ana,good',
          'r2,2,2024-01-26 18:03,ben,slow'
        )
      ]
    ])('adds nothing when it %s', async (_what, file) => {
      await send(january)
      expect((await send(file, { dryRun: true })).counts).toMatchObject({
        accepted: 0,
        duplicate: 2,
        rejected: 0
      })
      expect((await send(file)).counts).toMatchObject({ accepted: 0, changed: 0, duplicate: 2, rejected: 0 })
      expect((await send(file)).counts).toMatchObject({ accepted: 0, changed: 0, duplicate: 2, rejected: 0 })
      expect(await answers()).toHaveLength(2)
    })

    it('adds nothing when a spreadsheet cut the seconds', async () => {
      const at = (...times: string[]) => csv('score,answered_at', ...times.map((time) => `5,${time}`))
      await send(at('2024-01-25 09:03:12', '2024-01-25 09:03:40', '2024-01-25 09:04:01'))
      expect(
        (await send(at('25/01/2024 09:03', '25/01/2024 09:03', '25/01/2024 09:04'))).counts
      ).toMatchObject({ accepted: 0, duplicate: 3 })
      expect((await send(at('2024-01-25 09:03:40', '2024-01-25 09:03:41'))).counts).toMatchObject({
        accepted: 1,
        duplicate: 1
      })
    })

    it('fills the agent, the customer and the comment that were not there, and changes no rating', async () => {
      await send(csv('score,answered_at', '5,2024-01-25 09:03', '2,2024-01-26 18:03'))
      now += 30 * dayMs
      const file = csv(
        'score,answered_at,agent,customer,comment,channel',
        '5,2024-01-25 09:03,ana,u1,good,Phone',
        '2,2024-01-26 18:03,,u2,,'
      )
      expect((await send(file)).counts).toMatchObject({
        accepted: 0,
        changed: 0,
        duplicate: 2,
        filled: 2,
        rejected: 0
      })
      expect((await send(file)).counts).toMatchObject({ duplicate: 2, filled: 0 })
      expect([await by('agent'), await by('channel')]).toEqual([{ ana: 1 }, { voice: 1 }])
      expect(
        (await answers()).map(({ rating, comment, agent, customer }) => [rating, comment, agent, customer])
      ).toEqual([
        [2, null, null, 'u2'],
        [5, 'good', 'ana', 'u1']
      ])
    })

    it('keeps two answers apart that differ in an agent, a customer or a channel', async () => {
      await send(csv('score,answered_at,agent', '5,2024-01-25 09:03,ana', '5,2024-01-25 09:03,ben'))
      const again = csv(
        'score,answered_at,agent,customer',
        '5,2024-01-25 09:03,ben,u1',
        '5,2024-01-25 09:03,eva,u1',
        '5,2024-01-25 09:03,ana,u2',
        '5,2024-01-25 09:03,ana,u3'
      )
      expect((await send(again)).counts).toMatchObject({ accepted: 2, duplicate: 2, filled: 2 })
      expect(await by('agent')).toEqual({ ana: 2, ben: 1, eva: 1 })
    })

    it('counts equal rows as often as they are there', async () => {
      const rows = (count: number) =>
        csv('score,answered_at', ...Array.from({ length: count }, () => '5,2024-01-25'))
      await send(rows(3))
      expect((await send(rows(3))).counts).toMatchObject({ accepted: 0, duplicate: 3 })
      expect((await send(rows(5))).counts).toMatchObject({ accepted: 2, duplicate: 3 })
    })

    it('is known again without times', async () => {
      const without = csv(
        'score,comment',
        ...Array.from({ length: 30 }, (_, index) => `${1 + (index % 3)},`),
        '5,good'
      )
      await send(without)
      now += dayMs
      const more = csv(
        'comment,agent,score',
        'good,ana,5',
        ...Array.from({ length: 32 }, (_, index) => `,${index % 2 ? 'ana' : 'ben'},${1 + (index % 3)}`)
      )
      expect((await send(more)).counts).toMatchObject({ accepted: 2, duplicate: 31, filled: 31 })
      expect((await send(more)).counts).toMatchObject({ accepted: 0, duplicate: 33, filled: 0 })
    })

    it('knows who was asked and did not answer, too', async () => {
      const file = csv(
        'score,sent_at,agent',
        ',2024-01-25 09:03,ana',
        ',2024-01-25 09:03,ben',
        '5,2024-01-25 09:03,ana'
      )
      await send(file)
      expect(
        (
          await send(
            csv(
              'agent,score,sent_at,team',
              'ben,,25.01.2024 09:03,x',
              'ana,,25.01.2024 09:03,x',
              'ana,5,25.01.2024 09:03,x'
            )
          )
        ).counts
      ).toMatchObject({ accepted: 0, unanswered: 0, duplicate: 3, filled: 3 })
    })

    it('leaves alone what a manager has set right, and what somebody had erased', async () => {
      await send(january)
      const [later, first] = await answers()
      const patched = await app.request(`/api/v1/responses/${String(first?.['id'])}?survey=${survey}`, {
        method: 'PATCH',
        key: testKey,
        body: { agent: '', topics: [] }
      })
      expect(patched.status).toBe(200)
      const { response } = app.services.database.tables
      await app.services.database.handle
        .update(response)
        .set({ comment: null, erasedAt: now })
        .where(eq(response.id, String(later?.['id'])))
      expect((await send(january)).counts).toMatchObject({
        accepted: 0,
        duplicate: 2,
        filled: 0,
        rejected: 0
      })
      expect((await answers()).map(({ agent, comment }) => [agent, comment])).toEqual([
        ['ben', null],
        [null, 'good']
      ])
    })

    it('knows rows that were imported when their cells named them', async () => {
      const undated = csv('score,agent', '5,ana', '5,ana', '2,ben')
      await send(undated)
      const { response } = app.services.database.tables
      const cells = (...row: string[]) => hashOf(`row\0${row.join('\0')}`).slice(0, 22)
      const former = [
        `imp_${cells('5', 'ana')}`,
        `imp_${hashOf(`${cells('5', 'ana')}\0${2}`).slice(0, 22)}`,
        `imp_${cells('2', 'ben')}`
      ]
      const kept = (
        await app.services.database.handle.select().from(response).where(eq(response.surveyId, survey))
      ).sort((a, b) => b.rating - a.rating)
      for (const [index, { id }] of kept.entries())
        await app.services.database.handle
          .update(response)
          .set({ id: former[index] ?? '' })
          .where(eq(response.id, id))
      expect((await send(undated)).counts).toMatchObject({ accepted: 0, duplicate: 3 })
    })
  })

  describe('ids', () => {
    it('that a spreadsheet shortened are none, and are told of', async () => {
      const rows = [
        '5,2024-01-25 09:00,a',
        '1,2024-01-25 10:00,b',
        '2,2024-01-26 09:00,c',
        '5,2024-01-27 09:00,d'
      ]
      const file = csv(
        'response_id,score,answered_at,comment',
        ...rows.map((row) => `1.23457E+12,${row}`),
        '1.23458E+12,4,2024-01-28 09:00,e'
      )
      const report = await send(file)
      expect(report).toMatchObject({
        counts: { accepted: 5, duplicate: 0 },
        warnings: [
          'ids that a spreadsheet shortened, such as 1.23E+12, were not taken for ids: their ' +
            'rows are known by what they say: 5 (line 2, 3, 4, 5, 6)'
        ]
      })
      expect(await score()).toEqual([5, 60])
      expect((await send(file)).counts).toMatchObject({ accepted: 0, duplicate: 5 })
    })

    it.each([
      ['conversations', 'ticket_id,score,answered_at', ['1.2E+12', '1.2E+12', '1.2E+12']],
      [
        'answers, ending in zeros',
        'response_id,score,answered_at',
        ['1234567890123450000', '1234567890123450000', '1234567890123460000']
      ],
      ['answers, where they name customers', 'id,score,answered_at', ['c1', 'c1', 'c2']]
    ])('of %s do not swallow answers', async (_what, header, ids) => {
      const file = csv(header, ...ids.map((id, index) => `${id},${5 - index},2024-01-25 09:0${index}`))
      expect((await send(file)).counts).toMatchObject({ accepted: 3, duplicate: 0 })
      expect((await score())[0]).toBe(3)
      expect((await send(file)).counts).toMatchObject({ accepted: 0, duplicate: 3 })
    })

    it('mend the tags of a row within the edit window, and later fill them only', async () => {
      const row = (agent: string, topic: string) =>
        csv('id,score,answered_at,agent,topic', `a1,5,2024-01-25 09:00,${agent},${topic}`)
      await send(row('anna', ''))
      expect((await send(row('ana', 'billing'))).counts).toMatchObject({ duplicate: 1, filled: 1 })
      now += 10 * dayMs
      expect((await send(row('eva', 'refund'))).counts).toMatchObject({ duplicate: 1, filled: 0 })
      expect([await by('agent'), await by('topic')]).toEqual([{ ana: 1 }, { billing: 1 }])
    })
  })

  it('mends comments and tags that were read in a wrong encoding, with ids and without, also much later', async () => {
    for (const id of ['', 'a1']) {
      survey = (await givenSurvey(app, {}, { timeZone: 'UTC' })).survey.id
      const file = (agent: string, topic: string, comment: string) =>
        csv(
          'id,score,answered_at,agent,topic,comment',
          `${id},5,2024-01-25 09:00,${agent},${topic},${comment}`
        )
      await send(file('JosÃ© NÃºÃ±ez', 'RÃ©clamation', 'trÃ¨s bien'))
      now += 40 * dayMs
      expect((await send(file('José Núñez', 'Réclamation', 'très bien'))).counts).toMatchObject({
        accepted: 0,
        changed: 0,
        duplicate: 1,
        filled: 1
      })
      expect((await answers()).map(({ agent, topics, comment }) => [agent, topics, comment])).toEqual([
        ['José Núñez', ['réclamation'], 'très bien']
      ])
      expect(await by('agent')).toEqual({ 'José Núñez': 1 })
    }
  })
})
