import type { FunnelDimension } from '../contract/funnel'
import type { Database } from '../db/database'
import type { Filters } from './filters'
import { rulesOf } from '../tag-rules'
import { countInvitations } from './funnel-tallies'
import type { OfSurvey, Steps } from './funnel-invitations'
import { filteredBy, fits, tagsOf } from './funnel-tags'
import type { FunnelFilters, FunnelTags } from './funnel-tags'
import { readFunnelTallies } from './funnel-tally-reader'
import type { Period } from './periods'

/** How far so many invitations with the same tags came. */
export type FunnelCount = Steps & { tags: FunnelTags; state: string; reason: string }

/** The survey, the site whose days count, and the dimensions that are filtered and set side by side. */
export type FunnelOf = OfSurvey & { filters: FunnelFilters & Pick<Filters, 'surface'>; by: FunnelDimension | undefined }

/**
 * What became of the invitations that were made in a period. Nobody knows where an invitation would have been answered, so a filter
 * by surface leaves none.
 */
export async function readFunnel(database: Database, { filters: { surface, ...filters }, ...asked }: FunnelOf, period: Period): Promise<FunnelCount[]> {
  if (surface) return []
  const of = { ...asked, filters }
  const { site, by } = of
  await countInvitations(database, of)
  const needed = [...new Set([...filteredBy(filters), ...(by ? [by] : [])])]
  const counts = await readFunnelTallies(database, { ...of, needed }, period)
  const rules = rulesOf(site)
  return counts
    .map(({ kept, ...count }) => ({ ...count, tags: Object.fromEntries(needed.map((dimension) => [dimension, tagsOf[dimension](kept[dimension] ?? '', rules)])) }))
    .filter(({ tags }) => fits(tags, filters))
}
