import type { RatingOf } from '../contract/terms'
import { facets } from '../contract/terms'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { funnelGroups } from '../funnel/funnel'
import { readFunnel } from '../funnel/reader'
import { funnelSteps } from '../funnel/steps'
import type { Proportion } from '../statistics/proportion'
import type { Filters } from '../tags/filters'
import { isAttribute } from '../tags/filters'
import type { Period } from '../time/periods'

const ofAnswers = ['handler', 'bot', ...facets] as const

/**
 * How many of the invitations of a period that were sent were answered, by channel, as the funnel counts
 * them. None where only some of the answers are meant: who was invited is not known by what was said,
 * and who handled it, and attributes, are often told after the invitation.
 */
export async function readResponseRates(
  database: Database,
  site: SiteRow,
  surveyId: string,
  { filters, period, of }: { filters: Filters; period: Period; of: RatingOf | undefined }
): Promise<Map<string, Proportion>> {
  const isOfAnswers =
    ofAnswers.some((dimension) => filters[dimension]) || Object.keys(filters).some(isAttribute)
  if (of === 'person' || isOfAnswers) return new Map()
  const groups = funnelGroups(await readFunnel(database, { surveyId, site, filters, by: 'channel' }, period))
  const rates = [...groups].map(
    ([channel, counts]) => [channel, funnelSteps(counts).rates.completedOfSent] as const
  )
  return new Map(rates.filter(([, { count }]) => count > 0))
}
