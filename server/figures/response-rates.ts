import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { groupsBy } from '../funnel/funnel'
import { readFunnel } from '../funnel/reader'
import { stepsOf } from '../funnel/steps'
import type { Proportion } from '../statistics/proportion'
import type { Filters } from '../tags/filters'
import { tagFilters } from '../tags/filters'
import type { Period } from '../time/periods'

/**
 * How many of the invitations of a period that were sent were answered, by channel, as the funnel counts
 * them.
 */
export async function readResponseRates(
  database: Database,
  site: SiteRow,
  surveyId: string,
  { filters, period }: { filters: Filters; period: Period }
): Promise<Map<string, Proportion>> {
  const groups = groupsBy(
    await readFunnel(database, { surveyId, site, filters: tagFilters(filters), by: 'channel' }, period)
  )
  const rates = [...groups].map(
    ([channel, counts]) => [channel, stepsOf(counts).rates.completedOfSent] as const
  )
  return new Map(rates.filter(([, { count }]) => count > 0))
}
