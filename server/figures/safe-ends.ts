import type { Dimension } from '../contract/terms'
import type { Database } from '../db/database'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Filters } from '../tags/filters'
import type { Breakdown } from '../tallies/counts'
import { countDays } from '../tallies/counts'
import type { Query } from '../tallies/question'
import { askedOf } from '../tallies/question'
import type { Scorer, Tallies } from '../tallies/scorer'
import { dayIn } from '../time/days'
import type { Period } from '../time/periods'
import { periodOf } from '../time/periods'
import type { Blocks, DayCounts } from './blocks'
import { blocksOf, isSnapped, snapped, snappedCompared } from './blocks'

/** Of more values than that side by side, those beyond are kept from whoever may not read answers. */
const valuesMost = 60

/**
 * What was asked, with a period that begins and ends with a block, for a caller who may not read answers:
 * from two figures of nearby periods the answers between them could be told. Everybody else gets the days
 * that were asked for.
 */
export async function withSafeEnds<Asked extends Query>(
  database: Database,
  opened: OpenSurvey,
  query: Asked,
  now: number
): Promise<Asked & Pick<Query, 'previous'>> {
  if (opened.access.seesFew) return query
  const { by, filters } = askedOf(opened, query, now)
  const blocks = await blocksAmong(database, by(), { ...by(), filters: {} }, Object.keys(filters).length > 0)
  const period = snapped(periodOf(query, dayIn(opened.site.timeZone, now)), blocks)
  return {
    ...query,
    ...period,
    ...(query.compare && { previous: snappedCompared(period, query.compare, blocks) })
  }
}

/** The groups of a period that are shown, and the breakdown that they come from. */
type Shown = { among: Breakdown; groups: Iterable<{ filters: Filters; tallies: Tallies }>; period: Period }

/**
 * Keeps back of values side by side those of which the period does not begin and end with blocks of their
 * own: in a nearby period there would be a few answers more or fewer to them, or to all others.
 */
export async function withholdThinEnds(
  database: Database,
  { access }: OpenSurvey,
  scorer: Scorer,
  { among, groups, period }: Shown
): Promise<void> {
  if (access.seesFew) return
  const shown = [...groups].filter(({ tallies }) => !scorer.isWithheld(tallies))
  for (const { tallies } of shown.slice(valuesMost)) scorer.keepBack(tallies)
  const looked = shown.slice(0, valuesMost)
  const by = [...new Set(looked.flatMap(({ filters }) => Object.keys(filters) as Dimension[]))].sort()
  const wanted = Object.fromEntries(
    by.map((dimension) => [
      dimension,
      [...new Set(looked.flatMap(({ filters }) => filters[dimension] ?? []))]
    ])
  )
  const [all, each] = await Promise.all([
    dayCounts(database, among),
    looked.length === 0
      ? []
      : countDays(database, { ...among, filters: { ...among.filters, ...wanted }, by, ratings: false })
  ])
  const counts = new Map<string, Map<string, number>>()
  for (const {
    keys: [day = '', ...values],
    count
  } of each) {
    const its = counts.get(JSON.stringify(values)) ?? new Map<string, number>()
    counts.set(JSON.stringify(values), its.set(day, (its.get(day) ?? 0) + count))
  }
  for (const { filters, tallies } of looked) {
    const its = counts.get(JSON.stringify(by.map((dimension) => filters[dimension]?.[0]))) ?? new Map()
    if (!isSnapped(period, blocksOf([its, less(all, its)]))) scorer.keepBack(tallies)
  }
}

/** The rows of a breakdown as groups that are looked at for thin ends. */
export function groupsBy(
  dimension: Dimension,
  rows: ReadonlyMap<string, Tallies>
): { filters: Filters; tallies: Tallies }[] {
  return [...rows].map(([key, tallies]) => ({ filters: { [dimension]: [key] }, tallies }))
}

/** The blocks of some answers among all, so that neither they nor the others can be told. */
async function blocksAmong(
  database: Database,
  some: Breakdown,
  all: Breakdown,
  isPart: boolean
): Promise<Blocks> {
  const its = await dayCounts(database, some)
  return blocksOf(isPart ? [its, less(await dayCounts(database, all), its)] : [its])
}

/**
 * The period in which an agent is told of others: so that in a nearby one there are never few more of them.
 */
export async function periodOfOthers(
  database: Database,
  all: Breakdown,
  own: Breakdown,
  period: Period
): Promise<Period> {
  return snapped(period, blocksOf([less(await dayCounts(database, all), await dayCounts(database, own))]))
}

async function dayCounts(database: Database, breakdown: Breakdown): Promise<DayCounts> {
  const counts = new Map<string, number>()
  for (const {
    keys: [day = ''],
    count
  } of await countDays(database, { ...breakdown, by: [], ratings: false }))
    counts.set(day, (counts.get(day) ?? 0) + count)
  return counts
}

function less(all: DayCounts, some: DayCounts): DayCounts {
  return new Map(
    [...all]
      .map(([day, count]) => [day, count - (some.get(day) ?? 0)] as const)
      .filter(([, count]) => count > 0)
  )
}
