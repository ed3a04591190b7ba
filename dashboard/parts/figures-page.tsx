import { hrefWith, navigate } from '../address'
import { figureQuery, filtersOf } from '../filters'
import { lengthOf, periodOf, todayIn } from '../period'
import { words } from '../words'
import { FilterBar } from './filter-bar'
import { Frame, surveyPath } from './frame'
import { PeriodPicker } from './period-picker'
import { Title } from './title'
import type { ComponentChildren } from 'preact'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import type { QueryChange } from '../address'
import type { Period } from '../period'
import type { Tab } from './frame'

/** What a page of figures is a function of. */
export type View = {
  site: SiteView
  survey: SurveyView
  role: Role
  query: URLSearchParams
  period: Period
  /** Where the API tells a figure, for the period and the filters of the view. */
  figurePath(name: string, more?: Readonly<Record<string, string>>): string
  /** The answers behind a figure. */
  answersHref(change: QueryChange): string
  /** Another page of figures, with the same period and filters. */
  pageHref(page: string, change?: QueryChange): string
}

type Props = {
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  tab: Tab
  title: string
  lead: string
  /** Whether its figures can stand beside those of the period before. */
  compares?: boolean
  children(view: View): ComponentChildren
}

/** A page of figures: what it is about, the period, the filters, and whether to compare, all of it kept in the address. */
export function FiguresPage({ params: { site: siteId = '', survey: surveyId = '' }, query, tab, title, lead, compares = false, children }: Props) {
  return (
    <Frame siteId={siteId} surveyId={surveyId} tab={tab}>
      {({ site, survey, role }) => {
        if (!survey) return null
        const today = todayIn(site.timeZone)
        const period = periodOf(query, today)
        const comparing = compares && query.get('compare') === 'previous'
        const base = surveyPath(site.id, survey.id)
        const view: View = {
          site, survey, role, query, period,
          figurePath: (name, more = {}) => `/v1/${name}?${figureQuery(survey.id, period, filtersOf(query), { ...(comparing && { compare: 'previous' }), ...more })}`,
          answersHref: (change) => hrefWith(query, { ...ownParameters, ...change }, `${base}/answers`),
          pageHref: (page, change = {}) => hrefWith(query, { ...ownParameters, ...change }, page === '' ? base : `${base}/${page}`)
        }
        return (
          <>
            <Title>{title}</Title>
            <p class="lead">{lead}</p>
            <div class="controls">
              <PeriodPicker query={query} today={today} />
              <FilterBar surveyId={survey.id} period={period} query={query} />
              {compares && (
                <label class="check">
                  <input type="checkbox" checked={comparing} onChange={({ currentTarget }) => navigate(hrefWith(query, { compare: currentTarget.checked ? 'previous' : null }), 'replace')} />
                  {words.figures.compare(words.change.before(lengthOf(period)))}
                </label>
              )}
            </div>
            {children(view)}
          </>
        )
      }}
    </Frame>
  )
}

/** Parameters that mean something on one page only. */
const ownParameters: QueryChange = { sort: null, a: null, b: null, rows: null, columns: null, window: null, compare: null }
