import { expect, test } from 'vitest'
import { reduce } from '../../widget/steps'
import type { Action, Step } from '../../widget/steps'

const choose = (point: number): Action => ({ does: 'choose', point })
const rate: Action = { does: 'rate' }
const finish: Action = { does: 'finish' }
const asking: Step = { at: 'asking' }
const walk = (...actions: Action[]) => actions.reduce(reduce, asking)

test.each<[string, Action[], Step]>([
  ['a mark alone is no answer', [choose(4)], { at: 'asking', chosen: 4 }],
  ['a tap leads to the comment', [choose(4), rate], { at: 'commenting', chosen: 4, rating: 4 }],
  ['nothing can be rated before a point is marked', [rate], asking],
  ['nothing can be finished before a point is marked', [finish], asking],
  ['marking passes over points without changing the answer', [choose(4), rate, choose(3), choose(2)], { at: 'commenting', chosen: 2, rating: 4 }],
  ['resting on another point changes the answer', [choose(4), rate, choose(2), rate], { at: 'commenting', chosen: 2, rating: 2 }],
  ['finishing sends what is marked last', [choose(4), rate, choose(1), finish], { at: 'thanking', chosen: 1, rating: 1 }],
  ['zero is a point like any other', [choose(0), rate], { at: 'commenting', chosen: 0, rating: 0 }],
  ['after the thanks nothing changes any more', [choose(4), rate, finish, choose(1), rate, finish], { at: 'thanking', chosen: 4, rating: 4 }]
])('%s', (_, actions, step) => {
  expect(walk(...actions)).toEqual(step)
})

test('an action that changes nothing returns the very same step, so that nothing is drawn', () => {
  const commenting = walk(choose(4), rate)
  expect(reduce(commenting, rate)).toBe(commenting)
  expect(reduce(commenting, choose(4))).toBe(commenting)
})
