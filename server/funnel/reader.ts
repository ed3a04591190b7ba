import { columnsOf } from '../columns/columns'
import { reachedSteps } from '../columns/wire'
import type { FunnelSide } from '../contract/funnel'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import type { Filters } from '../tags/filters'
import { givenIn, topicsIn } from '../tallies/counts'
import { instantIn } from '../time/days'
import type { Period } from '../time/periods'
import { addDays } from '../time/periods'

/** How far invitations came. `receipts`: of how many somebody says that they arrived. */
type Steps = Record<'invited' | (typeof reachedSteps)[number], number>

/**
 * How far so many invitations came that have the same tags, as `keys` of what they are set side by side by.
 */
export type FunnelCount = Steps & { keys: string[]; state: string; reason: string }

/** Which values of a dimension are asked for, as keys; a dimension that is absent is not filtered. */
export type FunnelFilters = Partial<Record<FunnelSide, readonly string[]>>

/** The survey, the site whose days count, and the dimensions that are filtered and set side by side. */
export type FunnelOf = {
  surveyId: string
  site: SiteRow
  filters: FunnelFilters & Pick<Filters, 'surface'>
  by: FunnelSide | undefined
}

/**
 * What became of the invitations that were made in a period. Nobody knows where an invitation would have
 * been answered, so a filter by surface leaves none.
 */
export async function readFunnel(
  database: Database,
  { surveyId, site, filters: { surface, ...filters }, by }: FunnelOf,
  { from, to }: Period
): Promise<FunnelCount[]> {
  if (surface) return []
  const made = { from: instantIn(site.timeZone, from), until: instantIn(site.timeZone, addDays(to, 1)) }
  // An invitation about several topics is counted once, and belongs to each of them.
  const asked = { survey: surveyId, ...made, filters: givenIn(filters), by: by === 'topic' ? 'topics' : by }
  const { keys, meanings, cells } = await columnsOf(database).ask('funnel', asked, site)
  return Array.from({ length: cells.length / 3 }, (_, index) => {
    const { state, reason, reached } = meanings[cells[3 * index + 1] ?? 0] ?? {
      state: '',
      reason: '',
      reached: 0
    }
    const key = keys[cells[3 * index] ?? 0] ?? ''
    const invited = cells[3 * index + 2] ?? 0
    const steps = reachedSteps.map((step, place) => [step, reached & (1 << place) ? invited : 0])
    const its = by === undefined ? [] : by === 'topic' && key !== '' ? topicsIn(key) : [key]
    // the same steps
    return { ...(Object.fromEntries(steps) as Omit<Steps, 'invited'>), invited, keys: its, state, reason }
  })
}
