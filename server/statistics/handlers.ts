import type { Score } from '../contract/figures'
import type { LikeForLikeRow, Pair } from './like-for-like'
import { answersNeeded, likeForLike, likeForLikeDefaults, verdictWithin } from './like-for-like'
import type { Stratified } from './mantel-haenszel'
import type { Cell, Sample } from './sample'
import { addSamples, directionOf, noAnswers, sampleOf } from './sample'
import { scoreOf } from './score'
import type { Strata } from './standardisation'
import type { Meaning } from './tally'
import { judged, levelOf } from './verdict'

const handlerDefaults = {
  ...likeForLikeDefaults,
  hasExactShares: true,
  /** More than 0.8, as what is seen so far is often larger than what is true. */
  power: 0.85
}

export type Handled = {
  /** Who handled it, each with everybody's mix of strata beside the plain score. */
  rows: LikeForLikeRow[]
  /** What a bot handled to its end, against people. */
  bot: Pair | null
  /**
   * All that began with a bot, also where a person went on, against people. A bot that passes on whatever is
   * hard looks good in `bot`, not here.
   */
  begun: Pair | null
  /** A person after a bot, against a person at once: what being passed on costs. */
  handOver: Pair | null
}

/**
 * People and bots on the same questions: `cells` hold who handled it ('person', 'bot', 'bot-then-person', or
 * '' where nobody knows) by stratum, topics in a channel. In each pair people are `a` and the difference is
 * the other side's, b - a. Each of the three is a question of its own and stands alone, so that of equal
 * sides at most one in twenty is called better or worse. Null where one side has no answers.
 */
export function peopleAndBots(meaning: Meaning, cells: readonly Cell[], settings = handlerDefaults): Handled {
  const pairOf = (named: Readonly<Record<string, string>>) => pairAmong(meaning, cells, named, settings)
  return {
    rows: likeForLike(meaning, cells, settings).rows,
    bot: pairOf({ person: 'person', bot: 'bot' }),
    begun: pairOf(begun),
    handOver: pairOf({ person: 'person', 'bot-then-person': 'bot-then-person' })
  }
}

/** Which side whoever handled it is counted on, where all that began with a bot is one. */
const begun = { person: 'person', bot: 'begun', 'bot-then-person': 'begun' } as const

function pairAmong(
  meaning: Meaning,
  cells: readonly Cell[],
  named: Readonly<Record<string, string>>,
  settings: typeof handlerDefaults
): Pair | null {
  const sides = regrouped(cells, named)
  // People come first, so that the difference is always the other side's.
  sides.sort((a, b) => Number(b.group === 'person') - Number(a.group === 'person'))
  return likeForLike(meaning, sides, settings).pairs[0] ?? null
}

function regrouped(cells: readonly Cell[], named: Readonly<Record<string, string>>): Cell[] {
  return cells.flatMap((cell) => {
    const group = named[cell.group]
    return group === undefined ? [] : [{ ...cell, group }]
  })
}

/** What is known of one topic; its strata are channels. */
export type HandledTopic = { key: string; cells: readonly Cell[] }

export type Advice = {
  key: string
  person: Score
  /** All that began with a bot. */
  begun: Score
  /** The part of these answers that began with a bot, 0 to 1. */
  share: number
  /** begun - person within the channels that both have. */
  within: Stratified | null
  q: number | null
  /**
   * `give`: a bot does it as well or better, and people still handle most of it. `keep`: as well or better,
   * and most of it begins with a bot already. `take-back`: clearly worse than people. `untried`: only one
   * side has handled it.
   */
  advice: 'take-back' | 'give' | 'not-clear' | 'keep' | 'untried'
  /** About so many more answers about the topic would tell. Null where it is clear, or no number is known. */
  answersNeeded: number | null
}

const adviceInOrder: readonly Advice['advice'][] = ['take-back', 'give', 'not-clear', 'keep', 'untried']

/**
 * Which topics to give to the bot next and which to take back. All that began with a bot is compared with
 * people at once, within channels; the topics are one family (Benjamini-Hochberg). What asks for a decision
 * comes first, and among the like what has the most answers.
 */
export function adviseTopics(
  meaning: Meaning,
  topics: readonly HandledTopic[],
  settings = handlerDefaults
): Advice[] {
  const compared = topics.map(({ key, cells }) => {
    const sides = regrouped(cells, begun)
    const within = pairAmong(meaning, cells, begun, settings)?.within ?? null
    return { key, sides, within: within && within.fewer >= settings.hiddenBelow ? within : null }
  })
  const family = compared.map(({ within }) => within ?? { lower: null, upper: null, p: null })
  const verdicts = judged(family, directionOf(meaning), settings)
  const level = levelOf(family, settings)
  const rows = compared.map(({ key, sides, within }, index): Advice => {
    const scoreOn = (side: string) =>
      scoreOf(
        [
          ...sides.filter(({ group }) => group === side).flatMap(({ parts }) => parts),
          { meaning, tally: new Map() }
        ],
        settings
      )
    const [person, others] = [scoreOn('person'), scoreOn('begun')]
    const count = person.count + others.count
    const share = count === 0 ? 0 : others.count / count
    const { q = null, verdict = 'not-clear' } = verdicts[index] ?? {}
    const advice =
      person.count === 0 || others.count === 0
        ? 'untried'
        : adviceOf(verdictWithin(meaning, within, verdict, settings), share)
    return {
      key,
      person,
      begun: others,
      share,
      within,
      q,
      advice,
      answersNeeded:
        advice === 'not-clear'
          ? answersNeeded(
              meaning,
              within,
              { a: strataOn(meaning, sides, 'person'), b: strataOn(meaning, sides, 'begun'), level },
              settings
            )
          : null
    }
  })
  const sizeOf = ({ person, begun }: Advice) => person.count + begun.count
  return rows.sort(
    (a, b) =>
      adviceInOrder.indexOf(a.advice) - adviceInOrder.indexOf(b.advice) ||
      sizeOf(b) - sizeOf(a) ||
      (a.key < b.key ? -1 : 1)
  )
}

function adviceOf(verdict: Pair['verdict'], share: number): Advice['advice'] {
  if (verdict === 'not-clear') return 'not-clear'
  if (verdict === 'a') return 'take-back'
  return share < 0.5 ? 'give' : 'keep'
}

function strataOn(meaning: Meaning, sides: readonly Cell[], side: string): Strata {
  const strata = new Map<string, Sample>()
  for (const { group, stratum, parts } of sides)
    if (group === side)
      strata.set(stratum, addSamples([strata.get(stratum) ?? noAnswers, sampleOf(meaning, parts)]))
  return strata
}
