import type { SQL } from 'drizzle-orm'
import { and, between, eq, inArray, sql } from 'drizzle-orm'
import type { FunnelDimension } from '../contract/funnel'
import type { Database } from '../db/database'
import type { SiteRow } from '../sites'
import { rulesOf } from '../tag-rules'
import { cutName, cutOf, keptIn } from './funnel-cuts'
import type { OfSurvey, Steps } from './funnel-invitations'
import { steps, stepsFrom } from './funnel-invitations'
import { filteredBy, fits, tagsOf } from './funnel-tags'
import type { FunnelFilters, InvitationTags } from './funnel-tags'
import type { Period, Stretch } from './periods'
import { stretchesOf } from './periods'

/** Engines take no more names in one question than some ten thousand. */
const namesMax = 5_000

/** How far so many invitations with the same tags came; `kept` are the tags that were asked for, as they are frozen on them. */
export type InvitationCount = Steps & { kept: Partial<InvitationTags>; state: string; reason: string }

type Asked = OfSurvey & { filters: FunnelFilters; needed: readonly FunnelDimension[] }

/**
 * What became of the invitations of a period by the dimensions that are needed, from what is kept: never from the invitations. It
 * may hold more than the filters ask for.
 */
export async function readFunnelTallies(database: Database, asked: Asked, period: Period): Promise<InvitationCount[]> {
  const cut = cutOf(asked.needed)
  const isFitting = cut ? undefined : await fittingTagSets(database, asked)
  const counts = await Promise.all(stretchesOf(period).map((stretch) => (cut ? readCut(database, asked, cut, stretch) : readTagSets(database, asked, isFitting, stretch))))
  // What is counted elsewhere by now leaves a row of nothing behind.
  return counts.flat().filter(({ invited }) => invited > 0)
}

async function readCut({ tables: { funnelTally }, handle }: Database, { surveyId }: Asked, cut: readonly FunnelDimension[], { grain, from, to }: Stretch): Promise<InvitationCount[]> {
  const { key, state, reason } = funnelTally
  const rows = await handle
    .select({ key, state, reason, ...sumsIn(funnelTally) })
    .from(funnelTally)
    .where(and(eq(funnelTally.surveyId, surveyId), eq(funnelTally.cut, cutName(cut)), eq(funnelTally.grain, grain), between(funnelTally.period, from, to)))
    .groupBy(key, state, reason)
  return rows.map(({ key, state, reason, ...sums }) => ({ ...stepsFrom(sums), state, reason, kept: keptIn(cut, key) }))
}

async function readTagSets({ tables: { funnelTagTally, invitationTagSet }, handle }: Database, { surveyId, site, needed }: Asked, isFitting: SQL | undefined, { grain, from, to }: Stretch): Promise<InvitationCount[]> {
  const { state, reason } = funnelTagTally
  const columns = Object.fromEntries(needed.map((dimension) => [dimension, columnOf(invitationTagSet, dimension)]))
  // A cross join says that tag sets come first: few of them fit, and SQLite would rather read every day that there is.
  const rows = await handle
    .select({ ...columns, state, reason, ...sumsIn(funnelTagTally) })
    .from(invitationTagSet)
    .crossJoin(funnelTagTally)
    .where(
      and(
        eq(invitationTagSet.siteId, site.id),
        isFitting,
        eq(funnelTagTally.surveyId, surveyId),
        eq(funnelTagTally.tagSetId, invitationTagSet.id),
        eq(funnelTagTally.grain, grain),
        between(funnelTagTally.period, from, to)
      )
    )
    .groupBy(...Object.values(columns), state, reason)
  return rows.map((row) => ({ ...stepsFrom(row), state: row.state, reason: row.reason, kept: Object.fromEntries(needed.map((dimension) => [dimension, String(row[dimension as keyof typeof row])])) }))
}

/** What a tag set must be to fit the filters: channels, topics and deliveries as they were sent, of those that there are. */
async function fittingTagSets({ tables: { invitationTagSet }, handle }: Database, { site, filters }: Asked): Promise<SQL | undefined> {
  const conditions = filteredBy(filters).map(async (dimension) => {
    const column = columnOf(invitationTagSet, dimension)
    if (dimension === 'locale') return inArray(column, [...(filters[dimension] ?? [])])
    const rows = await handle.selectDistinct({ kept: column }).from(invitationTagSet).where(eq(invitationTagSet.siteId, site.id))
    const kept = rows.map((row) => row.kept).filter((sent) => isWanted(site, filters, dimension, sent))
    // The rest is left out by whoever reads what was found.
    return kept.length > namesMax ? undefined : inArray(column, kept)
  })
  return and(...(await Promise.all(conditions)))
}

function isWanted(site: SiteRow, filters: FunnelFilters, dimension: FunnelDimension, kept: string): boolean {
  return fits({ [dimension]: tagsOf[dimension](kept, rulesOf(site)) }, { [dimension]: filters[dimension] ?? [] })
}

function columnOf(table: Database['tables']['invitationTagSet'], dimension: FunnelDimension) {
  return dimension === 'topic' ? table.topics : table[dimension]
}

function sumsIn(table: Database['tables']['funnelTally'] | Database['tables']['funnelTagTally']) {
  return Object.fromEntries(steps.map((step) => [step, sql<number | string>`sum(${table[step]})`])) as Record<keyof Steps, ReturnType<typeof sql<number | string>>> // the same keys
}
