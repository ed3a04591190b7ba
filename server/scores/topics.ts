import { differenceOf } from './difference'
import { discoveries } from './discoveries'
import { fisher } from './fisher'
import { poolOn, withoutPool } from './pool'
import { addSamples, directionOf, sampleOfPool, uncertaintyOf } from './sample'
import { hundredOf, scoreDefaults, scoreOfPool, unitOf } from './score'
import { standardErrorsFor } from './sample-sizes'
import type { Score } from '../contract/figures'
import type { Difference } from './difference'
import type { Part, Pool } from './pool'
import type { Group } from './sample'
import type { Meaning } from './tally'

export const topicDefaults = {
  ...scoreDefaults,
  /** Of the topics flagged, so large a share may be chance. */
  falseDiscoveries: 0.1,
  /** A difference below so many points is not worth acting on; of a mean, percent of the scale's range. */
  worthwhile: 5
}

export type TopicRow = {
  key: string
  score: Score
  /** All other answers, not all answers: a large topic would be compared with itself. */
  rest: Score
  /** topic - rest, with the p value and, over the topics that may be shown, its q (Benjamini-Hochberg). */
  difference: Difference
  q: number | null
  /** Low is worse than the rest, also where a lower score is the better one. */
  flag: 'low' | 'high' | 'none'
  /** By how much the whole gets better, in its unit, if the topic reaches the rest. Negative for topics better than the rest. */
  impact: number
  /** So many more customers would be satisfied (promoters less detractors; steps of the scale) if the topic reached the rest. */
  lost: number
  /** About so many more answers about the topic would make it clear. Absent when it is clear, or so close to the rest that it is no matter. */
  answersNeeded?: number
}

/**
 * Topics against the rest, those with the most to win first. Fisher's exact test for shares, the tests of `differenceOf` for NPS and means.
 * An answer counts in each of its topics, so `total` is no sum of theirs: it is every answer, those without a topic too.
 */
export function topicsAgainstRest(
  meaning: Meaning,
  total: readonly Part[],
  topics: readonly Group[],
  settings = topicDefaults
): TopicRow[] {
  const all = poolOn(meaning, total)
  const rows = topics.map(({ key, parts }) => {
    const topic = poolOn(meaning, parts)
    const rest = withoutPool(all, topic)
    return { key, topic, rest, difference: tested(meaning, topic, rest) }
  })
  const qs = discoveries(rows.map(({ topic, difference }) => (topic.count >= settings.hiddenBelow ? difference.p : null)))
  const better = directionOf(meaning)
  return rows
    .map(({ key, topic, rest, difference }, index): TopicRow => {
      const q = qs[index] ?? null
      const value = difference.value ?? 0
      const flagged = q !== null && q <= settings.falseDiscoveries && value !== 0
      const behind = better > 0 ? 0 - value : value
      // The p value that would have been enough for this topic at its place among the others.
      const level = q && difference.p ? (difference.p * settings.falseDiscoveries) / q : settings.falseDiscoveries / topics.length
      const needed = flagged ? null : answersNeeded(meaning, topic, rest, difference, level, settings)
      return {
        key,
        score: scoreOfPool(topic, meaning, settings),
        rest: scoreOfPool(rest, meaning, settings),
        difference,
        q,
        flag: flagged ? (behind > 0 ? 'low' : 'high') : 'none',
        impact: all.count === 0 ? 0 : (topic.count / all.count) * behind,
        lost: (topic.count * behind) / (unitOf(meaning) === 'mean' ? 1 : 100),
        ...(needed !== null && { answersNeeded: needed })
      }
    })
    .sort((a, b) => b.impact - a.impact || b.score.count - a.score.count || (a.key < b.key ? -1 : 1))
}

function tested(meaning: Meaning, topic: Pool, rest: Pool): Difference {
  const difference = differenceOf(meaning, rest, topic)
  if (unitOf(meaning) !== 'percent' || difference.p === null) return difference
  return { ...difference, p: fisher({ part: rest.satisfied, count: rest.count }, { part: topic.satisfied, count: topic.count }) }
}

/**
 * So many more answers about the topic, while the rest grows with it, show the difference seen (or the least that is worthwhile, if that
 * is larger) in 8 of 10 cases. Null where the whole interval is below what is worthwhile.
 */
function answersNeeded(
  meaning: Meaning,
  topic: Pool,
  rest: Pool,
  { value, lower, upper }: Difference,
  level: number,
  settings: typeof topicDefaults
): number | null {
  const least = Math.max(1, settings.hiddenBelow - topic.count)
  if (value === null || topic.count === 0) return least
  const worthwhile = (settings.worthwhile * hundredOf(meaning)) / 100
  if (lower !== null && upper !== null && -worthwhile < lower && upper < worthwhile) return null
  const [ofTopic, ofRest] = [sampleOfPool(meaning, topic), sampleOfPool(meaning, rest)]
  const everybody = addSamples([ofTopic, ofRest])
  const variance = uncertaintyOf(unitOf(meaning), ofTopic, everybody) + uncertaintyOf(unitOf(meaning), ofRest, everybody)
  const times = variance / (Math.max(Math.abs(value), worthwhile) / standardErrorsFor(level)) ** 2
  return Math.max(least, Math.ceil(topic.count * (times - 1)))
}
