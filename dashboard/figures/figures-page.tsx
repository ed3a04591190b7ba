import type { ComponentChildren } from 'preact'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import type { QueryChange } from '../app/address'
import { hrefWith, navigate } from '../app/address'
import { figureQuery, filtersOf } from '../app/filters'
import { lengthOf, periodOf, todayIn } from '../app/period'
import type { Tab } from '../shell/frame'
import { Frame, surveyPath } from '../shell/frame'
import { Title } from '../ui/title'
import { words } from '../words'
import { FilterBar } from './filter-bar'
import { isLessBetter } from './headline'
import { PeriodPicker } from './period-picker'
import type { View } from './view'
import { Against } from './view-comparison'

type Props = {
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  tab: Tab
  /** What the page is called and what it is about, for whoever reads it. */
  title: string | ((role: Role) => string)
  lead: string | ((role: Role) => string)
  /** Whether its figures can stand beside those of the period before. */
  compares?: boolean
  children(view: View): ComponentChildren
}

/**
 * A page of figures: what it is about, the period, the filters, and whether to compare, all of it kept in
 * the address.
 */
export function FiguresPage({
  params: { site: siteId = '', survey: surveyId = '' },
  query,
  tab,
  title,
  lead,
  compares = false,
  children
}: Props) {
  return (
    <Frame siteId={siteId} surveyId={surveyId} tab={tab}>
      {({ survey, ...here }) => {
        if (!survey) return null
        const view = viewOf({ ...here, survey }, query)
        const today = todayIn(view.site.timeZone)
        return (
          <>
            <Title>{typeof title === 'string' ? title : title(view.role)}</Title>
            <p class="lead">
              {typeof lead === 'string' ? lead : lead(view.role)}
              {isLessBetter(view.survey) && ` ${words.figures.lessIsBetter}`}
            </p>
            <div class="controls">
              <PeriodPicker query={query} today={today} />
              <FilterBar
                site={view.site}
                surveyId={survey.id}
                period={view.period}
                query={query}
                role={view.role}
              />
              {compares && (
                <label class="check">
                  <input
                    type="checkbox"
                    checked={isCompared(query)}
                    onChange={({ currentTarget }) =>
                      navigate(
                        hrefWith(query, { compare: currentTarget.checked ? 'previous' : null }),
                        'replace'
                      )
                    }
                  />
                  {words.figures.compare(words.change.before(lengthOf(view.period)))}
                </label>
              )}
            </div>
            <Against view={view} />
            {children(view)}
          </>
        )
      }}
    </Frame>
  )
}

type Here = { site: SiteView; survey: SurveyView; role: Role }

/** What a page of figures at this address is a function of. */
export function viewOf({ site, survey, role }: Here, query: URLSearchParams): View {
  const period = periodOf(query, todayIn(site.timeZone))
  const base = surveyPath(site.id, survey.id)
  return {
    site,
    survey,
    role,
    query,
    period,
    compared: isCompared(query) ? { compare: 'previous' } : {},
    figurePath: (name, more = {}) => `/v1/${name}?${figureQuery(survey.id, period, filtersOf(query), more)}`,
    answersHref: (change) => hrefWith(query, { ...ownParameters, ...change }, `${base}/answers`),
    pageHref: (page, change = {}) => hrefWith(query, { ...ownParameters, ...change }, `${base}/${page}`)
  }
}

function isCompared(query: URLSearchParams): boolean {
  return query.get('compare') === 'previous'
}

/** Parameters that mean something on one page only. */
const ownParameters: QueryChange = {
  sort: null,
  a: null,
  b: null,
  rows: null,
  columns: null,
  window: null,
  of: null,
  goal: null,
  clock: null,
  compare: null
}
