import type { Score } from '../contract/figures'
import type { Meaning, Tally } from './tally'
import { addTallies, countOf, satisfiedOf, withoutTally } from './tally'

/** Answers that meant the same: one version of a survey, for example. */
export type Part = { meaning: Meaning; tally: Tally }

/** Answers on a scale that the figure does not speak of, so that they are seen to be left out. */
export type OtherScale = NonNullable<Score['otherScales']>[number]

export type Pool = { tally: Tally; count: number; satisfied: number; others: OtherScale[] }

/**
 * Puts together the answers that were given on the scale of `meaning`. Their thresholds may differ: each
 * answer is satisfied or not by its own. Answers on another scale, or on one that runs the other way, are
 * counted beside, never mixed in.
 */
export function poolOn({ metric, min, max, step = 1, direction }: Meaning, parts: readonly Part[]): Pool {
  const pooled: Tally[] = []
  const others = new Map<string, OtherScale>()
  let satisfied = 0
  for (const { meaning, tally } of parts) {
    if (
      meaning.metric === metric &&
      meaning.min === min &&
      meaning.max === max &&
      (meaning.step ?? 1) === step &&
      meaning.direction === direction
    ) {
      pooled.push(tally)
      satisfied += satisfiedOf(tally, meaning)
    } else if (countOf(tally) > 0) {
      const key = [meaning.metric, meaning.min, meaning.max, meaning.step ?? 1, meaning.direction].join()
      const count = (others.get(key)?.count ?? 0) + countOf(tally)
      others.set(key, { metric: meaning.metric, scale: shownScale(meaning), count })
    }
  }
  const tally = addTallies(...pooled)
  return { tally, count: countOf(tally), satisfied, others: [...others.values()] }
}

/** As the API shows it: without a step where ratings are whole points. */
export function shownScale({ min, max, step = 1 }: Meaning): OtherScale['scale'] {
  return { min, max, ...(step !== 1 && { step }) }
}

/** The answers of `all` that are not in `some`, which is a part of it. */
export function withoutPool(all: Pool, some: Pool): Pool {
  return {
    tally: withoutTally(all.tally, some.tally),
    count: all.count - some.count,
    satisfied: all.satisfied - some.satisfied,
    others: []
  }
}
