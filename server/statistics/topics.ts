import type { Score } from '../contract/figures'
import type { Difference } from './difference'
import { differenceOf } from './difference'
import { fisher } from './fisher'
import type { Part, Pool } from './pool'
import { poolOn, withoutPool } from './pool'
import type { Group } from './sample'
import { addSamples, directionOf, sampleOfPool, uncertaintyOf } from './sample'
import { standardErrorsFor } from './sample-sizes'
import { hundredOf, scoreDefaults, scoreOfPool, unitOf } from './score'
import type { Stepwise } from './stepwise'
import type { Meaning, Tally } from './tally'
import { valuesOf } from './values'
import { judged, levelOf, verdictDefaults } from './verdict'

export const topicDefaults = {
  ...scoreDefaults,
  ...verdictDefaults,
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
  /**
   * By how much the whole gets better, in its unit, if the topic reaches the rest. Negative for topics
   * better than the rest.
   */
  impact: number
  /**
   * So many more customers would be satisfied (promoters less detractors; steps of the scale) if the topic
   * reached the rest.
   */
  lost: number
  /**
   * About so many more answers about the topic would make it clear. Absent when it is clear, or so close to
   * the rest that it is no matter.
   */
  answersNeeded?: number
}

/**
 * Topics against the rest, those with the most to win first. An answer counts in each of its topics, so
 * `total` is no sum of theirs: it is every answer, those without a topic too.
 */
export function* topicsAgainstRest(
  meaning: Meaning,
  total: readonly Part[],
  topics: readonly Group[],
  settings = topicDefaults
): Stepwise<TopicRow[]> {
  const rows = yield* againstRest(
    meaning,
    topics.map((topic) => ({ ...topic, among: total })),
    settings
  )
  return rows.sort((a, b) => b.impact - a.impact || b.score.count - a.score.count || (a.key < b.key ? -1 : 1))
}

/**
 * So many more customers would be satisfied if the topic reached the rest (promoters less detractors; steps
 * of the scale), with the 95 % interval. Null where either side has too few answers to be shown.
 */
export function lostOf(
  meaning: Meaning,
  { score, rest, lost, difference: { lower, upper } }: TopicRow
): { value: number; lower: number | null; upper: number | null } | null {
  if (score.state === 'hidden' || rest.state === 'hidden') return null
  const behind = (end: number | null) =>
    end === null ? null : ((0 - directionOf(meaning)) * end * score.count) / hundredthsOf(meaning)
  const ends = directionOf(meaning) > 0 ? [upper, lower] : [lower, upper]
  return { value: lost, lower: behind(ends[0] ?? null), upper: behind(ends[1] ?? null) }
}

/**
 * A group, and all answers that it is compared within. Groups among the same answers share them as one
 * object.
 */
export type GroupAmong = Group & { among: readonly Part[] }

/**
 * Groups, each against the rest of the answers that it is among, and all of them judged as one family. In
 * the order given.
 */
export function* againstRest(
  meaning: Meaning,
  groups: readonly GroupAmong[],
  settings = topicDefaults
): Stepwise<TopicRow[]> {
  const pools = new Map<readonly Part[], { all: Pool; values: Tally }>()
  const rows: TestedRow[] = []
  for (const { key, parts, among } of groups) {
    const known = pools.get(among) ?? withValues(meaning, poolOn(meaning, among))
    pools.set(among, known)
    const group = poolOn(meaning, parts)
    const rest = withoutPool(known.all, group)
    const difference = tested(meaning, group, rest, known.values)
    rows.push({
      key,
      all: known.all,
      group,
      rest,
      difference,
      p: Math.min(group.count, rest.count) >= settings.hiddenBelow ? difference.p : null
    })
    yield
  }
  const better = directionOf(meaning)
  const verdicts = judged(
    rows.map(({ difference, p }) => ({ ...difference, p })),
    better,
    settings
  )
  return rows.map(({ key, all, group, rest, difference }, index): TopicRow => {
    const { q = null, verdict = 'not-clear' } = verdicts[index] ?? {}
    const behind = better > 0 ? 0 - (difference.value ?? 0) : (difference.value ?? 0)
    // The p value that would have been enough for this group at its place among the others.
    const level = levelOf(rows, settings) * (q && difference.p ? difference.p / q : 1 / groups.length)
    const needed =
      verdict === 'not-clear'
        ? answersNeeded(meaning, { topic: group, rest, difference }, level, settings)
        : null
    return {
      key,
      score: scoreOfPool(group, meaning, settings),
      rest: scoreOfPool(rest, meaning, settings),
      difference,
      q,
      flag: flags[verdict],
      impact: all.count === 0 ? 0 : (group.count / all.count) * behind,
      lost: (group.count * behind) / hundredthsOf(meaning),
      ...(needed !== null && { answersNeeded: needed })
    }
  })
}

/** `p` only where there are enough answers to look at, on both sides. */
type TestedRow = { key: string; all: Pool; group: Pool; rest: Pool; difference: Difference; p: number | null }

const flags = { worse: 'low', better: 'high', 'not-clear': 'none' } as const

function withValues(meaning: Meaning, all: Pool) {
  return { all, values: valuesOf(meaning, all) }
}

function tested(meaning: Meaning, topic: Pool, rest: Pool, values: Tally): Difference {
  const difference = differenceOf(meaning, rest, topic, values)
  if (unitOf(meaning) !== 'percent' || difference.p === null) return difference
  return {
    ...difference,
    p: fisher({ part: rest.satisfied, count: rest.count }, { part: topic.satisfied, count: topic.count })
  }
}

/**
 * So many more answers about the topic, while the rest grows with it, show the difference seen (or the
 * least that is worthwhile, if that is larger) in 8 of 10 cases. Null where the whole interval is below
 * what is worthwhile, and where there is no rest: then no number of answers would tell.
 */
function answersNeeded(
  meaning: Meaning,
  { topic, rest, difference: { value, lower, upper } }: { topic: Pool; rest: Pool; difference: Difference },
  level: number,
  settings: typeof topicDefaults
): number | null {
  // More answers about the topic would never tell where the rest has too few to be shown.
  if (rest.count === 0 || (rest.count < settings.hiddenBelow && topic.count >= settings.hiddenBelow))
    return null
  const least = Math.max(1, settings.hiddenBelow - topic.count)
  if (value === null || topic.count === 0) return least
  const worthwhile = (settings.worthwhile * hundredOf(meaning)) / 100
  if (lower !== null && upper !== null && -worthwhile < lower && upper < worthwhile) return null
  const [ofTopic, ofRest] = [sampleOfPool(meaning, topic), sampleOfPool(meaning, rest)]
  const everybody = addSamples([ofTopic, ofRest])
  const variance =
    uncertaintyOf(unitOf(meaning), ofTopic, everybody) + uncertaintyOf(unitOf(meaning), ofRest, everybody)
  const times = variance / (Math.max(Math.abs(value), worthwhile) / standardErrorsFor(level)) ** 2
  return Math.max(least, Math.ceil(topic.count * (times - 1)))
}

/** Scores that are shares count in hundredths, means in steps of the scale. */
function hundredthsOf(meaning: Meaning): number {
  return unitOf(meaning) === 'mean' ? 1 : 100
}
