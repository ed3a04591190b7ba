import { and, between, eq, inArray, sql } from 'drizzle-orm'
import { anyRating, cutFor, cutName, partsOf, topicsIn, topicsName } from './cuts'
import type { CutDimension } from './cuts'
import type { Grain } from '../contract/terms'
import { dimensions } from '../contract/terms'
import type { Database } from '../db/database'
import type { Filters } from './filters'
import type { Period, SignedStretch } from './periods'
import { signedStretchesOf, stepOf } from './periods'
import { merged, readRepeats } from './repeat-reader'
import type { Repeats } from '../scores/repeats'
import { tagConditions } from './tag-conditions'
import type { TagRules } from '../tag-rules'

/**
 * What is counted: the answers to a survey that fit the filters, side by side by some dimensions or by time. Of several answers to one
 * conversation the latest one counts, unless `repeats` says otherwise. Where `ratings` are not asked for, those of the counts mean
 * nothing.
 */
export type Breakdown = { surveyId: string; siteId: string; rules: TagRules; filters: Filters; by: readonly CutDimension[]; grain?: Grain | undefined; repeats?: Repeats | undefined; ratings?: boolean }

/**
 * How many answers to one version gave one rating. `keys` are the values of `by` in its order, or the first day of the step; several
 * counts may have the same keys.
 */
export type Count = { keys: string[]; version: number; rating: number; count: number }

/**
 * Counts from the kept tallies, never from the answers: it costs as much as there are different tags and days, however
 * many answers there are. An answer with several topics counts once in a breakdown without topics, and once for each
 * of its topics in a breakdown by topic.
 */
export async function readCounts(database: Database, breakdown: Breakdown, period: Period): Promise<Count[]> {
  const { filters, by } = breakdown
  const bySets = by.includes('topics')
  const needed = new Set<CutDimension>([...dimensions.filter((dimension) => filters[dimension] && !(bySets && dimension === 'topic')), ...by])
  // The tallies by topic have an answer with two of the filter's topics twice; the tag sets have it once.
  const wouldCountTwice = !by.includes('topic') && !bySets && (filters.topic?.length ?? 0) > 1
  // What is merely claimed only the tag sets know.
  const cut = wouldCountTwice || filters.claimed ? undefined : cutFor(needed, breakdown.ratings ?? true)
  const reading = cut ? readCut(database, breakdown, cut, period) : readTagSets(database, breakdown, period)
  const { repeats = 'latest' } = breakdown
  if (repeats === 'latest') return merged(await reading)
  const counts = (await Promise.all([reading, readRepeats(database, breakdown, repeats, period)])).flat()
  // What is only counted is kept under one rating, and what is taken away from it has to be, too.
  return merged(breakdown.ratings === false ? counts.map((count) => ({ ...count, rating: anyRating })) : counts)
}

/** How many answers a period has, and how many of them fit the filters. */
export async function countFitting(database: Database, { filters, ...asked }: Breakdown, period: Period): Promise<{ all: number; fit: number }> {
  const counted = async (filters: Filters) => (await readCounts(database, { ...asked, filters, by: [], ratings: false }, period)).reduce((sum, { count }) => sum + count, 0)
  const all = await counted({})
  return { all, fit: Object.keys(filters).length === 0 ? all : await counted(filters) }
}

async function readCut(database: Database, breakdown: Breakdown, cut: readonly CutDimension[], period: Period): Promise<Count[]> {
  const { filters, by, grain } = breakdown
  const rows = await readEach(stretchesIn(breakdown, period), (stretch) => readStretch(database, breakdown, cut, stretch))
  return rows.flatMap(({ key, on, version, rating, count }) => {
    const parts = partsOf(cut, key)
    if (!cut.every((dimension) => isWanted(filters, dimension, parts[dimension] ?? ''))) return []
    const keys = grain ? [stepOf(on, grain)] : by.map((dimension) => parts[dimension] ?? '')
    return [{ keys, version, rating, count }]
  })
}

/** Months tell nothing of days and weeks. */
function stretchesIn({ grain }: Breakdown, period: Period): SignedStretch[] {
  return grain === 'day' || grain === 'week' ? [{ grain: 'day', ...period, sign: 1 }] : signedStretchesOf(period)
}

/** What each stretch holds, as it is added or taken away. */
async function readEach<Row extends { count: number | string }>(stretches: readonly SignedStretch[], read: (stretch: SignedStretch) => PromiseLike<Row[]>) {
  const rows = await Promise.all(stretches.map(async (stretch) => (await read(stretch)).map((row) => ({ ...row, count: stretch.sign * Number(row.count) }))))
  return rows.flat()
}

function isWanted(filters: Filters, dimension: CutDimension, value: string): boolean {
  if (dimension !== 'topics') return filters[dimension]?.includes(value) ?? true
  return filters.topic?.some((topic) => (topic === '' ? value === '' : topicsIn(value).includes(topic))) ?? true
}

function readStretch({ tables: { tally }, handle }: Database, { surveyId, filters, grain }: Breakdown, cut: readonly CutDimension[], stretch: SignedStretch) {
  const [only, second] = cut
  const wanted = only !== undefined && only !== 'topics' && second === undefined ? filters[only] : undefined
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
  const rows = await readEach(stretchesIn(breakdown, period), (stretch) => readTagSetStretch(database, breakdown, stretch))
  const { rules, by, grain } = breakdown
  const topicsAt = by.indexOf('topics')
  return rows.map(({ first, second, third, version, rating, count }) => {
    const keys = grain ? [stepOf(first, grain)] : [first, second, third].slice(0, by.length).map((key, place) => (place === topicsAt ? countedTopics(rules, key) : key))
    return { keys, version, rating, count }
  })
}

/** First the answers of each tag set are added up, or of each period where time is asked for; then those that have the same values. */
function readTagSetStretch(database: Database, breakdown: Breakdown, { grain: kept, from, to }: SignedStretch) {
  const { tables: { tagSet, tagSetTopic, tagSetTally, tagSetMonthTally }, handle } = database
  const { surveyId, siteId, filters, by, grain } = breakdown
  const tally = kept === 'month' ? tagSetMonthTally : tagSetTally
  const period = kept === 'month' ? tagSetMonthTally.answeredIn : tagSetTally.answeredOn
  // A list of tag sets makes SQLite seek their periods one by one; a plain join would read every one there ever was.
  const fitting = handle.select({ id: tagSet.id }).from(tagSet).where(and(eq(tagSet.siteId, siteId), ...tagConditions(database, filters)))
  const { tagSetId, version, rating } = tally
  const units = grain ? [period] : by.length > 0 ? [tagSetId] : []
  const [unit = sql`''`] = units
  const counted = handle
    .select({ unit: sql<string>`${unit}`.as('unit'), version, rating, count: sql<number | string>`sum(${tally.count})`.as('counted') })
    .from(tally)
    .where(and(eq(tally.surveyId, surveyId), inArray(tagSetId, fitting), between(period, from, to)))
    .groupBy(...units, version, rating)
    .as('counted_units')
  const topic = sql<string>`coalesce(${tagSetTopic.topic}, '')`
  const columns = { ...tagSet, topic }
  const groups = grain ? [sql<string>`${counted.unit}`] : by.map((dimension) => sql<string>`${columns[dimension]}`)
  const [first = sql<string>`''`, second = sql<string>`''`, third = sql<string>`''`] = groups
  const query = handle.select({ first, second, third, version: counted.version, rating: counted.rating, count: sql<number | string>`sum(${counted.count})` }).from(counted).$dynamic()
  const withTags = by.some((dimension) => dimension !== 'topic') ? query.innerJoin(tagSet, eq(tagSet.id, counted.unit)) : query
  return (by.includes('topic') ? withTags.leftJoin(tagSetTopic, eq(tagSetTopic.tagSetId, counted.unit)) : withTags)
    // Of an answer with several topics, a breakdown by topic lists only those that were asked for.
    .where(by.includes('topic') && filters.topic ? inArray(topic, [...filters.topic]) : undefined)
    .groupBy(...groups, counted.version, counted.rating)
}

/** The set that topics count as which were sent together. */
function countedTopics(rules: TagRules, sent: string): string {
  const topics = JSON.parse(sent) as string[] // written by keepTags only
  return topicsName(rules.countedTopics(topics))
}
