import { expect, test } from 'vitest'
import type { Shape } from '../../../simulations/draws'
import {
  ces64,
  csat90,
  falseAlarms,
  isCovered,
  isTopicFound,
  namedAgents,
  nps30,
  nps77,
  shapes,
  shareOf
} from '../../../simulations/draws'
import { nps } from './meanings'

// The short versions of test/simulations, whose bounds are 12 %: of so few periods the share itself is only
// known to some percent.
const periods = 60
const most = 0.2

test.each(shapes)('where nothing differs, topics, cells and changes of $name raise few alarms', (shape) => {
  for (const kind of ['topics', 'cells', 'changes'] as const) {
    for (const size of [5, 15, 100])
      expect([
        kind,
        size,
        shareOf(periods, size, (random) => falseAlarms[kind](shape, size, random)) <= most
      ]).toEqual([kind, size, true])
  }
})

test.each([csat90, nps77, ces64])('of 60 equal agents of $name rarely one is named', (shape) => {
  const all = Array.from({ length: 60 }, () => shape)
  expect(shareOf(periods, 60, (random) => namedAgents(all, 30, random).length > 0)).toBeLessThanOrEqual(most)
})

test('a topic that is clearly low is found, and small intervals hold the truth', () => {
  const low: Shape = {
    name: 'NPS 0',
    meaning: nps,
    ratings: [
      [3, 0.35],
      [8, 0.3],
      [10, 0.35]
    ]
  }
  expect(shareOf(periods, 3, (random) => isTopicFound(nps30, low, 100, random))).toBeGreaterThanOrEqual(0.65)
  for (const shape of [nps30, nps77, ces64])
    expect(shareOf(2000, 5, (random) => isCovered(shape, 5, random))).toBeGreaterThanOrEqual(0.92)
})
