import { and, between, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/database'
import type { Repeats } from '../scores/repeats'
import { sentTagsOf } from '../tags'
import type { TagSet } from '../tags'
import type { CutDimension } from './cuts'
import { topicsName } from './cuts'
import type { Filters } from './filters'
import type { Period } from './periods'
import { stepOf } from './periods'
import { tagConditions } from './tag-conditions'
import type { Breakdown, Count } from './tally-reader'

const places = { first: ['first', 'latest'], all: ['first', 'between'] } as const

/**
 * What another rule for repeated answers makes of the tallies, in which the latest stands for its conversation: for all, those
 * that it stands for come on top; for the first, they take its place. Only repeated answers are read, by an index of their own.
 */
export async function readRepeats(database: Database, breakdown: Breakdown, rule: Exclude<Repeats, 'latest'>, period: Period): Promise<Count[]> {
  const { tables: { response, tagSet }, handle } = database
  const { surveyId, siteId, rules, filters, by, grain } = breakdown
  const fitting = handle.select({ id: tagSet.id }).from(tagSet).where(and(eq(tagSet.siteId, siteId), ...tagConditions(database, filters)))
  const on = grain ? sql<string>`${response.answeredOn}` : sql<string>`''`
  const rows = await handle
    .select({
      tagSetId: response.tagSetId,
      on,
      version: response.version,
      rating: response.rating,
      count: sql<number | string>`sum(case when ${response.repeated} = 'latest' then -1 else 1 end)`
    })
    .from(response)
    .where(
      and(
        eq(response.surveyId, surveyId),
        eq(response.state, 'counted'),
        inArray(response.repeated, [...places[rule]]),
        between(response.answeredOn, period.from, period.to),
        inArray(response.tagSetId, fitting)
      )
    )
    .groupBy(response.tagSetId, response.version, response.rating, ...(grain ? [response.answeredOn] : []))
  const ids = [...new Set(rows.map(({ tagSetId }) => tagSetId))]
  const sets = ids.length === 0 ? [] : await handle.select().from(tagSet).where(and(eq(tagSet.siteId, siteId), inArray(tagSet.id, fitting)))
  const counted = new Map(sets.map((set) => [set.id, rules.counted(sentTagsOf(set))]))
  return rows.flatMap(({ tagSetId, on, version, rating, count }) => {
    const tags = counted.get(tagSetId)
    const keys = grain ? [[stepOf(on, grain)]] : tags ? keysOf(by, tags, filters) : []
    return keys.map((keys) => ({ keys, version, rating, count: Number(count) }))
  })
}

/** The same counts, each keys once, and none of nothing. An answer that came between two readings may be taken away and not yet there. */
export function merged(counts: readonly Count[]): Count[] {
  const sums = new Map<string, Count>()
  for (const count of counts) {
    const name = JSON.stringify([count.keys, count.version, count.rating])
    const known = sums.get(name)
    if (known) known.count += count.count
    else sums.set(name, { ...count })
  }
  return [...sums.values()].filter(({ count }) => count > 0)
}

/** Where an answer with these tags is counted: once, or in a breakdown by topic in each of its topics that were asked for. */
function keysOf(by: readonly CutDimension[], tags: TagSet, filters: Filters): string[][] {
  const topics = tags.topics.length > 0 ? tags.topics : ['']
  const wanted = by.includes('topic') ? topics.filter((topic) => filters.topic?.includes(topic) ?? true) : ['']
  const valueOf = (dimension: CutDimension, topic: string) => (dimension === 'topic' ? topic : dimension === 'topics' ? topicsName(tags.topics) : tags[dimension])
  return wanted.map((topic) => by.map((dimension) => valueOf(dimension, topic)))
}
