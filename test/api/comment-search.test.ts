import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
import { openDatabase } from '../../server/db/open-database'
import { changeAnswer } from '../../server/responses/change'
import { storeAnswers } from '../../server/responses/store'
import { fillIndex } from '../../server/search/filling'
import { countFound, findAnswers } from '../../server/search/find'
import { soughtIn } from '../../server/search/terms'
import { openSurvey } from '../../server/surveys/open-survey'
import { onBothDatabases } from '../support/databases'
import { found } from '../support/found'
import type { Shop } from '../support/shop'
import { answerOf, now, openShop } from '../support/shop'

const owner = {
  kind: 'key' as const,
  id: 'key_1',
  siteId: null,
  scopes: new Set(['responses:write' as const])
}
const words = [
  'Late',
  'later',
  'école',
  'ECOLE',
  'Straße',
  '太慢了',
  '慢',
  'お店が',
  'ช้ามาก',
  'كتاب',
  'کتابی',
  '47',
  '٤٧',
  '👍',
  'a',
  'ab',
  '—',
  "l'eau"
]
const text = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words) },
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
  ),
  { minLength: 1, maxLength: 5 }
)
const kept = text.map((parts) => parts.join(' ').replaceAll('\0', '').trim())

onBothDatabases((fresh) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(fresh)
  })
  afterAll(() => shop.close())

  async function search(words: string, more = ''): Promise<ResponsesView> {
    const answered = await shop.ask(
      `/responses?survey=svy_shop&search=${encodeURIComponent(words)}${more}${more.includes('limit') ? '' : '&limit=200'}`
    )
    expect(answered.status, await answered.clone().text()).toBe(200)
    return (await answered.json()) as ResponsesView
  }
  const ids = ({ rows }: ResponsesView) => rows.map(({ id }) => id)
  const indexed = async () =>
    (await shop.database.handle.select().from(shop.database.tables.commentIndex)).map(({ id }) => id)

  it('finds what a search means, by one rule on both databases, among whatever people write', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(kept, { minLength: 1, maxLength: 25 }),
        fc.array(
          kept.filter((one) => one !== ''),
          { minLength: 1, maxLength: 12 }
        ),
        async (comments, searches) => {
          await shop.database.handle.delete(shop.database.tables.response)
          await shop.answer(
            ...comments.map((comment, index) => ({
              id: `comment-${String(index).padStart(2, '0')}`,
              comment,
              at: '2026-11-18T09:00:00Z'
            }))
          )
          for (const sought of searches) {
            const view = await search(sought)
            const expected = comments
              .flatMap((comment, index) =>
                found(sought, comment) ? [`comment-${String(index).padStart(2, '0')}`] : []
              )
              .reverse()
            expect([sought, ids(view), view.total, view.complete]).toEqual([
              sought,
              expected,
              expected.length,
              true
            ])
          }
        }
      ),
      { numRuns: inject('isLong') ? 200 : 8, endOnFailure: true }
    )
  }, 120_000)

  it('follows what becomes of an answer, and narrows a search like any list', async () => {
    await shop.database.handle.delete(shop.database.tables.response)
    await shop.answer(
      {
        id: 'first-one',
        comment: 'blue parcel',
        channel: 'email',
        topics: ['a'],
        rating: 1,
        conversation: 'c-1',
        at: '2026-11-10T09:00:00Z'
      },
      {
        id: 'second-one',
        comment: 'blue box',
        channel: 'chat',
        topics: ['a', 'b'],
        at: '2026-11-12T09:00:00Z'
      },
      {
        id: 'third-one',
        comment: 'blue',
        channel: 'chat',
        state: 'suspect',
        stateReason: 'x',
        customer: 'cus-1',
        at: '2026-11-14T09:00:00Z'
      },
      { id: 'never-said', at: '2026-11-15T09:00:00Z' }
    )
    expect(ids(await search('blue'))).toEqual(['second-one', 'first-one'])
    for (const [query, expected] of [
      ['&state=counted&state=suspect', ['third-one', 'second-one', 'first-one']],
      ['&state=suspect', ['third-one']],
      ['&channel=chat', ['second-one']],
      ['&topic=a', ['second-one', 'first-one']],
      ['&topic=b', ['second-one']],
      ['&rating=1', ['first-one']],
      ['&conversation=c-1', ['first-one']],
      ['&state=suspect&customer=cus-1', ['third-one']],
      ['&customer=cus-1', []],
      ['&to=2026-11-11', ['first-one']],
      ['&commented=no', []],
      ['&standing=unverified', []],
      ['&limit=1', ['second-one']]
    ] as const) {
      const view = await search('blue', query)
      expect([query, ids(view), query === '&limit=1' ? 1 : view.total]).toEqual([
        query,
        expected,
        expected.length
      ])
    }
    const { next } = await search('blue', '&limit=1')
    expect(ids(await search('blue', `&limit=1&cursor=${next}`))).toEqual(['first-one'])

    await storeAnswers(
      shop.database,
      [
        answerOf({
          id: 'second-one',
          comment: 'red box',
          channel: 'chat',
          topics: ['a', 'b'],
          at: '2026-11-12T09:00:00Z'
        })
      ],
      now
    )
    await storeAnswers(
      shop.database,
      [answerOf({ id: 'never-said', comment: 'said at last', at: '2026-11-15T09:00:00Z' })],
      now
    )
    expect([ids(await search('blue')), ids(await search('red')), ids(await search('at last'))]).toEqual([
      ['first-one'],
      ['second-one'],
      ['never-said']
    ])
    const opened = await openSurvey(shop.database, owner, 'svy_shop', 'responses:write')
    await changeAnswer(shop.database, opened, 'first-one', {
      patch: { state: 'excluded', channel: 'chat', reason: 'x' },
      caller: owner,
      now
    })
    expect([ids(await search('blue')), ids(await search('blue', '&state=excluded&channel=chat'))]).toEqual([
      [],
      ['first-one']
    ])

    const { response } = shop.database.tables
    await shop.database.handle.update(response).set({ id: 'other-name' }).where(eq(response.id, 'second-one'))
    expect(ids(await search('red'))).toEqual(['other-name'])
    await shop.database.handle.update(response).set({ comment: null })
    expect(await indexed()).toEqual([])
    expect(ids(await search('red'))).toEqual([])
  })

  it('finds what was acknowledged before, while others write and other processes bring comments in', async () => {
    await shop.database.handle.delete(shop.database.tables.response)
    const other = await openDatabase(shop.services.config.databaseUrl)
    let writing = true
    const write = async (writer: number) => {
      for (let index = 0; index < 25; index++) {
        const word = `w${writer}x${index}y`
        await storeAnswers(other, [answerOf({ id: `answer-${word}`, comment: `said ${word}` })], now)
        expect(ids(await search(word))).toEqual([`answer-${word}`])
      }
    }
    const filling = (async () => {
      while (writing) await Promise.all([fillIndex(shop.database), fillIndex(other)])
    })()
    await Promise.all([1, 2, 3].map(write)).finally(() => {
      writing = false
    })
    await filling
    expect((await search('said')).total).toBe(75)
    await other.close()
  })

  it('brings in what was there before an upgrade, and says until then that some may be missing', async () => {
    const { tables, handle } = shop.database
    await handle.delete(tables.response)
    await shop.answer(
      ...Array.from({ length: 1_300 }, (_, index) => ({
        id: `before-${index}`,
        comment: index % 2 === 0 ? `kept since ${index}` : null
      }))
    )
    await fillIndex(shop.database)
    await handle.delete(tables.commentIndex)
    await handle.insert(tables.commentFill).values({ surveyId: 'svy_shop' })
    expect(await search('kept')).toMatchObject({ rows: [], total: 0, complete: false })
    expect((await shop.ask('/responses.csv?survey=svy_shop&search=kept')).status).toBe(503)
    await shop.answer({ id: 'meanwhile', comment: 'kept meanwhile' })
    expect(ids(await search('kept'))).toEqual(['meanwhile'])
    await fillIndex(shop.database)
    expect(await search('kept since')).toMatchObject({ total: 650, complete: true })
    expect((await search('kept since 12')).total).toBe(56)
    const csv = await (await shop.ask('/responses.csv?survey=svy_shop&search=kept%20since')).text()
    expect(csv.trim().split('\n')).toHaveLength(651)
  })

  it('finds the latest of what very many say as of what few say', async () => {
    const { tables, handle } = shop.database
    await handle.delete(tables.response)
    const at = (index: number) => new Date(Date.parse('2026-11-01T00:00:00Z') + index * 60_000).toISOString()
    for (let lot = 0; lot < 4; lot++) {
      await shop.answer(
        ...Array.from({ length: 1_000 }, (_, index) => ({
          id: `many-${lot * 1_000 + index}`,
          comment: index % 500 === 7 ? 'often seldom' : 'often',
          rating: index === 3 ? 1 : 5,
          at: at(lot * 1_000 + index)
        }))
      )
    }
    await fillIndex(shop.database)
    expect(await search('often', '&limit=2')).toMatchObject({
      rows: [{ id: 'many-3999' }, { id: 'many-3998' }],
      total: 4_000
    })
    expect(ids(await search('often', '&rating=1'))).toEqual(['many-3003', 'many-2003', 'many-1003', 'many-3'])
    expect((await search('often seld')).total).toBe(8)
    // Of all time, and not to be seen in the page that asked: the latest are looked through first.
    const often = { surveyId: 'svy_shop', terms: soughtIn('often'), time: undefined, conditions: [] }
    expect(await findAnswers(shop.database, handle, often, { after: undefined, limit: 2 })).toEqual([
      'many-3999',
      'many-3998'
    ])
    expect(await countFound(shop.database, handle, often)).toBe(4_000)
    const rare = { ...often, conditions: [eq(tables.commentIndex.rating, 1)] }
    expect(await findAnswers(shop.database, handle, rare, { after: undefined, limit: 10 })).toEqual([
      'many-3003',
      'many-2003',
      'many-1003',
      'many-3'
    ])
    const commented = await shop.ask('/responses?survey=svy_shop&commented=yes&rating=1')
    expect(await commented.json()).toMatchObject({
      rows: [{ id: 'many-3003' }, { id: 'many-2003' }, { id: 'many-1003' }, { id: 'many-3' }],
      total: 4
    })
  })
})
