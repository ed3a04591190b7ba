import type { FunnelDimension } from '../contract/funnel'
import type { Database } from '../db/database'
import { reading } from '../db/database'
import { rulesOf } from '../tag-rules'
import type { InvitationCount, OfSurvey, Steps } from './funnel-invitations'
import { countInvitations } from './funnel-invitations'
import { filteredBy, fits, tagsOf } from './funnel-tags'
import type { FunnelFilters, FunnelTags } from './funnel-tags'
import { funnelCutFor, readFunnelTallies } from './funnel-tallies'
import type { Period } from './periods'
import { addDays } from './periods'

const daysAtOnce = 7

/** How far so many invitations with the same tags came. */
export type FunnelCount = Steps & { tags: FunnelTags; state: string; reason: string }

/** The survey, the site whose days count, and the dimensions that are filtered and set side by side. */
export type FunnelOf = OfSurvey & { filters: FunnelFilters; by: FunnelDimension | undefined }

/** What became of the invitations that were made in a period. */
export async function readFunnel(database: Database, of: FunnelOf, period: Period, now: number): Promise<FunnelCount[]> {
  const { site, filters, by } = of
  const needed = [...new Set([...filteredBy(filters), ...(by ? [by] : [])])]
  const cut = funnelCutFor(needed)
  const counts = await (cut ? readFunnelTallies(database, of, cut, period, now) : readInvitations(database, of, needed, period))
  const rules = rulesOf(site)
  return counts
    .map(({ kept, ...count }) => ({ ...count, tags: Object.fromEntries(needed.map((dimension) => [dimension, tagsOf[dimension](kept[dimension] ?? '', rules)])) }))
    .filter(({ tags }) => fits(tags, filters))
}

/** From the invitations themselves, a week at a time, so that a year of them holds up nobody's answer on SQLite. */
async function readInvitations(database: Database, of: FunnelOf, dimensions: readonly FunnelDimension[], { from, to }: Period): Promise<InvitationCount[]> {
  const counts: InvitationCount[] = []
  for (let day = from; day <= to; day = addDays(day, daysAtOnce)) {
    const last = addDays(day, daysAtOnce - 1)
    const week = { from: day, to: last < to ? last : to }
    counts.push(...(await reading(database, (handle) => countInvitations(handle, database, of, dimensions, week, of.filters.agent))))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return counts
}
