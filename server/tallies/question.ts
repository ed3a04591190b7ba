import type { ColumnDimension } from '../columns/wire'
import { problem } from '../contract/problem'
import type { RatingOf } from '../contract/terms'
import type { Repeats } from '../statistics/repeats'
import type { OpenSurvey } from '../surveys/open-survey'
import type { FilterQuery, Filters } from '../tags/filters'
import { declaredAs, filtersOf, isAttribute, isFacet } from '../tags/filters'
import { dayIn } from '../time/days'
import type { Comparison, Period } from '../time/periods'
import { otherPeriodOf, periodOf } from '../time/periods'
import type { Breakdown } from './counts'

/**
 * `previous`: the period that the figure is compared with, where it is not just the days before or those of
 * last year.
 */
export type Query = {
  from?: string | undefined
  to?: string | undefined
  compare?: Comparison | undefined
  repeats?: Repeats | undefined
  previous?: Period
  of?: RatingOf | undefined
} & FilterQuery

/** What a figure is asked about. `by` makes the breakdown that is to be read of it. */
export type Asked = {
  period: Period
  previousPeriod: Period | undefined
  filters: Filters
  by: (...dimensions: ColumnDimension[]) => Breakdown
}

/**
 * The days, and the answers of them that the caller may see. Throws `invalid` for a period that is none, and
 * `scope-missing` where they are to be told apart by what customers said and may not be read.
 */
export function askedOf(opened: OpenSurvey, query: Query, now: number): Asked {
  const { survey, site, access } = opened
  const period = periodOf(query, dayIn(site.timeZone, now))
  const filters = filtersOf(query, opened)
  return {
    period,
    previousPeriod: query.compare && (query.previous ?? otherPeriodOf(period, query.compare)),
    filters,
    by: (...dimensions) => {
      if (!access.seesFew && dimensions.some(isFacet)) throw problem('scope-missing', 'responses:read')
      for (const dimension of dimensions.filter(isAttribute)) declaredAs(site, dimension)
      return {
        surveyId: survey.id,
        siteId: site.id,
        filters,
        by: dimensions,
        repeats: query.repeats,
        of: query.of
      }
    }
  }
}
