import type { Dimension } from '../contract/terms'
import { dayIn } from '../days'
import type { OpenSurvey } from '../survey-access'
import { rulesOf } from '../tag-rules'
import type { Repeats } from '../scores/repeats'
import type { CutDimension } from './cuts'
import type { Filters } from './filters'
import { filtersOf } from './filters'
import type { Period } from './periods'
import { periodOf, previousOf } from './periods'
import type { Breakdown } from './tally-reader'

/** `previous`: the period before, where it is not just the days before. */
export type Query = { from?: string | undefined; to?: string | undefined; compare?: 'previous' | undefined; repeats?: Repeats | undefined; previous?: Period } & Partial<Record<Dimension, string[] | undefined>>

/** What a figure is asked about. `by` makes the breakdown that is to be read of it. */
export type Asked = { period: Period; previousPeriod: Period | undefined; filters: Filters; by: (...dimensions: CutDimension[]) => Breakdown }

/** The days, and the answers of them that the caller may see. Throws `invalid` for a period that is none. */
export function askedOf(opened: OpenSurvey, query: Query, now: number): Asked {
  const { survey, site } = opened
  const period = periodOf(query, dayIn(site.timeZone, now))
  const filters = filtersOf(query, opened)
  return {
    period,
    previousPeriod: query.compare && (query.previous ?? previousOf(period)),
    filters,
    by: (...dimensions) => ({ surveyId: survey.id, siteId: site.id, rules: rulesOf(site), filters, by: dimensions, repeats: query.repeats })
  }
}
