import { describe, expect, test } from 'vitest'
import { ces, csat, nps } from '../unit/server/statistics/meanings'
import type { Shape } from './draws'
import {
  ces55,
  ces64,
  csat75,
  csat90,
  falseAlarms,
  isCovered,
  isTopicFound,
  namedAgents,
  nps30,
  nps77,
  shapes,
  shareOf
} from './draws'

// 2,000 periods each, with fixed seeds: `npm run test:simulations`. Short ones of the same are in
// test/server/scores.
const periods = 2000
/** Draws cost little beside periods, and what they show is told by tenths of a percent. */
const draws = 8000
const sizes = [5, 8, 15, 30, 100]

describe.each(['topics', 'cells', 'changes'] as const)('where nothing differs, twenty %s', (kind) => {
  test.each(shapes.flatMap((shape) => sizes.map((size) => [shape.name, size, shape] as const)))(
    'of %s with %d answers raise an alarm in at most 12 %% of periods',
    (_name, size, shape) => {
      expect(
        shareOf(periods, 1000 + size, (random) => falseAlarms[kind](shape, size, random))
      ).toBeLessThanOrEqual(0.12)
    }
  )
})

describe('equal agents', () => {
  const teams = [
    [200, 20],
    [200, 40],
    [60, 30]
  ] as const
  test.each(
    [csat90, nps77, ces64].flatMap((shape) =>
      teams.map(([agents, answers]) => [shape.name, agents, answers, shape] as const)
    )
  )(
    'of %s, %d with %d answers: anybody is named in at most 12 %% of periods',
    (_name, agents, answers, shape) => {
      const all = Array.from({ length: agents }, () => shape)
      expect(
        shareOf(periods, agents + answers, (random) => namedAgents(all, answers, random).length > 0)
      ).toBeLessThanOrEqual(0.12)
    }
  )

  test.each([20, 60])(
    'one of %d who is 20 points behind is named from 100 answers in at least 65 %% of periods',
    (agents) => {
      const behind: Shape = {
        name: 'CSAT 70 %',
        meaning: csat,
        ratings: [
          [1, 0.3],
          [5, 0.7]
        ]
      }
      const all = Array.from({ length: agents }, (_none, agent) => (agent === 0 ? behind : csat90))
      expect(
        shareOf(periods, agents, (random) => namedAgents(all, 100, random).includes('0'))
      ).toBeGreaterThanOrEqual(0.65)
    }
  )
})

describe('power is kept', () => {
  const worse: [string, Shape, Shape][] = [
    [
      '15 points low',
      csat75,
      {
        name: 'CSAT 60 %',
        meaning: csat,
        ratings: [
          [1, 0.4],
          [5, 0.6]
        ]
      }
    ],
    [
      'NPS 30 points low',
      nps30,
      {
        name: 'NPS 0',
        meaning: nps,
        ratings: [
          [3, 0.35],
          [8, 0.3],
          [10, 0.35]
        ]
      }
    ],
    [
      'CES 0.7 low',
      ces55,
      {
        name: 'CES 4.8',
        meaning: ces,
        ratings: [
          [1, 0.06],
          [2, 0.06],
          [3, 0.1],
          [4, 0.16],
          [5, 0.22],
          [6, 0.22],
          [7, 0.18]
        ]
      }
    ]
  ]
  test.each(worse)(
    'a topic that is %s is found from 100 answers in at least 65 %% of periods',
    (_name, usual, low) => {
      expect(shareOf(periods, 3, (random) => isTopicFound(usual, low, 100, random))).toBeGreaterThanOrEqual(
        0.65
      )
    }
  )
})

describe('intervals hold the truth', () => {
  test.each([...sizes, 300])(
    'of a share, on average over shares from .5 to .97, from %d answers in 92 to 99 %% of draws',
    (size) => {
      const shares = Array.from({ length: 48 }, (_none, index) => 0.5 + index / 100)
      const covered = shares.map((share, index) => {
        const shape: Shape = {
          name: '',
          meaning: csat,
          ratings: [
            [1, 1 - share],
            [5, share]
          ]
        }
        return shareOf(periods, 7 + index, (random) => isCovered(shape, size, random))
      })
      const average = covered.reduce((sum, one) => sum + one, 0) / covered.length
      expect(average).toBeGreaterThanOrEqual(0.92)
      expect(average).toBeLessThanOrEqual(0.99)
    }
  )

  const flat: Shape = {
    name: 'CES flat',
    meaning: ces,
    ratings: [1, 2, 3, 4, 5, 6, 7].map((rating) => [rating, 1 / 7] as const)
  }
  const sevens: Shape = {
    name: 'CES 65 % sevens',
    meaning: ces,
    ratings: [
      [2, 0.05],
      [4, 0.05],
      [5, 0.1],
      [6, 0.15],
      [7, 0.65]
    ]
  }
  test.each(
    [nps30, nps77, ces55, ces64, flat, sevens].flatMap((shape) =>
      [...sizes, 300].map((size) => [shape.name, size, shape] as const)
    )
  )('of %s, from %d answers in 93 to 99 %% of draws', (_name, size, shape) => {
    const covered = shareOf(draws, size, (random) => isCovered(shape, size, random))
    expect(covered).toBeGreaterThanOrEqual(0.93)
    expect(covered).toBeLessThanOrEqual(0.99)
  })

  // Of single NPS at the edge, as 90 % promoters and 2 % detractors, fewer are held by 5 answers: many draws
  // have no detractor at all.
  test.each([...sizes, 300])(
    'of NPS from %d answers, on average over promoters from .1 to .9 and detractors from .02, in 93 to 99 of 100 draws',
    (size) => {
      const shapes = Array.from({ length: 17 }, (_none, index) => 0.1 + 0.05 * index).flatMap((promoters) =>
        Array.from(
          { length: Math.ceil((1 - promoters - 0.02) / 0.06) },
          (_none, index) => 0.02 + 0.06 * index
        ).map(
          (detractors): Shape => ({
            name: '',
            meaning: nps,
            ratings: [
              [3, detractors],
              [8, 1 - promoters - detractors],
              [10, promoters]
            ]
          })
        )
      )
      const covered = shapes.map((shape, index) =>
        shareOf(periods, 11 + index, (random) => isCovered(shape, size, random))
      )
      const average = covered.reduce((sum, one) => sum + one, 0) / covered.length
      expect(average).toBeGreaterThanOrEqual(0.93)
      expect(average).toBeLessThanOrEqual(0.99)
    }
  )
})
