import { and, between, eq, inArray, sql } from 'drizzle-orm'
import { cutFor, cutName, partsOf } from './cuts'
import type { Dimension, Grain } from '../contract/terms'
import { dimensions } from '../contract/terms'
import type { Database } from '../db/database'
import type { Filters } from './filters'
import type { Period, Stretch } from './periods'
import { stepOf, stretchesOf } from './periods'
import { tagConditions } from './tag-conditions'

/** What is counted: the answers to a survey that fit the filters, side by side by some dimensions or by time. */
export type Breakdown = { surveyId: string; siteId: string; filters: Filters; by: readonly Dimension[]; grain?: Grain | undefined }

/** How many answers to one version gave one rating. `keys` are the values of `by` in its order, or the first day of the step. */
export type Count = { keys: string[]; version: number; rating: number; count: number }

/**
 * Counts from the kept tallies, never from the answers: it costs as much as there are different tags and days, however
 * many answers there are. An answer with several topics counts once in a breakdown without topics, and once for each
 * of its topics in a breakdown by topic.
 */
export async function readCounts(database: Database, breakdown: Breakdown, period: Period): Promise<Count[]> {
  const { filters, by } = breakdown
  const needed = new Set([...dimensions.filter((dimension) => filters[dimension]), ...by])
  // The tallies by topic have an answer with two of the filter's topics twice; the tag sets have it once.
  const wouldCountTwice = !by.includes('topic') && (filters.topic?.length ?? 0) > 1
  const cut = wouldCountTwice ? undefined : cutFor(needed)
  const counts = cut ? await readCut(database, breakdown, cut, period) : await readTagSets(database, breakdown, period)
  return counts.filter(({ count }) => count !== 0)
}

async function readCut(database: Database, breakdown: Breakdown, cut: readonly Dimension[], period: Period): Promise<Count[]> {
  const { filters, by, grain } = breakdown
  const inDays = grain === 'day' || grain === 'week'
  const stretches = inDays ? [{ grain: 'day' as const, ...period }] : stretchesOf(period)
  const rows = await Promise.all(stretches.map((stretch) => readStretch(database, breakdown, cut, stretch)))
  return rows.flat().flatMap(({ key, on, version, rating, count }) => {
    const parts = partsOf(cut, key)
    const fits = cut.every((dimension) => filters[dimension]?.includes(parts[dimension] ?? '') ?? true)
    if (!fits) return []
    const keys = grain ? [stepOf(on, grain)] : by.map((dimension) => parts[dimension] ?? '')
    return [{ keys, version, rating, count: Number(count) }]
  })
}

function readStretch({ tables: { tally }, handle }: Database, { surveyId, filters, grain }: Breakdown, cut: readonly Dimension[], stretch: Stretch) {
  const [only, second] = cut
  const wanted = only !== undefined && second === undefined ? filters[only] : undefined
  return handle
    .select({
      key: tally.key,
      on: grain ? sql<string>`${tally.period}` : sql<string>`''`,
      version: tally.version,
      rating: tally.rating,
      count: sql<number | string>`sum(${tally.count})` // PostgreSQL gives sums as strings
    })
    .from(tally)
    .where(
      and(
        eq(tally.surveyId, surveyId),
        eq(tally.cut, cutName(cut)),
        eq(tally.grain, stretch.grain),
        between(tally.period, stretch.from, stretch.to),
        wanted && inArray(tally.key, [...wanted])
      )
    )
    .groupBy(tally.key, tally.version, tally.rating, ...(grain ? [tally.period] : []))
}

async function readTagSets(database: Database, breakdown: Breakdown, period: Period): Promise<Count[]> {
  const { tables: { tagSet, tagSetTopic, tagSetTally }, handle } = database
  const { surveyId, siteId, filters, by, grain } = breakdown
  const topic = sql<string>`coalesce(${tagSetTopic.topic}, '')`
  const groups = grain ? [sql<string>`${tagSetTally.answeredOn}`] : by.map((dimension) => (dimension === 'topic' ? topic : sql<string>`${tagSet[dimension]}`))
  const [first = sql<string>`''`, second = sql<string>`''`] = groups
  // A list of tag sets makes SQLite seek their days one by one; a plain join would read every day there ever was.
  const fitting = handle.select({ id: tagSet.id }).from(tagSet).where(and(eq(tagSet.siteId, siteId), ...tagConditions(database, filters)))
  const query = handle
    .select({ first, second, version: tagSetTally.version, rating: tagSetTally.rating, count: sql<number | string>`sum(${tagSetTally.count})` })
    .from(tagSetTally)
    .$dynamic()
  const withTags = by.some((dimension) => dimension !== 'topic') ? query.innerJoin(tagSet, eq(tagSet.id, tagSetTally.tagSetId)) : query
  const rows = await (by.includes('topic') ? withTags.leftJoin(tagSetTopic, eq(tagSetTopic.tagSetId, tagSetTally.tagSetId)) : withTags)
    .where(
      and(
        eq(tagSetTally.surveyId, surveyId),
        inArray(tagSetTally.tagSetId, fitting),
        between(tagSetTally.answeredOn, period.from, period.to),
        // Of an answer with several topics, a breakdown by topic lists only those that were asked for.
        by.includes('topic') && filters.topic ? inArray(topic, [...filters.topic]) : undefined
      )
    )
    .groupBy(...groups, tagSetTally.version, tagSetTally.rating)
  return rows.map(({ first, second, version, rating, count }) => {
    const keys = grain ? [stepOf(first, grain)] : [first, second].slice(0, by.length)
    return { keys, version, rating, count: Number(count) }
  })
}
