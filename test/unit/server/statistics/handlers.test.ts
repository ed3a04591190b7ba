import { expect, test } from 'vitest'
import { adviseTopics, peopleAndBots } from '../../../../server/statistics/handlers'
import type { Cell } from '../../../../server/statistics/sample'
import { cellsOf, drawn, satisfied, seeded } from './answers'
import { csat, effort, nps } from './meanings'
import { tallyOf } from './worked-cases'

type Random = () => number

// The bot is mostly asked what is easy, people mostly what is hard.
const simpson = {
  person: { billing: [90, 150], product: [48, 50] },
  bot: { billing: [25, 50], product: [135, 150] },
  'bot-then-person': { billing: [30, 80], product: [8, 10] }
} satisfies Record<string, Record<string, [number, number]>>

test('a bot that looks better than people can be worse on the same questions', () => {
  const { rows, bot } = peopleAndBots(csat, cellsOf(simpson))
  expect(rows.map(({ key, score }) => [key, score.value])).toEqual([
    ['person', 69],
    ['bot', 80],
    ['bot-then-person', expect.closeTo(42.22222222222222, 9)]
  ])
  expect(bot).toMatchObject({ a: 'person', b: 'bot', why: 'reversed', verdict: 'not-clear' })
  expect(bot?.crude).toBeCloseTo(11, 9)
  expect(bot?.service).toBeCloseTo(-8, 9)
  expect(bot?.mix).toBeCloseTo(19, 9)
  expect(bot?.within?.value).toBeCloseTo(-8, 9)
  // Of all ways to draw the bot's answers within the two topics, worked out in whole fractions.
  expect(bot?.within?.p).toBeCloseTo(0.11334232179794183, 9)
  expect(bot?.answersNeeded).toBeGreaterThan(100)
})

test('all that began with a bot is compared with people too, and so is what being passed on costs', () => {
  const { begun, handOver } = peopleAndBots(csat, cellsOf(simpson))
  expect(begun).toMatchObject({ a: 'person', b: 'begun', verdict: 'a' })
  expect(begun?.within?.value).toBeCloseTo(-13.779005524861873, 9)
  expect(begun?.within?.p).toBeCloseTo(0.001340682489713868, 9)
  expect(handOver).toMatchObject({ a: 'person', b: 'bot-then-person', verdict: 'a' })
  expect(handOver?.within?.value).toBeCloseTo(-21.604790419161674, 9)
  expect(handOver?.within?.p).toBeCloseTo(0.0004293920117617615, 9)
})

test('people come first however the answers come, and who is not known is compared with nobody', () => {
  const { bot, rows } = peopleAndBots(
    csat,
    cellsOf({ '': { billing: [1, 10] }, bot: simpson.bot, person: simpson.person })
  )
  expect(bot).toMatchObject({ a: 'person', b: 'bot' })
  expect(bot?.within?.value).toBeCloseTo(-8, 9)
  expect(rows.map(({ key }) => key)).toContain('')
})

test('without a bot, or without people, there is nothing to compare', () => {
  expect(peopleAndBots(csat, cellsOf({ person: simpson.person }))).toMatchObject({
    bot: null,
    begun: null,
    handOver: null
  })
  expect(peopleAndBots(csat, cellsOf({ bot: simpson.bot })).bot).toBeNull()
  expect(peopleAndBots(csat, []).rows).toEqual([])
})

test('where effort is low the bot is better, and NPS and effort have no step in what they ask for', () => {
  const cells = (meaning: typeof nps, given: Record<string, Record<number, number>>): Cell[] =>
    Object.entries(given).map(([group, counts]) => ({
      group,
      stratum: 'how-to',
      parts: [{ meaning, tally: tallyOf(counts) }]
    }))
  expect(
    peopleAndBots(effort, cells(effort, { person: { 5: 30, 4: 20 }, bot: { 1: 30, 2: 20 } })).bot
  ).toMatchObject({ verdict: 'b' })
  expect(
    peopleAndBots(nps, cells(nps, { person: { 10: 30, 5: 20 }, bot: { 10: 28, 5: 22 } })).bot
  ).toMatchObject({ verdict: 'not-clear', answersNeeded: expect.any(Number) })
})

const easy = 0.9
const hard = 0.6
/** Of these answers, so many in a hundred about what is easy; all are `by` less satisfied than people at once. */
function handled(random: Random, group: string, { count = 300, easily = 0.5, by = 0 }): Cell[] {
  const ofEasy = Math.round(count * easily)
  return [
    { group, stratum: 'how-to · chat', parts: satisfied(drawn(random, easy - by, ofEasy), ofEasy) },
    {
      group,
      stratum: 'refund · chat',
      parts: satisfied(drawn(random, hard - by, count - ofEasy), count - ofEasy)
    }
  ]
}

const runs = 2000
const shareOf = (happens: (random: Random) => boolean) => {
  const random = seeded(7)
  return Array.from({ length: runs }, () => happens(random)).filter(Boolean).length / runs
}
const isCalled = (verdict: string | undefined) => verdict === 'a' || verdict === 'b'

test.each([60, 200, 400])(
  'of 2,000 equal bots with easier topics and %i answers at most one in twenty is called better or worse',
  (count) => {
    const share = shareOf((random) =>
      isCalled(
        peopleAndBots(csat, [
          ...handled(random, 'person', { count, easily: 0.2 }),
          ...handled(random, 'bot', { count, easily: 0.8 })
        ]).bot?.verdict
      )
    )
    expect(share).toBeLessThanOrEqual(0.05)
    expect(share).toBeGreaterThan(0)
  }
)

test('a bot that is truly 8 points worse is found in at least 8 of 10 with as many answers as are asked for', () => {
  // What is seen so far is exactly 8 points on either topic.
  const { bot: so } = peopleAndBots(
    csat,
    cellsOf({
      person: { 'how-to': [45, 50], refund: [120, 200] },
      bot: { 'how-to': [164, 200], refund: [26, 50] }
    })
  )
  expect(so).toMatchObject({ verdict: 'not-clear' })
  expect(so?.within?.value).toBeCloseTo(-8, 9)
  const count = (500 + (so?.answersNeeded ?? NaN)) / 2
  expect(count).toBeLessThan(1000)
  const found = shareOf(
    (random) =>
      peopleAndBots(csat, [
        ...handled(random, 'person', { count: Math.round(count), easily: 0.2 }),
        ...handled(random, 'bot', { count: Math.round(count), easily: 0.8, by: 0.08 })
      ]).bot?.verdict === 'a'
  )
  expect(found).toBeGreaterThanOrEqual(0.8)
})

test('what a hand-over costs is recovered within a point, whatever is passed on', () => {
  const random = seeded(3)
  const costs = Array.from({ length: 500 }, () => {
    const { handOver } = peopleAndBots(csat, [
      ...handled(random, 'person', { easily: 0.7 }),
      ...handled(random, 'bot', { easily: 0.9 }),
      ...handled(random, 'bot-then-person', { count: 150, easily: 0.2, by: 0.12 })
    ])
    return handOver?.within?.value ?? NaN
  })
  expect(Math.abs(costs.reduce((sum, cost) => sum + cost, 0) / costs.length + 12)).toBeLessThan(1)
})

test('each topic is given to the bot, kept, or taken back by what it does there', () => {
  const topic = (key: string, groups: Record<string, [number, number]>) => ({
    key,
    cells: cellsOf(Object.fromEntries(Object.entries(groups).map(([group, of]) => [group, { chat: of }])))
  })
  const advice = adviseTopics(csat, [
    topic('login', { person: [700, 1000], bot: [290, 300] }),
    topic('opening hours', { person: [475, 500], bot: [1_960, 2000] }),
    topic('refund', { person: [540, 600], bot: [150, 300] }),
    topic('delivery', { person: [40, 50], bot: [38, 50] }),
    topic('contract', { person: [40, 50] }),
    topic('invoice', { person: [180, 200], bot: [190, 200], 'bot-then-person': [40, 200] })
  ])
  expect(advice.map(({ key, advice }) => [key, advice])).toEqual([
    ['refund', 'take-back'],
    // Fine as long as the bot ends it, but what it passes on counts as well.
    ['invoice', 'take-back'],
    ['login', 'give'],
    ['delivery', 'not-clear'],
    ['opening hours', 'keep'],
    ['contract', 'untried']
  ])
  expect(advice.find(({ key }) => key === 'invoice')).toMatchObject({
    person: { value: 90 },
    begun: { value: 57.5, count: 400 },
    share: 2 / 3
  })
  expect(advice.find(({ key }) => key === 'delivery')?.answersNeeded).toBeGreaterThan(100)
  expect(advice.find(({ key }) => key === 'contract')).toMatchObject({ within: null, answersNeeded: null })
})

test('a channel that only people answer on does not make a bot look good or bad', () => {
  const [row] = adviseTopics(csat, [
    {
      key: 'refund',
      cells: cellsOf({ person: { phone: [10, 100], chat: [45, 50] }, bot: { chat: [45, 50] } })
    }
  ])
  expect(row?.within?.value).toBeCloseTo(0, 9)
})

test('of many topics that are alike few are given or taken', () => {
  const random = seeded(5)
  const periods = 60
  const alarms = Array.from({ length: periods }, () =>
    adviseTopics(
      csat,
      Array.from({ length: 20 }, (_none, at) => ({
        key: `topic ${at}`,
        cells: cellsOf({
          person: { chat: [drawn(random, 0.8, 40), 40] },
          bot: { chat: [drawn(random, 0.8, 40), 40] }
        })
      }))
    ).some(({ advice }) => advice !== 'not-clear')
  ).filter(Boolean).length
  expect(alarms / periods).toBeLessThanOrEqual(0.12)
})
