import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AnswerView, ResponsesView } from '../../server/contract/answers'
import type { ScoresView } from '../../server/contract/figures'
import type { ResponseView } from '../../server/contract/responses'
import { verifyColumns } from '../../server/figures/verify'
import { changeAnswer } from '../../server/responses/change'
import { storeAnswers } from '../../server/responses/store'
import { openSurvey } from '../../server/surveys/open-survey'
import { onBothDatabases } from '../support/databases'
import type { Shop } from '../support/shop'
import { answerOf, now, openShop } from '../support/shop'

const owner = {
  kind: 'key' as const,
  id: 'key_1',
  siteId: null,
  scopes: new Set(['responses:write' as const])
}

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function scores(query = ''): Promise<ScoresView> {
    const response = await shop.ask(`/scores?survey=svy_shop&from=2026-11-01&to=2026-11-20&${query}`)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as ScoresView
  }
  /** How many answers of closed days were replaced since. */
  const replaced = async (query: string) =>
    ((await (await shop.ask(`/scores?survey=svy_shop&${query}`)).json()) as ScoresView).replaced
  const ratings = ({ total }: ScoresView) =>
    Object.entries(total.tally).flatMap(([rating, count]) => Array<number>(count).fill(Number(rating)))
  const byRule = async () =>
    Object.fromEntries(
      await Promise.all(
        ['latest', 'first', 'all'].map(
          async (rule) => [rule, ratings(await scores(`repeats=${rule}`))] as const
        )
      )
    )
  const change = async (id: string, state: 'excluded' | 'counted') =>
    changeAnswer(shop.database, await openSurvey(shop.database, owner, 'svy_shop', 'responses:write'), id, {
      patch: { state, reason: 'tried' },
      caller: owner,
      now
    })
  async function wrongCounts() {
    const wrong = []
    for await (const { differences } of verifyColumns(shop.database, 'svy_shop')) wrong.push(...differences)
    return wrong
  }

  it('counts a conversation that was rated again once, by its latest answer', async () => {
    await shop.answer(
      { conversation: 'c-1', rating: 5, at: '2026-11-03T09:00:00Z' },
      { conversation: 'c-2', rating: 4 },
      { rating: 3 },
      { rating: 3 }
    )
    expect(ratings(await scores())).toEqual([3, 3, 4, 5])
    await shop.answer({ conversation: 'c-1', rating: 1, at: '2026-11-05T09:00:00Z' })
    expect(await byRule()).toEqual({ latest: [1, 3, 3, 4], first: [3, 3, 4, 5], all: [1, 3, 3, 4, 5] })
    expect(await replaced('from=2026-11-01&to=2026-11-04')).toBe(1)
    // One that comes late was given in between all the same.
    await shop.answer({ conversation: 'c-1', rating: 2, at: '2026-11-04T09:00:00Z' })
    expect(await byRule()).toEqual({ latest: [1, 3, 3, 4], first: [3, 3, 4, 5], all: [1, 2, 3, 3, 4, 5] })
    expect(await wrongCounts()).toEqual([])
  })

  it('says of a period that is over how many of its answers were replaced after its end, and of no other', async () => {
    const c1 = { conversation: 'c-1', agent: 'ana' }
    await shop.answer(
      { ...c1, at: '2026-11-03T09:00:00Z' },
      { ...c1, at: '2026-11-04T09:00:00Z' },
      { ...c1, at: '2026-11-06T09:00:00Z', agent: 'ben' },
      { ...c1, at: '2026-11-08T09:00:00Z' },
      { conversation: 'c-2', at: '2026-11-03T08:00:00Z' },
      { conversation: 'c-2', at: '2026-11-03T10:00:00Z' },
      { conversation: 'c-3', at: '2026-11-04T18:59:59Z', agent: 'ben' },
      { conversation: 'c-3', at: '2026-11-04T19:00:00Z', agent: 'ben' }, // it is midnight in Karachi
      { conversation: null, at: '2026-11-04T09:00:00Z' }
    )
    const before = 'from=2026-11-01&to=2026-11-04'
    expect(await replaced(before)).toBe(2)
    // What had been replaced by another answer of the period already moved nothing when the period was over.
    expect(await replaced('from=2026-11-01&to=2026-11-03')).toBe(1)
    expect(await replaced('from=2026-11-01&to=2026-11-07')).toBe(1)
    for (const [query, found] of [
      ['agent=ana', 1],
      ['agent=ben', 1],
      ['agent=ana&agent=ben', 2],
      ['agent=nobody', undefined]
    ])
      expect([query, await replaced(`${before}&${query}`)]).toEqual([query, found])
    for (const query of [
      `${before}&repeats=all`,
      `${before}&repeats=first`,
      `${before}&by=channel`,
      'from=2026-11-01&to=2026-11-08',
      'from=2026-11-01&to=2026-11-20',
      'from=2026-11-08'
    ]) {
      expect([query, await replaced(query)]).toEqual([query, undefined])
    }
    await change('answer-4', 'excluded')
    expect(await replaced('from=2026-11-01&to=2026-11-07')).toBeUndefined()
  })

  it('lets the one before stand for the conversation when the latest is taken out, and back', async () => {
    await shop.answer(
      { id: 'one', conversation: 'c-1', rating: 5, at: '2026-11-03T09:00:00Z' },
      { id: 'two', conversation: 'c-1', rating: 1, at: '2026-11-05T09:00:00Z' }
    )
    await change('two', 'excluded')
    expect(await byRule()).toEqual({ latest: [5], first: [5], all: [5] })
    await change('two', 'counted')
    expect(await byRule()).toEqual({ latest: [1], first: [5], all: [1, 5] })
    await change('one', 'excluded')
    expect(await byRule()).toEqual({ latest: [1], first: [1], all: [1] })
    await shop.answer({
      id: 'test',
      conversation: 'c-1',
      state: 'test',
      rating: 3,
      at: '2026-11-06T09:00:00Z'
    })
    expect(await byRule()).toEqual({ latest: [1], first: [1], all: [1] })
    expect(await wrongCounts()).toEqual([])
  })

  it('applies the rule in every breakdown, with any filter, and in the list behind it', async () => {
    await shop.answer(
      {
        conversation: 'c-1',
        rating: 5,
        channel: 'web',
        agent: 'ana',
        topics: ['a', 'b'],
        at: '2026-11-03T09:00:00Z'
      },
      {
        conversation: 'c-1',
        rating: 1,
        channel: 'sms',
        agent: 'ben',
        topics: ['b'],
        at: '2026-11-05T09:00:00Z'
      },
      { conversation: 'c-2', rating: 4, channel: 'web', agent: 'ana', at: '2026-11-05T09:00:00Z' }
    )
    const counts = async (query: string) =>
      Object.fromEntries(
        (await scores(query)).rows
          .filter(({ score }) => score.count > 0)
          .map(({ key, score }) => [key, score.count])
      )
    expect(await counts('by=channel')).toEqual({ sms: 1, web: 1 })
    expect(await counts('by=channel&repeats=first')).toEqual({ web: 2 })
    expect(await counts('by=topic&repeats=first')).toEqual({ a: 1, b: 1, '': 1 })
    expect(await counts('by=topic&repeats=all&topic=b&agent=ana&locale=en')).toEqual({ b: 1 })
    expect(await counts('by=day&repeats=all')).toEqual({ '2026-11-03': 1, '2026-11-05': 2 })
    expect(await counts('by=day&repeats=first')).toEqual({ '2026-11-03': 1, '2026-11-05': 1 })
    for (const path of ['topics', 'channels', 'agents']) {
      const view = (await (await shop.ask(`/${path}?survey=svy_shop&repeats=all`)).json()) as {
        total: { count: number }
      }
      expect([path, view.total.count]).toEqual([path, 3])
    }
    for (const [query, found] of [
      ['', 2],
      ['repeats=all', 3],
      ['repeats=latest', 2],
      ['repeats=first', 2],
      ['commented=no&compare=previous', 2],
      ['conversation=c-1', 2]
    ] as const) {
      const { rows, total } = (await (
        await shop.ask(`/responses?survey=svy_shop&${query}`)
      ).json()) as ResponsesView
      expect([query, rows.length, total]).toEqual([query, found, found])
    }
    const lines = async (query: string) =>
      (await (await shop.ask(`/responses.csv?survey=svy_shop&${query}`)).text()).trim().split('\n').length - 1
    expect([await lines(''), await lines('repeats=all')]).toEqual([2, 3])
  })

  it('says of an answer that a later one counts instead, and lets a manager change it all the same', async () => {
    await shop.answer(
      { id: 'one', conversation: 'c-1', rating: 5, at: '2026-11-03T09:00:00Z' },
      { id: 'two', conversation: 'c-1', rating: 1, at: '2026-11-05T09:00:00Z' }
    )
    const read = async (id: string) => {
      const response = await shop.ask(`/responses/${id}?survey=svy_shop`)
      return { etag: response.headers.get('etag') ?? '', answer: (await response.json()) as AnswerView }
    }
    const one = await read('one')
    expect([one.answer.superseded, (await read('two')).answer.superseded]).toEqual([true, undefined])
    await change('two', 'excluded')
    const again = await read('one')
    expect([again.answer.superseded, again.etag]).toEqual([undefined, one.etag])
    const patched = await shop.ask('/responses/two?survey=svy_shop', 'owner', {
      method: 'PATCH',
      body: JSON.stringify({ state: 'counted', reason: 'it was the customer' })
    })
    expect([
      ((await patched.json()) as ResponseView).superseded,
      (await read('one')).answer.superseded
    ]).toEqual([undefined, true])
  })

  it('counts one of many answers that come at once for the same conversation', async () => {
    // As eight processes would. More than the pool has connections would wait for one, which is given up after
    // two seconds.
    const commits = Array.from({ length: 8 }, (_, commit) => [0, 1, 2].map((one) => 3 * commit + one))
    await Promise.all(
      commits.map((indices) =>
        storeAnswers(
          shop.database,
          indices.map((index) =>
            answerOf({ id: `at-once-${index + 10}`, conversation: 'c-1', rating: (index % 5) + 1 })
          ),
          now
        )
      )
    )
    expect((await scores()).total).toMatchObject({ count: 1, tally: { 4: 1 } })
    expect((await scores('repeats=all')).total.count).toBe(24)
    expect(await wrongCounts()).toEqual([])
  })
})
