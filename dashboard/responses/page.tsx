import type { TargetedSubmitEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ResponsesView } from '../../server/contract/answers'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import { hrefWith, navigate } from '../app/address'
import { states } from '../app/answer-states'
import { figureQuery, filtersOf } from '../app/filters'
import { useLabels } from '../app/labels'
import type { PageProps } from '../app/page'
import { periodOf, todayIn } from '../app/period'
import { useResource } from '../app/resource'
import { mayManage } from '../app/roles'
import { FilterBar } from '../figures/filter-bar'
import { NoAnswers } from '../figures/no-answers'
import { PeriodPicker } from '../figures/period-picker'
import { Frame } from '../shell/frame'
import { Bones, Loaded } from '../ui/loading'
import { Pages } from '../ui/pagination'
import { Title } from '../ui/title'
import { words } from '../words'
import { Replies } from './replies'
import { Answer } from './response'
import { Suspects } from './suspects'

const pageRows = 50
const standings = ['vouched', 'unverified'] as const
const narrowing = [
  'rating',
  'standing',
  'search',
  'commented',
  'state',
  'conversation',
  'customer',
  'repeats'
]
type Shown = (typeof states)[number] | 'all'

export function Answers({ params: { site = '', survey = '' }, query }: PageProps) {
  return (
    <Frame siteId={site} surveyId={survey} tab="answers">
      {(here) =>
        here.survey && (
          <List key={here.survey.id} site={here.site} survey={here.survey} role={here.role} query={query} />
        )
      }
    </Frame>
  )
}

function List({
  site,
  survey,
  role,
  query
}: {
  site: SiteView
  survey: SurveyView
  role: Role
  query: URLSearchParams
}) {
  const today = todayIn(site.timeZone)
  const period = periodOf(query, today)
  const wanted = wantedOf(survey.id, query, today)
  const path = `/v1/responses?${wanted}&limit=${pageRows}`
  const first = useResource<ResponsesView>(path)
  const nameOf = useLabels(survey.id, period)
  return (
    <>
      <Title>{words.list.title}</Title>
      <div class="controls">
        <PeriodPicker query={query} today={today} />
        <FilterBar
          site={site}
          surveyId={survey.id}
          period={period}
          query={query}
          role={role}
          scale={survey.scale}
        />
        <div class="list-tools">
          <Search query={query} />
          <label class="check">
            <input
              type="checkbox"
              checked={query.get('commented') === 'yes'}
              onChange={(event) =>
                navigate(
                  hrefWith(query, { commented: event.currentTarget.checked ? 'yes' : null }),
                  'replace'
                )
              }
            />
            {words.manage.list.commented}
          </label>
          <label class="check">
            {words.manage.list.show}
            <select
              class="small-select"
              value={shownIn(query)}
              onChange={(event) =>
                navigate(
                  hrefWith(query, {
                    state: event.currentTarget.value === 'counted' ? null : event.currentTarget.value
                  }),
                  'replace'
                )
              }
            >
              {[...states, 'all' as const].map((state) => (
                <option key={state} value={state}>
                  {words.manage.list.states[state]}
                </option>
              ))}
            </select>
          </label>
          <label class="check">
            {words.standing.filter}
            <select
              class="small-select"
              value={standingIn(query) ?? ''}
              onChange={(event) =>
                navigate(hrefWith(query, { standing: event.currentTarget.value || null }), 'replace')
              }
            >
              <option value="">{words.standing.all}</option>
              {standings.map((standing) => (
                <option key={standing} value={standing}>
                  {words.standing.only[standing]}
                </option>
              ))}
            </select>
          </label>
          <a class="button small" href={`/api/v1/responses.csv?${wanted}`} download>
            {words.list.export}
          </a>
        </div>
      </div>
      {mayManage(role) && (
        <Suspects
          key={query.get('suspects')}
          survey={survey.id}
          site={site}
          isOpen={query.get('suspects') === 'open'}
        />
      )}
      <Replies {...{ site, nameOf }} survey={survey.id} />
      {first.at === 'ready' && first.value.complete === false && (
        <p class="faint small" role="status">
          {words.list.partly}
        </p>
      )}
      <Loaded of={first} skeleton={<Bones widths={Array<number>(8).fill(100)} class="bone answer-bone" />}>
        {(page) =>
          page.rows.length === 0 ? (
            <NoAnswers siteId={site.id} role={role} query={query} narrowing={narrowing} />
          ) : (
            <>
              {page.total !== null && (
                <p class="list-total" role="status">
                  {words.manage.list.total(page.total)}
                </p>
              )}
              <Pages key={path} path={path} first={page}>
                {(rows) => (
                  <ol class="answers">
                    {rows.map((response) => (
                      <li key={response.id}>
                        <Answer response={response} site={site} query={query} nameOf={nameOf} />
                      </li>
                    ))}
                  </ol>
                )}
              </Pages>
            </>
          )
        }
      </Loaded>
    </>
  )
}

/** The answers that the address asks for. */
function wantedOf(surveyId: string, query: URLSearchParams, today: string): URLSearchParams {
  const wanted = figureQuery(surveyId, periodOf(query, today), filtersOf(query))
  for (const rating of query.getAll('rating')) wanted.append('rating', rating)
  const shown = shownIn(query)
  for (const state of shown === 'all' ? states : [shown]) wanted.append('state', state)
  // As long as only what counts is looked at, these are the answers behind the figures.
  if (shown === 'all') wanted.set('repeats', 'all')
  else if (query.get('repeats') === 'latest') wanted.set('repeats', 'latest')
  for (const name of ['search', 'conversation', 'customer']) {
    const value = query.get(name)
    if (value) wanted.set(name, value)
  }
  if (query.get('commented') === 'yes') wanted.set('commented', 'yes')
  const standing = standingIn(query)
  if (standing) wanted.set('standing', standing)
  return wanted
}

function standingIn(query: URLSearchParams) {
  return standings.find((standing) => standing === query.get('standing'))
}

function shownIn(query: URLSearchParams): Shown {
  const asked = query.get('state')
  return asked === 'all' ? asked : (states.find((state) => state === asked) ?? 'counted')
}

function Search({ query }: { query: URLSearchParams }) {
  const current = query.get('search') ?? ''
  const [text, setText] = useState(current)
  useEffect(() => setText(current), [current])
  const find = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    navigate(hrefWith(query, { search: text.trim() || null, repeats: null }))
  }
  return (
    <form class="search" role="search" onSubmit={find}>
      <input
        type="search"
        aria-label={words.list.search}
        placeholder={words.list.search}
        maxLength={200}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button class="button small">{words.list.find}</button>
    </form>
  )
}
