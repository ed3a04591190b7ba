import { expect, it } from 'vitest'
import { judgeGoal } from '../../../../server/statistics/goal'

const at = (lower: number | null, upper: number | null, state: 'ok' | 'hidden' = 'ok') => ({
  lower,
  upper,
  state
})
const goal = { verdict: 'not-clear', value: 80, direction: 1, isOver: false } as const

it.each([
  ['all of the interval lies at the goal or above', { ...goal, score: at(80, 90) }, 'reached'],
  ['the same after its day', { ...goal, score: at(80, 90), isOver: true }, 'reached'],
  ['the score is above, and may be below', { ...goal, score: at(79.9, 95) }, 'not-clear'],
  ['none of it is there, and its day is to come', { ...goal, score: at(60, 79.9) }, 'behind'],
  ['none of it is there, and its day is over', { ...goal, score: at(60, 79.9), isOver: true }, 'missed'],
  ['nobody knows on its day', { ...goal, score: at(70, 85), isOver: true }, 'not-clear'],
  ['it is better than it was', { ...goal, verdict: 'better', score: at(60, 70) }, 'on-the-way'],
  [
    'it was better for a while, and its day is over',
    { ...goal, verdict: 'better', score: at(60, 70), isOver: true },
    'missed'
  ],
  ['it is worse than it was', { ...goal, verdict: 'worse', score: at(60, 70) }, 'behind'],
  ['there are too few answers', { ...goal, score: at(80, 100, 'hidden') }, 'not-clear'],
  ['there is none', { ...goal, score: at(null, null) }, 'not-clear'],
  ['less is better, and it is low', { ...goal, value: 2, direction: -1, score: at(1.5, 2) }, 'reached'],
  ['less is better, and it is high', { ...goal, value: 2, direction: -1, score: at(2.1, 3) }, 'behind']
] as const)('judges a goal where %s', (_what, judged, verdict) => {
  expect(judgeGoal(judged)).toBe(verdict)
})
