import { changes } from '../../server/statistics/change'
import { againstOthers } from '../../server/statistics/own-mix'
import type { Group } from '../../server/statistics/sample'
import { score } from '../../server/statistics/score'
import { atOnce } from '../../server/statistics/stepwise'
import type { Meaning, Tally } from '../../server/statistics/tally'
import { addTallies } from '../../server/statistics/tally'
import { againstRest, topicsAgainstRest } from '../../server/statistics/topics'
import { seeded } from '../unit/server/statistics/answers'
import { ces, csat, nps } from '../unit/server/statistics/meanings'

/** What customers answer by chance: how probable each rating is, from the lowest that is given. */
export type Shape = { name: string; meaning: Meaning; ratings: readonly (readonly [number, number])[] }

const shape = (
  name: string,
  meaning: Meaning,
  ...ratings: readonly (readonly [number, number])[]
): Shape => ({ name, meaning, ratings })

/** Mild and very skewed ones, as real surveys give them. */
export const csat75 = shape('CSAT 75 %', csat, [1, 0.15], [3, 0.1], [4, 0.25], [5, 0.5])
export const csat90 = shape('CSAT 90 %', csat, [1, 0.1], [5, 0.9])
export const nps30 = shape('NPS +30', nps, [3, 0.2], [8, 0.3], [10, 0.5])
export const nps77 = shape('NPS +77', nps, [3, 0.03], [8, 0.17], [10, 0.8])
export const ces55 = shape(
  'CES 5.5',
  ces,
  [1, 0.02],
  [2, 0.03],
  [3, 0.06],
  [4, 0.1],
  [5, 0.2],
  [6, 0.29],
  [7, 0.3]
)
export const ces64 = shape('CES 6.4', ces, [1, 0.03], [3, 0.02], [4, 0.03], [5, 0.05], [6, 0.14], [7, 0.73])
export const shapes = [csat75, csat90, nps30, nps77, ces55, ces64]

type Random = () => number

/** So many answers of this shape. */
function answersOf({ ratings }: Shape, count: number, random: Random): Tally {
  const tally = new Map<number, number>()
  for (let answer = 0; answer < count; answer++) {
    let left = random()
    const [rating = NaN] = ratings.find(([, share]) => (left -= share) < 0) ?? ratings.at(-1) ?? []
    tally.set(rating, (tally.get(rating) ?? 0) + 1)
  }
  return tally
}

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_none, index) => make(index))
const partsOf = ({ meaning }: Shape, tally: Tally) => [{ meaning, tally }]

/** In which share of periods it happens. */
export function shareOf(periods: number, seed: number, happens: (random: Random) => boolean): number {
  const random = seeded(seed)
  return times(periods, () => happens(random)).filter(Boolean).length / periods
}

const groupsOf = (shape: Shape, count: number, answers: number, random: Random): Group[] =>
  times(count, (index) => ({ key: `${index}`, parts: partsOf(shape, answersOf(shape, answers, random)) }))

/**
 * Whether anything is called clear where nothing is there: 20 topics, 20 cells of a map by rows of four, 20
 * rows before and after.
 */
export const falseAlarms = {
  topics(shape: Shape, answers: number, random: Random): boolean {
    const topics = groupsOf(shape, 20, answers, random)
    return atOnce(
      topicsAgainstRest(
        shape.meaning,
        topics.flatMap(({ parts }) => parts),
        topics
      )
    ).some(({ flag }) => flag !== 'none')
  },
  cells(shape: Shape, answers: number, random: Random): boolean {
    const rows = times(5, () => groupsOf(shape, 4, answers, random))
    const cells = rows.flatMap((row) => {
      const among = row.flatMap(({ parts }) => parts)
      return row.map((cell) => ({ ...cell, among }))
    })
    return atOnce(againstRest(shape.meaning, cells)).some(({ flag }) => flag !== 'none')
  },
  changes(shape: Shape, answers: number, random: Random): boolean {
    const side = () => partsOf(shape, answersOf(shape, answers, random))
    return atOnce(changes(times(20, () => ({ before: side(), after: side() })))).some(
      ({ verdict }) => verdict !== 'not-clear'
    )
  }
}

/** Whether one topic of 20 that is worse by so much is found. */
export function isTopicFound(shape: Shape, worse: Shape, answers: number, random: Random): boolean {
  const topics = [
    { key: 'worse', parts: partsOf(worse, answersOf(worse, answers, random)) },
    ...groupsOf(shape, 19, answers, random)
  ]
  const rows = atOnce(
    topicsAgainstRest(
      shape.meaning,
      topics.flatMap(({ parts }) => parts),
      topics
    )
  )
  return rows.find(({ key }) => key === 'worse')?.flag === 'low'
}

/** Agents who are asked about three things in parts of their own, and which of them are named. */
export function namedAgents(shapesOf: readonly Shape[], answers: number, random: Random): string[] {
  const [meaning = csat] = shapesOf.map((shape) => shape.meaning)
  const strata = times(3, () => [] as Tally[])
  const groups = shapesOf.map((shape, agent) => {
    const mix = new Map<string, number>()
    const parts = strata.flatMap((stratum, index) => {
      const count =
        index === 2
          ? answers - 2 * Math.floor(answers / (3 + (agent % 3)))
          : Math.floor(answers / (3 + (agent % 3)))
      mix.set(`${index}`, count)
      const tally = answersOf(shape, count, random)
      stratum.push(tally)
      return partsOf(shape, tally)
    })
    return { key: `${agent}`, parts, mix }
  })
  const everybody = strata.map((tallies, index) => ({
    key: `${index}`,
    parts: [{ meaning, tally: addTallies(...tallies) }]
  }))
  return atOnce(againstOthers(meaning, everybody, groups))
    .filter(({ verdict }) => verdict !== 'not-clear')
    .map(({ key }) => key)
}

/**
 * Whether the 95 % interval of the score of so many answers holds the score of all who could have answered.
 */
export function isCovered(shape: Shape, answers: number, random: Random): boolean {
  const { lower, upper } = score(answersOf(shape, answers, random), shape.meaning)
  const truth = truthOf(shape)
  return lower !== null && upper !== null && lower <= truth + 1e-9 && truth <= upper + 1e-9
}

function truthOf({ meaning, ratings }: Shape): number {
  const mean = (value: (rating: number) => number) =>
    ratings.reduce((sum, [rating, share]) => sum + share * value(rating), 0)
  if (meaning.metric === 'ces') return mean((rating) => rating)
  return (
    100 *
    mean((rating) =>
      meaning.metric === 'nps'
        ? Number(rating >= 9) - Number(rating <= 6)
        : Number(rating >= meaning.satisfiedFrom)
    )
  )
}
