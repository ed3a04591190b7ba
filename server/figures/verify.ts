import { and, between, eq, inArray, sql } from 'drizzle-orm'
import { bandOf } from '../attributes/bands'
import { attributesIn, declaredOf } from '../attributes/declared'
import { countedPlace, saidIn, versionsByNumber } from '../columns/reading/answers'
import { dimensionOf } from '../columns/reading/attributes'
import { choicesOf, facetsOf } from '../columns/reading/facets'
import type { ColumnDimension } from '../columns/wire'
import { placeNumbers } from '../columns/wire'
import { facets } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'
import type { Repeats } from '../statistics/repeats'
import { repeatRules } from '../statistics/repeats'
import { moveSets } from '../tags/move-answers'
import { rulesOf } from '../tags/rules'
import type { TagSet } from '../tags/tag-set'
import { sentTagsOf } from '../tags/tags'
import type { Count } from '../tallies/counts'
import { countDays, readCounts, topicsName } from '../tallies/counts'
import { addDays, stepOf } from '../time/periods'

/**
 * Answers of one kind on one day of which the figures know another number than there are; `tags` in the
 * order of `dimensions`, or a value of one attribute.
 */
export type Difference = {
  on: string
  tags: string[]
  version: number
  rating: number
  repeats: Repeats
  kept: number
  counted: number
}

const dayMs = 86_400_000
/** Answers come in meanwhile: only what differs so often does. */
const attempts = 4
const tagged = [
  'channel',
  'topics',
  'agent',
  'team',
  'locale',
  'surface',
  'claimed',
  'handler',
  'bot'
] as const satisfies readonly ColumnDimension[]
const dimensions: readonly ColumnDimension[] = [...tagged, ...facets]
const counted: Record<Repeats, readonly number[]> = {
  latest: [placeNumbers.alone, placeNumbers.latest],
  first: [placeNumbers.alone, placeNumbers.first],
  all: Object.values(placeNumbers)
}

/**
 * Counts the answers to a survey one by one, week after week, by what was sent and the rules of the site,
 * and compares.
 */
export async function* verifyColumns(
  database: Database,
  surveyId: string
): AsyncGenerator<{ done: number; total: number; differences: Difference[] }> {
  const {
    tables: { response, survey },
    handle
  } = database
  const [opened] = await handle.select({ siteId: survey.siteId }).from(survey).where(eq(survey.id, surveyId))
  if (!opened) throw new Error(`there is no survey ${surveyId}`)
  const answered = await handle
    .selectDistinct({ on: response.answeredOn })
    .from(response)
    .where(eq(response.surveyId, surveyId))
  const always = { from: '0000-01-01', to: '9999-12-31' }
  const known = await readCounts(
    database,
    { surveyId, siteId: opened.siteId, filters: {}, by: [], grain: 'day', repeats: 'all' },
    always
  )
  const days = [...answered.map(({ on }) => on), ...known.map(({ keys: [day = ''] }) => day)]
  const weeks = [...new Set(days.map((day) => stepOf(day, 'week')))].sort()
  for (const [index, week] of weeks.entries()) {
    let differences = await compareWeek(database, surveyId, opened.siteId, week)
    for (let attempt = 1; attempt < attempts && differences.length > 0; attempt++)
      differences = await compareWeek(database, surveyId, opened.siteId, week)
    yield { done: index + 1, total: weeks.length, differences }
  }
}

export async function everySurvey({
  tables: { survey },
  handle
}: Database): Promise<{ id: string; siteId: string }[]> {
  return handle
    .select({ id: survey.id, siteId: survey.siteId })
    .from(survey)
    .orderBy(survey.createdAt, survey.id)
}

/** Makes every set of tags of a site count as its rules say, and gives how many did not. */
export function settleSets(database: Database, siteId: string): Promise<number> {
  const { tagSet, tagSetTopic, site } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(site).where(eq(site.id, siteId))))
    if (!row) return 0
    const rules = rulesOf(row)
    const sets = yield* run(handle.select().from(tagSet).where(eq(tagSet.siteId, siteId)))
    const ours = handle.select({ id: tagSet.id }).from(tagSet).where(eq(tagSet.siteId, siteId))
    const topics = new Map<string, string[]>()
    for (const { tagSetId, topic } of yield* run(
      handle.select().from(tagSetTopic).where(inArray(tagSetTopic.tagSetId, ours))
    )) {
      const its = topics.get(tagSetId) ?? []
      its.push(topic)
      topics.set(tagSetId, its)
    }
    const moves = sets.flatMap((set) => {
      const is = rules.counted(sentTagsOf(set))
      const was: TagSet = {
        ...is,
        channel: set.channel,
        agent: set.agent,
        team: set.team,
        handler: set.handler,
        bot: set.bot,
        topics: (topics.get(set.id) ?? []).sort()
      }
      return String(keysOf(was)) === String(keysOf(is)) ? [] : [{ was, is }]
    })
    yield* moveSets(handle, database, moves)
    return moves.length
  })
}

async function compareWeek(
  database: Database,
  surveyId: string,
  siteId: string,
  from: string
): Promise<Difference[]> {
  const {
    tables: { response, tagSet, site },
    handle
  } = database
  const [opened] = await handle.select().from(site).where(eq(site.id, siteId))
  const { tagSetId, version, rating, repeated, answeredOn, answers, attributes } = response
  const hasComment = sql<boolean | number>`${response.comment} is not null`.as('has_comment')
  const to = addDays(from, 6)
  const groups = handle
    .select({
      answeredOn,
      tagSetId,
      version,
      rating,
      repeated,
      answers,
      attributes,
      hasComment,
      count: sql<number | string>`count(*)`.as('counted')
    })
    .from(response)
    .where(
      and(
        eq(response.surveyId, surveyId),
        between(answeredOn, from, to),
        // A day wider because of time zones: this is what the index finds quickly.
        between(response.answeredAt, Date.parse(from) - dayMs, Date.parse(to) + 2 * dayMs),
        eq(response.state, 'counted')
      )
    )
    .groupBy(answeredOn, tagSetId, version, rating, repeated, answers, attributes, sql`has_comment`)
    .as('groups')
  const rows = await handle
    .select({
      tags: tagSet,
      on: groups.answeredOn,
      version: groups.version,
      rating: groups.rating,
      repeated: groups.repeated,
      answers: groups.answers,
      attributes: groups.attributes,
      hasComment: groups.hasComment,
      count: groups.count
    })
    .from(groups)
    .innerJoin(tagSet, eq(tagSet.id, groups.tagSetId))
  const versions = await versionsByNumber(database, surveyId)
  const facetKeys = (answers: string | null, hasComment: boolean, number: number) => {
    const version = versions.get(number)
    const found = facetsOf(saidIn(answers), hasComment, version && choicesOf(version))
    return facets.map((facet) => found[facet] ?? '')
  }
  const all = repeatRules.map(async (repeats) => {
    const kept = await countDays(
      database,
      { surveyId, siteId, filters: {}, by: dimensions, repeats },
      { from, to }
    )
    const wanted = rows.filter((row) =>
      counted[repeats].includes(countedPlace({ state: 'counted', repeated: row.repeated }))
    )
    const sent = wanted.map(
      ({ tags, on, version, rating, answers, hasComment, count }): Count => ({
        keys: [on, ...countedKeys(opened, tags), ...facetKeys(answers, Boolean(hasComment), version)],
        version,
        rating,
        count: Number(count)
      })
    )
    const found = differencesOf(kept, sent)
    // All at once they would be too many combinations to tell apart.
    for (const declared of opened ? declaredOf(opened) : []) {
      const by = [dimensionOf(declared.key)]
      const kept = await countDays(database, { surveyId, siteId, filters: {}, by, repeats }, { from, to })
      const sent = wanted.map(({ attributes, on, version, rating, count }): Count => {
        const value = bandOf(declared, attributesIn(attributes)[declared.key])
        return { keys: [on, value], version, rating, count: Number(count) }
      })
      found.push(...differencesOf(kept, sent))
    }
    return found.map((difference) => ({ repeats, ...difference }))
  })
  return (await Promise.all(all)).flat()
}

function countedKeys(site: SiteRow | undefined, tags: Parameters<typeof sentTagsOf>[0]): string[] {
  const sent = sentTagsOf(tags)
  return keysOf(site ? rulesOf(site).counted(sent) : sent)
}

function keysOf(tags: TagSet): string[] {
  return tagged.map((dimension) => (dimension === 'topics' ? topicsName(tags.topics) : tags[dimension]))
}

function differencesOf(kept: readonly Count[], counted: readonly Count[]): Omit<Difference, 'repeats'>[] {
  const rows = new Map<string, Omit<Difference, 'repeats'>>()
  const rowOf = ({ keys, version, rating }: Count) => {
    const name = JSON.stringify([keys, version, rating])
    const [on = '', ...tags] = keys
    const row = rows.get(name) ?? { on, tags, version, rating, kept: 0, counted: 0 }
    rows.set(name, row)
    return row
  }
  for (const count of kept) rowOf(count).kept += count.count
  for (const count of counted) rowOf(count).counted += count.count
  return [...rows.values()].filter(({ kept, counted }) => kept !== counted)
}
