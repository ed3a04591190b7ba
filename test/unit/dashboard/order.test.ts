import { expect, it } from 'vitest'
import type { Row } from '../../../dashboard/app/order'
import { orderBy, orderOf } from '../../../dashboard/app/order'

const rows: Row[] = [
  row('good', 90, 40, 2),
  row('few', 0, 3, null),
  row('bad', 40, 12, -9),
  row('new', 60, 8, null),
  row('fewer', 100, 1, null)
]

it.each([
  ['the worst first when nothing is said', '', ['bad', 'new', 'good', 'few', 'fewer']],
  ['the best first, and what is hidden still last', 'sort=-score', ['good', 'new', 'bad', 'few', 'fewer']],
  ['the fewest answers first', 'sort=count', ['fewer', 'few', 'new', 'bad', 'good']],
  ['the most answers first', 'sort=-count', ['good', 'bad', 'new', 'few', 'fewer']],
  [
    'what got worse first, and what cannot be compared last',
    'sort=change',
    ['bad', 'good', 'new', 'few', 'fewer']
  ],
  ['by name', 'sort=label', ['bad', 'few', 'fewer', 'good', 'new']],
  ['the worst first for a column that does not exist', 'sort=mood', ['bad', 'new', 'good', 'few', 'fewer']]
])('puts %s', (_name, query, keys) => {
  expect(
    orderBy(rows, orderOf(new URLSearchParams(query)), 'higher-is-better').map(({ key }) => key)
  ).toEqual(keys)
})

it.each(['', 'sort=score', 'sort=-score', 'sort=change', 'sort=mood'])(
  'puts people in no order of their scores, whatever is asked for: “%s”',
  (query) => {
    expect(orderOf(new URLSearchParams(query), true)).toEqual({ column: 'count', descending: true })
    expect(orderOf(new URLSearchParams('sort=-label'), true)).toEqual({ column: 'label', descending: true })
  }
)

it('takes the highest mean for the worst where lower is better', () => {
  const efforts = [row('easy', 1.5, 40, null, 'mean'), row('hard', 4.2, 40, null, 'mean')]
  expect(orderBy(efforts, orderOf(new URLSearchParams()), 'lower-is-better').map(({ key }) => key)).toEqual([
    'hard',
    'easy'
  ])
})

it('takes the lowest share of satisfied customers for the worst, even where lower ratings are better', () => {
  expect(orderBy(rows, orderOf(new URLSearchParams()), 'lower-is-better')[0]?.key).toBe('bad')
})

function row(
  key: string,
  value: number,
  count: number,
  change: number | null,
  unit: 'percent' | 'mean' = 'percent'
): Row {
  const score = {
    value,
    unit,
    count,
    lower: value,
    upper: value,
    mean: null,
    tally: {},
    state: count < 5 ? ('hidden' as const) : ('ok' as const)
  }
  return {
    key,
    label: key,
    score,
    share: 0,
    ...(change !== null && {
      previous: score,
      change: { value: change, lower: change, upper: change, p: 0, q: 0, verdict: 'better' as const }
    })
  }
}
