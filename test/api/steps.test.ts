import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerView, ResponsesView } from '../../server/contract/answers'
import type { ScoresView } from '../../server/contract/figures'
import type { ResponseView } from '../../server/contract/responses'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, givenSurvey } from '../support/given'
import { imported, refused } from '../support/importing'

const day = '2026-11-10'
/** What each database has said so far. */
const said: string[][] = []

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  const clock = Date.parse(`${day}T12:00:00Z`)
  beforeAll(async () => {
    app = await startApp(fresh, { now: () => clock })
    site = (await givenSurvey(app)).site.id
  })
  afterAll(() => app.close())

  const make = async (survey: Record<string, unknown>) =>
    app.request('/api/v1/surveys', { body: { site, name: 'In steps', ...survey }, key: testKey })
  const made = async (survey: Record<string, unknown>) => (await (await make(survey)).json()) as SurveyView
  const get = async <Body>(path: string) =>
    (await (await app.request(`/api/v1/${path}`, { key: testKey })).json()) as Body
  const scores = (survey: string, more = '') =>
    get<ScoresView>(`scores?survey=${survey}&from=${day}&to=${day}${more}`)
  const batches = new Map<string, number>()
  async function rate(survey: string, ratings: readonly number[], more: Record<string, unknown> = {}) {
    const batch = (batches.get(survey) ?? 0) + 1
    batches.set(survey, batch)
    const responses = ratings.map((rating, index) => ({
      id: `${survey}-${batch}-${index}`,
      survey,
      rating,
      ...more
    }))
    const answer = await app.request('/api/v1/responses/batch', { body: { responses }, key: testKey })
    const { results } = (await answer.json()) as { results: { status: number }[] }
    expect(results.map(({ status }) => status)).toEqual(ratings.map(() => 201))
  }

  it('keeps half points, and counts and says them as they were given', async () => {
    const survey = await made({ metric: 'csat', scale: { min: 1, max: 5, step: 0.5 } })
    expect(survey).toMatchObject({ scale: { min: 1, max: 5, step: 0.5 }, satisfiedFrom: 4 })
    const ratings = [4.5, 4.5, 4, 3.5, 1, 5, 4.5]
    await rate(survey.id, ratings)
    const { scale, satisfiedFrom, total } = await scores(survey.id)
    expect({ scale, satisfiedFrom }).toEqual({ scale: { min: 1, max: 5, step: 0.5 }, satisfiedFrom: 4 })
    expect(total).toMatchObject({
      count: 7,
      tally: { 1: 1, 1.5: 0, 2: 0, 2.5: 0, 3: 0, 3.5: 1, 4: 1, 4.5: 3, 5: 1 },
      value: (100 * ratings.filter((rating) => rating >= 4).length) / 7,
      mean: 27 / 7
    })
    const { rows } = await get<ResponsesView>(
      `responses?survey=${survey.id}&from=${day}&to=${day}&rating=4.5`
    )
    expect(rows.map(({ rating, scale, satisfiedFrom }) => ({ rating, scale, satisfiedFrom }))).toEqual(
      Array(3).fill({ rating: 4.5, scale: { min: 1, max: 5, step: 0.5 }, satisfiedFrom: 4 })
    )
    const csv = await (
      await app.request(`/api/v1/responses.csv?survey=${survey.id}&from=${day}&to=${day}`, { key: testKey })
    ).text()
    const column = csv.split('\n')[0]?.split(',').indexOf('rating') ?? -1
    expect(
      csv
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => Number(line.split(',')[column]))
        .sort()
    ).toEqual([...ratings].sort())
    const {
      handle,
      tables: { response }
    } = app.services.database
    const kept = (await handle.select().from(response)).filter(({ surveyId }) => surveyId === survey.id)
    expect(kept.map(({ rating }) => rating).sort((a, b) => a - b)).toEqual([2, 7, 8, 9, 9, 9, 10])
  })

  it('refuses a rating between two steps or off the scale, and says which there are', async () => {
    const survey = await made({ metric: 'csat', scale: { min: 1, max: 5, step: 0.5 } })
    const refused = await fromProgram(app, { survey: survey.id, rating: 4.3 })
    expect([refused.status, await refused.json()]).toEqual([
      422,
      {
        code: 'invalid',
        field: 'rating',
        message: "“rating” is 4.3; this survey's scale runs from 1 to 5 in steps of 0.5."
      }
    ])
    for (const rating of [0.5, 5.5, 4.25, -1, 1e300])
      expect((await fromProgram(app, { survey: survey.id, rating })).status).toBe(422)
    // As programs add it up.
    const sum = await made({ metric: 'ces', scale: { min: 0, max: 10, step: 0.1 } })
    expect(await (await fromProgram(app, { survey: sum.id, rating: 0.1 + 0.2 })).json()).toMatchObject({
      rating: 0.3
    })
  })

  it('takes a threshold between two points, and the bands of NPS and the mean of CES in points', async () => {
    const csat = await made({ metric: 'csat', scale: { min: 1, max: 5, step: 0.5 }, satisfiedFrom: 4.5 })
    await rate(csat.id, [4, 4.5, 5, 1, 4])
    expect((await scores(csat.id)).total).toMatchObject({ value: 40 })
    const nps = await made({ metric: 'nps', scale: { min: 0, max: 10, step: 0.25 } })
    await rate(nps.id, [9, 9.25, 8.75, 6.25, 6, 10, 0, 5.75])
    expect((await scores(nps.id)).total).toMatchObject({ value: 0, count: 8 })
    const ces = await made({ metric: 'ces', scale: { min: 1, max: 7, step: 0.1 } })
    const ratings = [4.3, 4.1, 6.7, 5.2, 5, 4.9]
    await rate(ces.id, ratings)
    const { total } = await scores(ces.id)
    const mean = (43 + 41 + 67 + 52 + 50 + 49) / 60
    // Three answers spread evenly over the 61 ratings, counted once more by hand.
    const all = Array.from({ length: 61 }, (_, step) => 1 + step / 10)
    const middle = (6 * mean + 3 * 4) / 9
    const squares =
      ratings.reduce((sum, rating) => sum + (rating - middle) ** 2, 0) +
      (3 / 61) * all.reduce((sum, rating) => sum + (rating - middle) ** 2, 0)
    const half = 1.959963984540054 * Math.sqrt(squares / 8 / 9)
    expect(total.value).toBeCloseTo(mean, 12)
    expect([total.lower, total.upper]).toEqual([
      expect.closeTo(middle - half, 9),
      expect.closeTo(middle + half, 9)
    ])
    expect(total.satisfied).toMatchObject({ part: 3, count: 6 })
  })

  it('lists of a scale of 1,001 ratings those that were given', async () => {
    const survey = await made({ metric: 'ces', scale: { min: 0, max: 10, step: 0.01 } })
    await rate(survey.id, [0.07, 9.99, 4.35, 4.35, 10])
    expect((await scores(survey.id)).total).toMatchObject({
      mean: (7 + 999 + 435 + 435 + 1000) / 500,
      tally: { 0.07: 1, 4.35: 2, 9.99: 1, 10: 1 }
    })
  })

  it('tells topics apart as it would on a scale of whole points that is as much finer', async () => {
    const finer = await made({ metric: 'ces', scale: { min: 0, max: 5, step: 0.5 } })
    const coarse = await made({ metric: 'ces', scale: { min: 0, max: 10 } })
    const [billing, chat] = [
      [1, 3, 2, 4, 3, 1, 2, 5, 2, 3],
      [8, 9, 7, 10, 9, 8, 6, 9, 10, 8]
    ]
    for (const [topic, ratings] of [
      ['billing', billing],
      ['chat', chat]
    ] as const) {
      await rate(coarse.id, ratings, { topics: [topic] })
      await rate(
        finer.id,
        ratings.map((rating) => rating / 2),
        { topics: [topic] }
      )
    }
    type Topics = {
      rows: { key: string; q: number; flag: string; p: number; difference: { value: number } }[]
    }
    const asked = (survey: SurveyView) => get<Topics>(`topics?survey=${survey.id}&from=${day}&to=${day}`)
    const [fine, whole] = [await asked(finer), await asked(coarse)]
    expect(fine.rows.map(({ key, flag }) => [key, flag])).toEqual([
      ['billing', 'low'],
      ['chat', 'high']
    ])
    for (const [
      index,
      {
        p,
        difference: { value }
      }
    ] of fine.rows.entries()) {
      expect(p).toBeCloseTo(whole.rows[index]?.p ?? NaN, 12)
      expect(value).toBeCloseTo((whole.rows[index]?.difference.value ?? NaN) / 2, 12)
    }
  })

  it('says in every figure what it would say on a scale of whole points twice as long, in half the points', async () => {
    const [fine, coarse] = [
      await made({ metric: 'ces', scale: { min: 0, max: 5, step: 0.5 }, satisfiedFrom: 4 }),
      await made({ metric: 'ces', scale: { min: 0, max: 10 }, satisfiedFrom: 8 })
    ]
    const all = {
      whatsapp: [8, 9, 10, 7, 9, 3, 8, 10, 9, 6, 7, 9],
      voice: [2, 5, 3, 4, 1, 6, 2, 8, 3, 4, 5, 0]
    }
    for (const [channel, ratings] of Object.entries(all)) {
      for (const [survey, times] of [
        [fine, 0.5],
        [coarse, 1]
      ] as const) {
        const tagged = (from: number, topic: string, agent: string) =>
          rate(
            survey.id,
            ratings.slice(from, from + 6).map((rating) => rating * times),
            { channel, topics: [topic], agent, locale: `${channel}${from}` === 'voice0' ? 'en' : 'de' }
          )
        await tagged(0, 'billing', 'ana')
        await tagged(6, 'delivery', 'ben')
      }
    }
    const paths = [
      'scores',
      'scores?by=agent',
      'scores?by=day',
      'topics',
      'channels',
      'agents',
      'scores/matrix?rows=topic&columns=channel',
      'scores/control?by=day',
      'scores?against=channel%3Dvoice',
      'scores/words'
    ]
    for (const path of paths) {
      const of = (survey: SurveyView) =>
        get<unknown>(`${path}${path.includes('?') ? '&' : '?'}survey=${survey.id}&from=${day}&to=${day}`)
      compare(path, await of(fine), await of(coarse))
    }
  })

  it('says the same to the last digit on both databases, in tenths as in hundredths', async () => {
    const texts: string[] = []
    for (const step of [0.1, 0.01]) {
      const survey = await made({ metric: 'ces', scale: { min: 1, max: 7, step } })
      for (const [turn, topic] of ['a', 'b', 'c', 'd'].entries()) {
        const ratings = Array.from({ length: 12 }, (_, index) =>
          Number((1 + (((turn + 3) * 137 + index * 311) % 600) / 100).toFixed(step === 0.1 ? 1 : 2))
        )
        await rate(survey.id, ratings, {
          topics: [topic],
          agent: `agent-${turn % 2}`,
          channel: turn < 2 ? 'sms' : 'voice-message'.repeat(turn - 1)
        })
      }
      for (const path of [
        'scores?by=topic',
        'topics',
        'channels',
        'agents',
        'scores/matrix?rows=topic&columns=agent'
      ]) {
        texts.push(
          JSON.stringify(
            await get<unknown>(
              `${path}${path.includes('?') ? '&' : '?'}survey=${survey.id}&from=${day}&to=${day}`
            )
          )
        )
      }
    }
    expect(texts.every((text) => text.includes('"count":48') || text.includes('"count":24'))).toBe(true)
    said.push(texts)
    expect(said.at(-1)).toEqual(said[0])
  })

  it('makes a version of another step, and mixes its answers with none of before', async () => {
    const survey = await made({ metric: 'csat' })
    await rate(survey.id, [4, 5, 3])
    const patched = await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      body: { scale: { min: 1, max: 5, step: 0.25 } },
      key: testKey
    })
    expect(await patched.json()).toMatchObject({
      version: 2,
      scale: { min: 1, max: 5, step: 0.25 },
      satisfiedFrom: 4
    })
    await rate(survey.id, [4.25, 3], { topics: ['x'] })
    const { total } = await scores(survey.id)
    expect(total).toMatchObject({
      count: 2,
      otherScales: [{ metric: 'csat', scale: { min: 1, max: 5 }, count: 3 }]
    })
    // 3 is 3 points of before and 12 quarters of now.
    const { rows, total: found } = await get<ResponsesView>(
      `responses?survey=${survey.id}&from=${day}&to=${day}&rating=3`
    )
    expect([rows.map(({ rating, version }) => [rating, version]).sort(), found]).toEqual([
      [
        [3, 1],
        [3, 2]
      ],
      2
    ])
    // An answer of before that is edited means what the survey means now, and its history says both in points.
    const edited = await app.request('/api/v1/responses', {
      body: { id: `${survey.id}-1-0`, survey: survey.id, rating: 4.75 },
      key: testKey
    })
    expect((await edited.json()) as ResponseView).toMatchObject({ rating: 4.75, version: 2 })
    const { history } = await get<AnswerView>(`responses/${survey.id}-1-0?survey=${survey.id}`)
    expect(history.map(({ detail }) => detail)).toEqual([{ from: { rating: 4 }, to: { rating: 4.75 } }])
  })

  describe('a file with numbers between two points', () => {
    const file =
      'id,score,answered_at\n' +
      [4.5, 3, 2.5, 4.5, 5].map((score, index) => `r${index},${score},${day} 09:0${index}\n`).join('')
    const mapping = { rating: 'score', externalId: 'id', answeredAt: 'answered_at' }

    it('is asked about, and kept on a scale with a step as its own meaning', async () => {
      const survey = await made({ metric: 'csat' })
      await rate(survey.id, [5, 4])
      const question = { code: 'decimals', rows: 3, of: 5, step: 0.5 }
      expect((await imported(app, { survey: survey.id, file, mapping, dryRun: true })).questions).toEqual([
        question
      ])
      const { status, message } = await refused(app, { survey: survey.id, file, mapping })
      expect([status, message]).toEqual([
        422,
        expect.stringContaining('3 of 5 ratings (60 %) lie between two points')
      ])
      expect(message).toContain('"scale": {"min": 1, "max": 5, "step": 0.5} keeps all of them')
      const kept = { ...mapping, scale: { min: 1, max: 5, step: 0.5 }, decimals: 'keep' }
      const dry = await imported(app, { survey: survey.id, file, mapping: kept, dryRun: true })
      expect([dry.scale, dry.questions, dry.sample.map(({ rating }) => rating)]).toEqual([
        { min: 1, max: 5, step: 0.5 },
        [],
        [4.5, 3, 2.5, 4.5, 5]
      ])
      expect((await imported(app, { survey: survey.id, file, mapping: kept })).counts).toMatchObject({
        accepted: 5,
        rejected: 0
      })
      expect((await imported(app, { survey: survey.id, file, mapping: kept })).counts).toMatchObject({
        accepted: 0,
        duplicate: 5
      })
      const { scale, total } = await scores(survey.id)
      expect(scale).toEqual({ min: 1, max: 5, step: 0.5 })
      expect(total).toMatchObject({
        count: 5,
        value: 60,
        mean: 3.9,
        tally: { 2.5: 1, 3: 1, 4.5: 2, 5: 1 },
        otherScales: [{ metric: 'csat', scale: { min: 1, max: 5 }, count: 2 }]
      })
    })

    it('goes into a survey whose steps they are without a question, however often', async () => {
      const survey = await made({ metric: 'csat', scale: { min: 1, max: 5, step: 0.25 } })
      expect((await imported(app, { survey: survey.id, file, mapping })).counts).toMatchObject({
        accepted: 5,
        rejected: 0
      })
      const without = file.replace('id,', 'row,')
      const unnamed = { rating: 'score', answeredAt: 'answered_at' }
      expect(
        (await imported(app, { survey: survey.id, file: without, mapping: unnamed })).counts
      ).toMatchObject({ accepted: 0, duplicate: 5 })
      expect((await scores(survey.id)).total).toMatchObject({ count: 5, mean: 3.9 })
    })

    it('is rounded where somebody says so', async () => {
      const survey = await made({ metric: 'csat' })
      await imported(app, { survey: survey.id, file, mapping: { ...mapping, decimals: 'round' } })
      expect((await scores(survey.id)).total.tally).toEqual({ 1: 0, 2: 0, 3: 2, 4: 0, 5: 3 })
    })

    it('is asked about as well where a known tool wrote it', async () => {
      const survey = await made({ metric: 'csat' })
      const known =
        'ticket_id,score,body_text,scored_datetime,sent_datetime,customer_id\n' +
        [4.5, 3.5, 2.5]
          .map((score, index) => `g${index},${score},fine,${day}T09:00:00Z,${day}T08:00:00Z,c${index}\n`)
          .join('')
      const { source, questions, mapping } = await imported(app, {
        survey: survey.id,
        file: known,
        dryRun: true
      })
      expect([source, questions]).toEqual(['gorgias', [{ code: 'decimals', rows: 3, of: 3, step: 0.5 }]])
      await imported(app, {
        survey: survey.id,
        file: known,
        mapping: { ...mapping, scale: { min: 1, max: 5, step: 0.5 } }
      })
      expect((await scores(survey.id)).total).toMatchObject({ count: 3, mean: 3.5 })
    })
  })

  it('shows and reviews what waits for a look by its ratings', async () => {
    const survey = await made({ metric: 'csat', scale: { min: 1, max: 5, step: 0.5 } })
    await rate(survey.id, [4.5, 4.5, 2])
    for (const index of [0, 1, 2]) {
      await app.request(`/api/v1/responses/${survey.id}-1-${index}?survey=${survey.id}`, {
        method: 'PATCH',
        body: { state: 'suspect', reason: 'a test' },
        key: testKey
      })
    }
    const waiting = async () =>
      (await get<{ rows: { ratings: unknown }[] }>(`suspects?survey=${survey.id}`)).rows.map(
        ({ ratings }) => ratings
      )
    expect(await waiting()).toEqual([
      [
        { rating: 4.5, answers: 2 },
        { rating: 2, answers: 1 }
      ]
    ])
    const reviewed = await app.request('/api/v1/reviews', {
      body: { survey: survey.id, state: 'counted', why: 'seen', rating: 4.5 },
      key: testKey
    })
    expect(await reviewed.json()).toMatchObject({ answers: 2 })
    expect([await waiting(), (await scores(survey.id)).total.mean]).toEqual([
      [[{ rating: 2, answers: 1 }]],
      4.5
    ])
  })

  it('offers whole points on pages, which are ratings of the same scale', async () => {
    const survey = await made({ metric: 'csat', scale: { min: 1, max: 5, step: 0.5 }, satisfiedFrom: 4.5 })
    const fromShop = await fromPage(app, {
      id: 'from-a-page-1',
      secret: 'x'.repeat(22),
      survey: survey.id,
      rating: 4
    })
    expect([fromShop.status, await fromShop.json()]).toEqual([
      201,
      expect.objectContaining({ rating: 4, satisfiedFrom: 4.5 })
    ])
    const invited = await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey: survey.id, conversation: 'c-1' }
    })
    const path = new URL(((await invited.json()) as { url: string }).url).pathname
    const page = async () => (await app.request(path)).text()
    expect((await page()).match(/type="radio" name="rating" value="[^"]+"/g)).toEqual(
      [1, 2, 3, 4, 5].map((point) => `type="radio" name="rating" value="${point}"`)
    )
    const sent = await app.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ rating: '5' })
    })
    expect(sent.status).toBe(200)
    const { rows } = await get<ResponsesView>(
      `responses?survey=${survey.id}&from=${day}&to=${day}&state=counted&state=suspect`
    )
    expect(rows.map(({ rating }) => rating).sort()).toEqual([4, 5])
  })

  it('lists the answers of a band of ratings', async () => {
    const survey = await made({ metric: 'csat', scale: { min: 1, max: 5, step: 0.1 } })
    await rate(survey.id, [3.9, 4, 4.1, 4.9, 5])
    const found = async (query: string) =>
      (await get<ResponsesView>(`responses?survey=${survey.id}&from=${day}&to=${day}&${query}`)).rows
        .map(({ rating }) => rating)
        .sort()
    expect(await found('rating=4..4.9')).toEqual([4, 4.1, 4.9])
    expect(await found('rating=3.9&rating=5')).toEqual([3.9, 5])
    expect(await found('rating=4.05')).toEqual([])
    expect(
      (await app.request(`/api/v1/responses?survey=${survey.id}&rating=4..`, { key: testKey })).status
    ).toBe(422)
  })

  it.each([
    ['thumbs', { metric: 'thumbs', scale: { min: 0, max: 1, step: 0.5 } }, 'scale'],
    ['a step that is none of ours', { metric: 'csat', scale: { min: 1, max: 5, step: 0.3 } }, 'scale.step'],
    [
      'a threshold between two steps',
      { metric: 'csat', scale: { min: 1, max: 5, step: 0.5 }, satisfiedFrom: 4.3 },
      'satisfiedFrom'
    ],
    ['a threshold between two points', { metric: 'csat', satisfiedFrom: 4.5 }, 'satisfiedFrom']
  ])('refuses %s', async (_what, survey, field) => {
    const refused = await make(survey)
    expect([refused.status, ((await refused.json()) as { field: string }).field]).toEqual([422, field])
  })
})

/** What is no figure in points: the same on both scales. */
const alike = new Set([
  'count',
  'p',
  'q',
  'share',
  'coverage',
  'part',
  'comparable',
  'against',
  'answersNeeded',
  'chiSquare',
  'fewer',
  'strength',
  'worseThanAverage'
])

function compare(path: string, fine: unknown, coarse: unknown) {
  if (typeof fine === 'object' && fine !== null && typeof coarse === 'object' && coarse !== null) {
    const inPoints = path.endsWith('.tally')
      ? Object.fromEntries(
          Object.entries(coarse).map(([rating, count]) => [Number(rating) / 2, count as unknown])
        )
      : { ...coarse }
    const left = { ...fine } as Record<string, unknown>
    const { step: _step, ...rest } = left
    expect(Object.keys(rest).sort(), path).toEqual(Object.keys(inPoints).sort())
    for (const [key, value] of Object.entries(rest))
      compare(`${path}.${key}`, value, (inPoints as Record<string, unknown>)[key])
  } else if (typeof fine === 'number' && typeof coarse === 'number') {
    const key = path.split('.').at(-1) ?? ''
    const isAlike = alike.has(key) || path.includes('.tally.') || path.includes('.satisfied.')
    expect(fine, path).toBeCloseTo(isAlike ? coarse : coarse / 2, 10)
  } else if (!path.endsWith('sentence')) expect(fine, path).toEqual(coarse)
}
