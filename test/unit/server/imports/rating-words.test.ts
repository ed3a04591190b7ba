import { expect, it } from 'vitest'
import type { Target } from '../../../../server/imports/rating'
import { pointSuggested } from '../../../../server/imports/rating-words'

const on = (min: number, max: number, direction: Target['direction'] = 'higher-is-better'): Target => ({
  metric: 'csat',
  direction,
  min,
  max
})

it.each([
  ['Very satisfied', 5],
  ['satisfied', 4],
  ['Neutral', 3],
  ['Dissatisfied', 2],
  ['VERY DISSATISFIED', 1],
  ['5 - Excellent', 5],
  ['4: good', 4],
  ['2) poor', 2],
  ['Excellent (5)', 5],
  ['4 stars', 4],
  ['4 out of 5', 4],
  ['80%', 4],
  ['100 %', 5],
  ['⭐⭐⭐⭐', 4],
  ['★★★☆☆', 3],
  ['good', 4],
  ['bad', 2],
  ['sehr zufrieden', 5],
  ['Très satisfait', 5],
  ['muy malo', 1],
  ['非常满意', 5],
  ['不満', 2],
  ['매우 만족', 5],
  ['ممتاز', 5],
  ['маш сайн', 5],
  ['очень плохо', 1],
  ['very_good', 5]
])('proposes that “%s” is %i of 5', (sent, point) => expect(pointSuggested(sent, on(1, 5))).toBe(point))

it.each([
  ['good', on(0, 1), 1],
  ['bad', on(0, 1), 0],
  ['👎', on(1, 2), 1],
  ['Very satisfied', on(1, 3), 3],
  ['satisfied', on(1, 3), undefined],
  ['neutral', on(0, 10), 5],
  ['Very satisfied', on(1, 5, 'lower-is-better'), 1],
  ['90%', on(0, 10), 9]
])('proposes what “%s” is on another scale', (sent, target, point) =>
  expect(pointSuggested(sent, target)).toBe(point)
)

it.each([['Not rated'], ['keine Angabe'], ['offered']])('proposes that “%s” is no answer', (sent) =>
  expect(pointSuggested(sent, on(1, 5))).toBe(null)
)
it.each([['banana'], ['7 - top'], ['33%'], ['10-20'], [''], ['2024-01-25'], ['⭐⭐⭐⭐⭐⭐']])(
  'proposes nothing for “%s”',
  (sent) => expect(pointSuggested(sent, on(1, 5))).toBeUndefined()
)
