import { expect, test } from 'vitest'
import { reduce } from '../../widget/steps'
import { definitionOf } from '../browser/widget-server'
import type { Action, Step } from '../../widget/steps'

const choose = (point: number): Action => ({ does: 'choose', point })
const tell = (reason: string): Action => ({ does: 'tell', told: { reason } })
const rate: Action = { does: 'rate' }
const finish: Action = { does: 'finish' }
const asking: Step = { at: 'asking' }
const survey = definitionOf('faces')
const walk = (...actions: Action[]) => actions.reduce<Step>((step, action) => reduce(step, action, survey), asking)

test.each<[string, Action[], Step]>([
  ['a mark alone is no answer', [choose(4)], { at: 'asking', chosen: 4 }],
  ['a tap leads to what follows', [choose(4), rate], { at: 'following', chosen: 4, rating: 4, told: {} }],
  ['nothing can be rated before a point is marked', [rate], asking],
  ['nothing can be finished before a point is marked', [finish], asking],
  ['nothing can be told before there is a rating', [choose(4), tell('price')], { at: 'asking', chosen: 4 }],
  ['what is told is kept beside the rating', [choose(4), rate, tell('price'), tell('speed')], { at: 'following', chosen: 4, rating: 4, told: { reason: 'speed' } }],
  ['marking passes over points without changing the answer', [choose(4), rate, choose(3), choose(2)], { at: 'following', chosen: 2, rating: 4, told: {} }],
  ['resting on another point changes the answer', [choose(4), rate, choose(2), rate], { at: 'following', chosen: 2, rating: 2, told: {} }],
  ['a reason for a high rating is taken back with it', [choose(4), rate, tell('price'), choose(2), rate], { at: 'following', chosen: 2, rating: 2, told: { reason: '' } }],
  ['and stays where the rating stays high', [choose(4), rate, tell('price'), choose(5), rate], { at: 'following', chosen: 5, rating: 5, told: { reason: 'price' } }],
  ['finishing sends what is marked last', [choose(4), rate, choose(1), finish], { at: 'thanking', chosen: 1, rating: 1, told: {} }],
  ['zero is a point like any other', [choose(0), rate], { at: 'following', chosen: 0, rating: 0, told: {} }],
  ['after the thanks nothing changes any more', [choose(4), rate, finish, choose(1), rate, tell('price'), finish], { at: 'thanking', chosen: 4, rating: 4, told: {} }]
])('%s', (_, actions, step) => {
  expect(walk(...actions)).toEqual(step)
})

test('where nothing follows, a tap leads to the thanks', () => {
  const bare = definitionOf('thumbs', 'en', { parts: { comment: false } })
  expect(reduce({ at: 'asking', chosen: 1 }, rate, bare)).toEqual({ at: 'thanking', chosen: 1, rating: 1, told: {} })
})

test('where only a low rating is asked for reasons, a high one leads to the thanks', () => {
  const parts = { comment: false as const, reasons: { low: [{ key: 'price', label: { en: 'Price' } }] } }
  const steps = [2, 4].map((point) => reduce({ at: 'asking', chosen: point }, rate, definitionOf('faces', 'en', { parts })).at)
  expect(steps).toEqual(['following', 'thanking'])
})

test('an action that changes nothing returns the very same step, so that nothing is drawn', () => {
  const following = walk(choose(4), rate)
  expect(reduce(following, rate, survey)).toBe(following)
  expect(reduce(following, choose(4), survey)).toBe(following)
})
