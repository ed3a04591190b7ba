import { expect, test } from 'vitest'
import { trendsOf } from '../../../../server/statistics/severity'
import { drawn, seeded } from './answers'

const of = (part: number, count: number) => ({ part, count })
const told = (...rows: Parameters<typeof trendsOf>[0]) => trendsOf(rows).map(({ trend }) => trend)

test('what nobody spoke of before and many do now is new, what more do is growing, what fewer do is shrinking', () => {
  expect(
    told(
      { before: of(0, 400), after: of(40, 400) },
      { before: of(20, 400), after: of(60, 400) },
      { before: of(60, 400), after: of(20, 400) }
    )
  ).toEqual(['new', 'growing', 'shrinking'])
})

test('what came up as often before is long-standing only where halving and doubling are ruled out', () => {
  expect(told({ before: of(100, 400), after: of(104, 400) })).toEqual(['long-standing'])
  expect(told({ before: of(12, 400), after: of(13, 400) })).toEqual(['not-clear'])
})

test('nothing is said of what came up a few times, nor where nobody answered before', () => {
  expect(trendsOf([{ before: of(0, 400), after: of(3, 400) }])).toEqual([{ trend: 'not-clear', q: null }])
  expect(trendsOf([{ before: of(0, 0), after: of(40, 400) }])).toEqual([{ trend: 'not-clear', q: null }])
})

test('of 20 problems of which none has changed, hardly any period calls one new, growing or shrinking', () => {
  const random = seeded(7)
  let alarms = 0
  for (let period = 0; period < 400; period++) {
    const rows = Array.from({ length: 20 }, (_, index) => {
      const share = 0.02 + index * 0.01
      const some = () => of(drawn(random, 500, share), 500)
      return { before: some(), after: some() }
    })
    if (trendsOf(rows).some(({ trend }) => ['new', 'growing', 'shrinking'].includes(trend))) alarms++
  }
  expect(alarms / 400).toBeLessThanOrEqual(0.1)
})
