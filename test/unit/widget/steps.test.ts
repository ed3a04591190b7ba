import { expect, test } from 'vitest'
import type { Action, Step } from '../../../widget/shared/steps'
import { partNow, reduce } from '../../../widget/shared/steps'
import { definitionOf } from '../../support/widget-server'

const choose = (point: number): Action => ({ does: 'choose', point })
const tell = (reason: string): Action => ({ does: 'tell', told: { reason } })
const rate: Action = { does: 'rate' }
const finish: Action = { does: 'finish' }
const asking: Step = { at: 'asking' }
const survey = definitionOf('faces')
const walk = (...actions: Action[]) =>
  actions.reduce<Step>((step, action) => reduce(step, action, survey), asking)

test.each<[string, Action[], Step]>([
  ['a mark alone is no answer', [choose(4)], { at: 'asking', chosen: 4 }],
  [
    'a tap leads to what follows',
    [choose(4), rate],
    { at: 'following', chosen: 4, rating: 4, told: {}, passed: [] }
  ],
  ['nothing can be rated before a point is marked', [rate], asking],
  ['nothing can be finished before a point is marked', [finish], asking],
  ['nothing can be told before there is a rating', [choose(4), tell('price')], { at: 'asking', chosen: 4 }],
  [
    'what is told is kept beside the rating',
    [choose(4), rate, tell('price'), tell('speed')],
    { at: 'following', chosen: 4, rating: 4, told: { reason: 'speed' }, passed: [] }
  ],
  [
    'marking passes over points without changing the answer',
    [choose(4), rate, choose(3), choose(2)],
    { at: 'following', chosen: 2, rating: 4, told: {}, passed: [] }
  ],
  [
    'resting on another point changes the answer',
    [choose(4), rate, choose(2), rate],
    { at: 'following', chosen: 2, rating: 2, told: {}, passed: [] }
  ],
  [
    'a reason for a high rating is taken back with it',
    [choose(4), rate, tell('price'), choose(2), rate],
    { at: 'following', chosen: 2, rating: 2, told: { reason: '' }, passed: [] }
  ],
  [
    'and stays where the rating stays high',
    [choose(4), rate, tell('price'), choose(5), rate],
    { at: 'following', chosen: 5, rating: 5, told: { reason: 'price' }, passed: [] }
  ],
  [
    'finishing sends what is marked last',
    [choose(4), rate, choose(1), finish],
    { at: 'thanking', chosen: 1, rating: 1, told: {} }
  ],
  [
    'zero is a point like any other',
    [choose(0), rate],
    { at: 'following', chosen: 0, rating: 0, told: {}, passed: [] }
  ],
  [
    'after the thanks nothing changes any more',
    [choose(4), rate, finish, choose(1), rate, tell('price'), finish],
    { at: 'thanking', chosen: 4, rating: 4, told: {} }
  ]
])('%s', (_, actions, step) => {
  expect(walk(...actions)).toEqual(step)
})

test('where nothing follows, a tap leads to the thanks', () => {
  const bare = definitionOf('thumbs', 'en', { parts: { comment: false } })
  expect(reduce({ at: 'asking', chosen: 1 }, rate, bare)).toEqual({
    at: 'thanking',
    chosen: 1,
    rating: 1,
    told: {}
  })
})

test('where only a low rating is asked for reasons, a high one leads to the thanks', () => {
  const parts = { comment: false as const, reasons: { low: [{ key: 'price', label: { en: 'Price' } }] } }
  const steps = [2, 4].map(
    (point) => reduce({ at: 'asking', chosen: point }, rate, definitionOf('faces', 'en', { parts })).at
  )
  expect(steps).toEqual(['following', 'thanking'])
})

/** With every part that a survey may ask. */
const full = definitionOf('faces', 'en', {
  parts: {
    solved: true,
    reasons: { low: [{ key: 'price', label: { en: 'Price' } }] },
    person: true,
    contact: true
  }
})
const through = (...actions: Action[]) =>
  actions.reduce<Step>((step, action) => reduce(step, action, full), asking)
const told = (told: object): Action => ({ does: 'tell', told, goesOn: true })

test.each<[string, Action[], string]>([
  ['after the rating the first part is asked', [choose(2), rate], 'solved'],
  ['a tap leads on to the next', [choose(2), rate, told({ solved: 'no' })], 'reason'],
  [
    'what is passed over on the way leads nowhere',
    [choose(2), rate, { does: 'tell', told: { solved: 'no' } }],
    'solved'
  ],
  ['Send passes over what is not answered', [choose(2), rate, finish, finish], 'person'],
  [
    'a good rating is asked no reason that is for bad ones',
    [choose(5), rate, told({ solved: 'yes' })],
    'person'
  ],
  [
    'comment and consent stand together, and stay until Send',
    [choose(5), rate, finish, finish, told({ contact: true })],
    'end'
  ],
  [
    'a rating that becomes low is asked for its reason then',
    [choose(5), rate, finish, finish, choose(1), rate],
    'reason'
  ],
  [
    'a reason that no longer fits is asked anew',
    [choose(1), rate, finish, told({ reason: 'price' }), finish, choose(5), rate, choose(2), rate],
    'reason'
  ]
])('%s', (_, actions, part) => {
  const step = through(...actions)
  expect(step.at === 'following' && partNow(step, full)).toBe(part)
})

test('Send at the last part ends it, with all that was told; and sends on the way what is marked', () => {
  expect(through(choose(2), rate, told({ solved: 'no' }), finish, told({ person: 4 }), finish)).toEqual({
    at: 'thanking',
    chosen: 2,
    rating: 2,
    told: { solved: 'no', person: 4 }
  })
  expect(through(choose(2), rate, choose(3), finish)).toMatchObject({
    at: 'following',
    rating: 3,
    passed: ['solved']
  })
})

test('an action that changes nothing returns the very same step, so that nothing is drawn', () => {
  const following = walk(choose(4), rate)
  expect(reduce(following, rate, survey)).toBe(following)
  expect(reduce(following, choose(4), survey)).toBe(following)
})
