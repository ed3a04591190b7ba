import fc from 'fast-check'
import { expect, it } from 'vitest'
import { storeParts } from '../../../../server/columns/parts'
import { makeStore } from '../../../../server/columns/store'
import { openStore } from '../../../../server/columns/thread'
import type { Keys, Question } from '../../../../server/columns/wire'

const everything: Question = {
  survey: 's',
  from: -1e6,
  to: 1e6,
  places: 0b11110,
  filters: {},
  by: [],
  byDay: false,
  ratings: true,
  latest: false,
  of: 'outcome'
}
const tags = (code: number, channel: string, ...topics: string[]) => ({
  code,
  topics,
  tags: { channel, locale: 'en', surface: 'api' }
})
const sets = [tags(0, 'web'), tags(1, 'sms', 'a'), tags(2, 'web', 'a', 'b'), tags(3, 'web', 'b')]

type Row = { id: string; day: number; set: number; rating: number; place: number }
const row = fc.record({
  id: fc.nat(2_000).map(String),
  day: fc.integer({ min: 20_000, max: 20_030 }),
  set: fc.nat(3),
  rating: fc.integer({ min: 1, max: 5 }),
  place: fc.nat(4)
})

const keysOf = ({ values, codes }: Keys) =>
  values.length === 0
    ? [[]]
    : Array.from({ length: codes.length / values.length }, (_, key) =>
        values.map((its, place) => its[codes[key * values.length + place] ?? 0] ?? '')
      )

const message = (rows: readonly Row[]) => ({
  site: 'site',
  survey: 's',
  ids: rows.map(({ id }) => id),
  cells: Int32Array.from(rows.flatMap(({ day, set, rating, place }) => [day, set, 1, rating, place, 0]))
})

it('counts what each answer is at last, however often it changed and came back', () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 50, maxLength: 3_000 }),
      fc.integer({ min: 20_000, max: 20_030 }),
      (rows, from) => {
        const store = makeStore(storeParts)
        store.define('answers', 'site', sets)
        for (let start = 0; start < rows.length; start += 100)
          store.put(message(rows.slice(start, start + 100)))
        const last = [...new Map(rows.map((one) => [one.id, one])).values()].filter(
          ({ place, day }) => (place === 1 || place === 2) && day >= from
        )
        const counted = (question: Partial<Question>) => {
          const { keys, meanings, cells } = store.ask('count', {
            ...everything,
            places: 0b110,
            from,
            ...question
          })
          const counts = new Map<string, number>()
          for (let at = 0; at < cells.length; at += 3) {
            const name = `${keysOf(keys)[cells[at] ?? 0]?.join()} ${meanings[cells[at + 1] ?? 0]?.rating}`
            counts.set(name, (counts.get(name) ?? 0) + (cells[at + 2] ?? 0))
          }
          return counts
        }
        const expected = (rows: readonly Row[], keyOf: (row: Row) => string[]) => {
          const counts = new Map<string, number>()
          for (const one of rows)
            for (const key of keyOf(one))
              counts.set(`${key} ${one.rating}`, (counts.get(`${key} ${one.rating}`) ?? 0) + 1)
          return counts
        }
        const topicsOf = ({ set }: Row) => (sets[set]?.topics.length ? (sets[set]?.topics ?? []) : [''])
        expect(counted({})).toEqual(expected(last, () => ['']))
        expect(counted({ by: ['channel'] })).toEqual(
          expected(last, ({ set }) => [sets[set]?.tags.channel ?? ''])
        )
        expect(counted({ by: ['topic'] })).toEqual(expected(last, topicsOf))
        expect(counted({ by: ['topic', 'channel'], filters: { topic: ['a', ''] } })).toEqual(
          expected(last, (one) =>
            topicsOf(one)
              .filter((topic) => topic !== 'b')
              .map((topic) => `${topic},${sets[one.set]?.tags.channel}`)
          )
        )
        expect(counted({ byDay: true, by: ['topic'] })).toEqual(
          expected(last, (one) => topicsOf(one).map((topic) => `${one.day},${topic}`))
        )
        expect(counted({ byDay: true, filters: { channel: ['web'] } })).toEqual(
          expected(
            last.filter(({ set }) => set !== 1),
            ({ day }) => [String(day)]
          )
        )
      }
    ),
    { numRuns: 30 }
  )
})

it('grows beyond its first rows and tells apart every one of them', () => {
  const store = makeStore(storeParts)
  store.define('answers', 'site', sets)
  const rows = Array.from(
    { length: 50_000 },
    (_, index): Row => ({
      id: `id-${index}`,
      day: 20_000 + (index % 700),
      set: index % 4,
      rating: 1 + (index % 5),
      place: 1
    })
  )
  store.put(message(rows))
  store.put(message(rows))
  store.put(message(rows.slice(0, 20_000).map((one) => ({ ...one, place: 0 }))))
  expect(store.size()).toBe(50_000)
  expect(store.ask('count', { ...everything, ratings: false }).cells).toEqual(
    Uint32Array.from([0, 0, 30_000])
  )
})

it('counts a set of tags as what it becomes, without a look at the answers', () => {
  const store = makeStore(storeParts)
  store.define('answers', 'site', sets)
  store.put(message([{ id: '1', day: 20_000, set: 0, rating: 5, place: 1 }]))
  store.define('answers', 'site', [tags(0, 'merged', 'x')])
  expect(keysOf(store.ask('count', { ...everything, by: ['channel', 'topic'] }).keys)).toContainEqual([
    'merged',
    'x'
  ])
})

it('does all of that in a thread, and says what it cannot count', async () => {
  const [store, other] = [openStore(), openStore()]
  for (const one of [store, other]) one.define('answers', 'site', sets)
  store.put(message([{ id: '1', day: 20_000, set: 0, rating: 5, place: 1 }]))
  expect([
    (await store.ask('count', everything)).cells,
    (await other.ask('count', everything)).cells
  ]).toEqual([Uint32Array.from([0, 0, 1]), new Uint32Array()])
  await expect(store.ask('count', { ...everything, filters: { nothing: ['x'] } })).rejects.toThrow(
    'there is no column nothing'
  )
  store.drop()
  await expect(store.ask('count', everything)).rejects.toThrow('thrown away')
})
