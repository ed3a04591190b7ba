import { bandLabel } from '../attributes/bands'
import { columnsOf } from '../columns/columns'
import type { FunnelQuery, FunnelSide, FunnelView, WebsiteAsks } from '../contract/funnel'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import type { OpenSurvey } from '../surveys/open-survey'
import { channelOf } from '../tags/channel-names'
import { declaredAs, filtersOf, isAttribute } from '../tags/filters'
import { restKey } from '../tags/keys'
import { plainLabel, readLabels } from '../tags/labels'
import { foldedAmong } from '../tallies/rest'
import { dayIn } from '../time/days'
import type { Period } from '../time/periods'
import { periodOf, previousOf } from '../time/periods'
import { readAsks } from '../website/asks'
import { readPlacements } from './placements'
import type { FunnelCount, FunnelOf } from './reader'
import { readFunnel } from './reader'
import { funnelSteps, rateChanges, rateOf } from './steps'

type Row = FunnelView['rows'][number]

/**
 * What became of the invitations of a period (by default the last 28 days of the site), whole and side by
 * side, the most invited first, by the tags and attributes that were frozen on them and what these count as; an invitation
 * about two topics is counted in both, and once in the total.
 */
export async function funnelOf(
  database: Database,
  { survey, site, access }: OpenSurvey,
  query: FunnelQuery,
  now: number
): Promise<FunnelView> {
  const period = periodOf(query, dayIn(site.timeZone, now))
  const previousPeriod = query.compare && previousOf(period)
  const { by } = query
  const filters: FunnelOf['filters'] = {
    ...filtersOf(query, { site, access }),
    ...(query.delivery && { delivery: query.delivery.map(channelOf) })
  }
  const of = { surveyId: survey.id, site, filters, by }
  const [labelOf, after, before, placements, website] = await Promise.all([
    readLabelsOf(database, site, by),
    readFunnel(database, of, period),
    previousPeriod && readFunnel(database, of, previousPeriod),
    filters.surface ? [] : readPlacements(database, survey.id, site, filters),
    Object.keys(filters).length > 0 ? undefined : websiteOf(database, survey.id, period)
  ])
  const is = funnelGroups(after)
  const was = before && funnelGroups(before)
  foldGroups([is, ...(was ? [was] : [])], (key) => !by || (filters[by]?.includes(key) ?? true))
  const keys = new Set([...is.keys(), ...(was?.keys() ?? [])])
  // Of an invitation about several topics, a breakdown by topic lists only those that were asked for.
  const shown = [...keys].filter((key) => !by || (filters[by]?.includes(key) ?? true))
  const found = compared(
    shown.map((key) => ({ after: is.get(key) ?? [], before: was && (was.get(key) ?? []) }))
  )
  const rows = shown.flatMap((key, index): Row[] => {
    const row = found[index]
    const label = labelOf(key)
    // What nobody gave a name is called as it was written.
    const written = by && label === key ? columnsOf(database).writtenAs(site, by, key) : undefined
    return row ? [{ key, label: written ?? label, ...row }] : []
  })
  const [{ steps: total, ...change } = { steps: funnelSteps(after) }] = compared([{ after, before }])
  return {
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    ...change,
    rows: rows.sort((a, b) => b.steps.invited - a.steps.invited || (a.key < b.key ? -1 : 1)),
    ...(website && { website }),
    placements
  }
}

/** What people call a value. Throws `invalid` for an attribute that the site does not declare. */
async function readLabelsOf(
  database: Database,
  site: SiteRow,
  by: FunnelSide | undefined
): Promise<(key: string) => string> {
  if (by === undefined || by === 'delivery') return plainLabel
  if (!isAttribute(by)) return readLabels(database, site.id, by)
  const declared = declaredAs(site, by)
  return (key) => bandLabel(declared, key) ?? plainLabel(key)
}

/** What the pages of the site asked, those shown most often first; nothing where none did. */
async function websiteOf(
  database: Database,
  surveyId: string,
  period: Period
): Promise<WebsiteAsks | undefined> {
  const pages = (await readAsks(database, surveyId, period))
    .filter(({ shown }) => shown > 0)
    .sort((a, b) => b.shown - a.shown || (a.page < b.page ? -1 : 1))
  if (pages.length === 0) return undefined
  const sum = (of: 'shown' | 'dismissed' | 'answered') => pages.reduce((total, page) => total + page[of], 0)
  const [shown, dismissed, answered] = [sum('shown'), sum('dismissed'), sum('answered')]
  return {
    shown,
    dismissed,
    answered,
    rate: rateOf(answered, shown),
    pages: pages.map((page) => ({ ...page, rate: rateOf(page.answered, page.shown) }))
  }
}

type Sides = { after: readonly FunnelCount[]; before: readonly FunnelCount[] | undefined }

/** The rows of one table, as one family of changes. */
function compared(rows: readonly Sides[]): Pick<Row, 'steps' | 'previous' | 'change'>[] {
  const steps = rows.map(({ after, before }) => ({
    after: funnelSteps(after),
    before: before && funnelSteps(before)
  }))
  const changes = rateChanges(steps.flatMap(({ after, before }) => (before ? [{ before, after }] : [])))
  return steps.map(({ after, before }, index) => ({
    steps: after,
    ...(before && { previous: before, change: changes[index] })
  }))
}

/**
 * Makes one of the values of the fewest invitations, the same ones in each. An invitation about several of
 * them is in it once.
 */
function foldGroups(all: readonly Map<string, FunnelCount[]>[], isListed: (key: string) => boolean): void {
  const sums = new Map<string, number>()
  for (const [key, counts] of all.flatMap((groups) => [...groups])) {
    if (isListed(key))
      sums.set(key, (sums.get(key) ?? 0) + counts.reduce((sum, { invited }) => sum + invited, 0))
  }
  const folded = foldedAmong(sums)
  if (folded.size === 0) return
  for (const groups of all) {
    const rest = new Set([restKey, ...folded].flatMap((key) => groups.get(key) ?? []))
    for (const key of folded) groups.delete(key)
    groups.set(restKey, [...rest])
  }
}

/** The counts of each value of what they are set side by side by. */
export function funnelGroups(counts: readonly FunnelCount[]): Map<string, FunnelCount[]> {
  const groups = new Map<string, FunnelCount[]>()
  for (const count of counts) {
    for (const key of count.keys) {
      const group = groups.get(key)
      if (group) group.push(count)
      else groups.set(key, [count])
    }
  }
  return groups
}
