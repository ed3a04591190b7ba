import type { TargetedSubmitEvent } from 'preact'
import type { InvitationsView } from '../../server/contract/invitations'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import { hrefWith, navigate } from '../app/address'
import { figureQuery, filtersOf, tagDimensions } from '../app/filters'
import { useRenewal } from '../app/live'
import type { PageProps } from '../app/page'
import { periodOf, todayIn } from '../app/period'
import { useResource } from '../app/resource'
import { mayManage } from '../app/roles'
import { FilterBar } from '../figures/filter-bar'
import { NobodyInvited } from '../figures/nobody-invited'
import { PeriodPicker } from '../figures/period-picker'
import { Frame, surveyPath } from '../shell/frame'
import { FunnelWays } from '../shell/funnel-ways'
import { ListTable } from '../ui/list-table'
import { Bones, Loaded } from '../ui/loading'
import { Pages } from '../ui/pagination'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'
import { InviteRow } from './row'

const narrowing = ['reached', 'reason', 'conversation'] as const

/** The invitations behind the funnel, newest first; an agent sees their own. */
export function Invitations({ params: { site = '', survey = '' }, query }: PageProps) {
  return (
    <Frame siteId={site} surveyId={survey} tab="response">
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
  const wanted = figureQuery(survey.id, period, filtersOf(query, tagDimensions), {
    reusable: 'false',
    test: 'false'
  })
  for (const name of narrowing) if (query.get(name)) wanted.append(name, query.get(name) ?? '')
  for (const state of query.get('state')?.split(',') ?? []) wanted.append('state', state)
  const path = `/v1/invitations?${wanted}`
  const first = useResource<InvitationsView>(path)
  const texts = words.invitations
  useRenewal()
  const mayChange = mayManage(role)
  const columns = [
    texts.columns.made,
    texts.columns.whom,
    texts.columns.state,
    ...(mayChange ? [texts.columns.actions] : [])
  ]
  return (
    <>
      <Title unseen>{texts.title}</Title>
      <FunnelWays siteId={site.id} surveyId={survey.id} query={query} current="invitations" role={role} />
      <div class="controls">
        <PeriodPicker query={query} today={today} />
        <FilterBar
          site={site}
          surveyId={survey.id}
          period={period}
          query={query}
          dimensions={tagDimensions}
        />
        <div class="list-tools">
          <Kind query={query} />
          <Conversation key={query.get('conversation')} query={query} />
          {mayChange && (
            <a class="button small" href={`${surveyPath(site.id, survey.id)}/invitations/upload`}>
              {texts.upload}
            </a>
          )}
        </div>
      </div>
      <Loaded of={first} skeleton={<Bones widths={Array<number>(8).fill(100)} class="bone row tall" />}>
        {(page) =>
          page.rows.length === 0 ? (
            <NobodyInvited
              siteId={site.id}
              surveyId={survey.id}
              role={role}
              query={query}
              narrowing={['state', ...narrowing]}
            />
          ) : (
            <Pages key={path} path={path} first={page}>
              {(rows) => (
                <ListTable caption={texts.title} columns={columns} kind="invitations">
                  {rows.map((invitation) => (
                    <InviteRow
                      key={invitation.id}
                      invitation={invitation}
                      site={site}
                      mayChange={mayChange}
                    />
                  ))}
                </ListTable>
              )}
            </Pages>
          )
        }
      </Loaded>
    </>
  )
}

/** How far they came, or why they did not; a reason is taken out together with its state. */
function Kind({ query }: { query: URLSearchParams }) {
  const texts = words.invitations
  const reason = query.get('reason')
  const chosen = query.get('state')
    ? `state=${query.get('state')}`
    : query.get('reached')
      ? `reached=${query.get('reached')}`
      : ''
  const choose = (value: string) => {
    const [name = '', kind = ''] = value.split('=')
    navigate(hrefWith(query, { state: null, reached: null, reason: null, ...(name && { [name]: kind }) }))
  }
  return (
    <>
      <select
        class="small-select"
        aria-label={texts.state}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{texts.anyState}</option>
        {Object.entries(texts.kinds).map(([value, name]) => (
          <option key={value} value={value} selected={value === chosen}>
            {name}
          </option>
        ))}
      </select>
      {reason && (
        <a
          class="chip"
          href={hrefWith(query, { reason: null })}
          aria-label={words.filter.remove(texts.reason, words.reasons[reason] ?? reason)}
        >
          <span class="chip-name">{texts.reason}</span> {words.reasons[reason] ?? reason}
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M3 3l6 6M9 3l-6 6" />
          </svg>
        </a>
      )}
    </>
  )
}

function Conversation({ query }: { query: URLSearchParams }) {
  const find = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    navigate(
      hrefWith(query, {
        conversation: String(new FormData(event.currentTarget).get('conversation')).trim() || null
      })
    )
  }
  return (
    <form class="search" role="search" onSubmit={find}>
      <input
        type="search"
        name="conversation"
        aria-label={words.invitations.find}
        placeholder={words.invitations.conversation}
        maxLength={200}
        defaultValue={query.get('conversation') ?? ''}
      />
      <button class="button small">{words.list.find}</button>
    </form>
  )
}
