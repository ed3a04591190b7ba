import { useEffect, useState } from 'preact/hooks'
import { hrefWith, navigate } from '../address'
import { ask } from '../api'
import { figureQuery, filtersOf } from '../filters'
import { useLabels } from '../labels'
import { Answer } from '../parts/answer'
import { FilterBar } from '../parts/filter-bar'
import { Frame } from '../parts/frame'
import { PeriodPicker } from '../parts/period-picker'
import { Bones, Empty, Loaded } from '../parts/states'
import { Title } from '../parts/title'
import { periodOf, todayIn } from '../period'
import { useResource } from '../resource'
import { words } from '../words'
import type { ComponentChildren, TargetedSubmitEvent } from 'preact'
import type { ResponsesView } from '../../server/contract/answers'
import type { ResponseView } from '../../server/contract/responses'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { PageProps } from '../main'

const pageRows = 50
const everyState = ['counted', 'suspect', 'excluded', 'test']

export function Answers({ params: { site = '', survey = '' }, query }: PageProps) {
  return (
    <Frame siteId={site} surveyId={survey} tab="answers">
      {(here) => here.survey && <List key={here.survey.id} site={here.site} survey={here.survey} query={query} />}
    </Frame>
  )
}

function List({ site, survey, query }: { site: SiteView; survey: SurveyView; query: URLSearchParams }) {
  const today = todayIn(site.timeZone)
  const period = periodOf(query, today)
  const wanted = figureQuery(survey.id, period, filtersOf(query))
  for (const rating of query.getAll('rating')) wanted.append('rating', rating)
  for (const state of query.get('state') === 'all' ? everyState : ['counted']) wanted.append('state', state)
  const search = query.get('search')
  if (search) wanted.set('search', search)
  const path = `/v1/responses?${wanted}&limit=${pageRows}`
  const first = useResource<ResponsesView>(path)
  const nameOf = useLabels(survey.id, period)
  return (
    <>
      <Title>{words.list.title}</Title>
      <div class="controls">
        <PeriodPicker query={query} today={today} />
        <FilterBar surveyId={survey.id} period={period} query={query} />
        <div class="list-tools">
          <Search query={query} />
          <label class="check">
            <input
              type="checkbox"
              checked={query.get('state') === 'all'}
              onChange={(event) => navigate(hrefWith(query, { state: event.currentTarget.checked ? 'all' : null }), 'replace')}
            />
            {words.list.uncounted}
          </label>
          <a class="button small" href={`/api/v1/responses.csv?${wanted}`} download>{words.list.export}</a>
        </div>
      </div>
      <Loaded of={first} skeleton={<Bones widths={Array<number>(8).fill(100)} class="bone answer-bone" />}>
        {(page) => page.rows.length === 0
          ? <Empty title={words.list.none}><p>{words.list.noneWhy}</p></Empty>
          : <Pages key={path} path={path} first={page} show={(response) => <Answer response={response} site={site} query={query} nameOf={nameOf} />} />}
      </Loaded>
    </>
  )
}

/** The first page, which stays up to date by itself, and those that were loaded after it. */
function Pages({ path, first, show }: { path: string; first: ResponsesView; show(response: ResponseView): ComponentChildren }) {
  const [more, setMore] = useState<{ rows: ResponseView[]; next: string | null }>()
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  const next = more ? more.next : first.next
  const newest = new Set(first.rows.map(({ id }) => id))
  const rows = [...first.rows, ...(more?.rows ?? []).filter(({ id }) => !newest.has(id))]
  const load = async () => {
    setState('loading')
    try {
      const page = await ask<ResponsesView>(`${path}&cursor=${encodeURIComponent(next ?? '')}`)
      // What new answers push off the first page is kept, or it would vanish between two pages.
      setMore({ rows: [...rows, ...page.rows], next: page.next })
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      <ol class="answers">{rows.map((response) => <li key={response.id}>{show(response)}</li>)}</ol>
      {state === 'failed' && <p role="alert" class="refused">{words.failed.title}</p>}
      {next !== null && <button type="button" class="button" disabled={state === 'loading'} onClick={load}>{state === 'loading' ? words.loading : words.list.more}</button>}
    </>
  )
}

function Search({ query }: { query: URLSearchParams }) {
  const current = query.get('search') ?? ''
  const [text, setText] = useState(current)
  useEffect(() => setText(current), [current])
  const find = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    navigate(hrefWith(query, { search: text.trim() || null }))
  }
  return (
    <form class="search" role="search" onSubmit={find}>
      <input type="search" aria-label={words.list.search} placeholder={words.list.search} maxLength={200} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <button class="button small">{words.list.find}</button>
    </form>
  )
}
