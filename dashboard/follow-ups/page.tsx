import { useRef } from 'preact/hooks'
import type { FollowUpsView } from '../../server/contract/follow-ups'
import type { SiteView } from '../../server/contract/sites'
import type { ListedSurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import { hrefWith, navigate } from '../app/address'
import { labelOf } from '../app/filters'
import { useRenewal } from '../app/live'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { mayManage } from '../app/roles'
import { Frame } from '../shell/frame'
import { Bones, Empty, Loaded } from '../ui/loading'
import { Pages } from '../ui/pagination'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'
import { Figures } from './figures'
import { stepThrough } from './keys'
import { inboxPath } from './paths'
import { Row } from './row'

const states = ['open', 'in-progress', 'waiting', 'closed'] as const
const narrowing = ['state', 'owner', 'survey', 'channel', 'overdue']

/** The customers who are to hear back. */
export function Inbox({ params: { site = '' }, query }: PageProps) {
  return (
    <Frame siteId={site} tab="inbox">
      {(here) => <List site={here.site} surveys={here.surveys} role={here.role} query={query} />}
    </Frame>
  )
}

type ListProps = {
  site: SiteView
  surveys: readonly ListedSurveyView[]
  role: Role
  query: URLSearchParams
}

function List({ site, surveys, role, query }: ListProps) {
  useRenewal()
  const page = useRef<HTMLDivElement>(null)
  const path = `/v1/sites/${site.id}/follow-ups?${wantedOf(query)}`
  const first = useResource<FollowUpsView>(path)
  const texts = words.followUps
  const isNarrowed = narrowing.some((name) => query.has(name))
  const onKeyDown = (event: KeyboardEvent) =>
    stepThrough(event, [...(page.current?.querySelectorAll<HTMLElement>('.inbox-name') ?? [])])
  return (
    <div ref={page} onKeyDown={onKeyDown}>
      <Title>{texts.title}</Title>
      <p class="lead">{texts.lead}</p>
      <Filters
        {...{ surveys, query }}
        people={first.at === 'ready' ? first.value.people : []}
        rules={mayManage(role) ? inboxPath(site.id, 'rules') : undefined}
        alerts={`/sites/${site.id}/alerts`}
      />
      <Loaded of={first} skeleton={<Bones widths={Array<number>(6).fill(100)} class="bone answer-bone" />}>
        {(found) =>
          found.rows.length === 0 ? (
            <Nobody {...{ site, role, isNarrowed }} />
          ) : (
            <>
              <p class="list-total inbox-total" role="status">
                {found.total !== null && texts.total(found.total)}{' '}
                <span class="inbox-keys">{texts.keys}</span>
              </p>
              <Pages key={path} path={path} first={found}>
                {(rows) => (
                  <ol class="answers">
                    {rows.map((followUp) => (
                      <li key={followUp.id}>
                        <Row followUp={followUp} timeZone={site.timeZone} />
                      </li>
                    ))}
                  </ol>
                )}
              </Pages>
            </>
          )
        }
      </Loaded>
      <Figures siteId={site.id} narrowed={narrowedOf(query)} />
    </div>
  )
}

function Nobody({ site, role, isNarrowed }: { site: SiteView; role: Role; isNarrowed: boolean }) {
  const texts = words.followUps.empty
  if (isNarrowed)
    return (
      <Empty title={texts.title}>
        <p>{texts.filtered}</p>
        <a class="button" href={inboxPath(site.id)}>
          {texts.all}
        </a>
      </Empty>
    )
  return (
    <Empty title={texts.title}>
      <p>{mayManage(role) ? texts.none : texts.noneForYou}</p>
      {mayManage(role) && (
        <a class="button" href={inboxPath(site.id, 'rules')}>
          {texts.make}
        </a>
      )}
    </Empty>
  )
}

type FiltersProps = Pick<ListProps, 'surveys' | 'query'> & {
  people: FollowUpsView['people']
  rules: string | undefined
  alerts: string
}

function Filters({ surveys, query, people, rules, alerts }: FiltersProps) {
  const texts = words.followUps.filters
  const choose = (name: string, options: readonly (readonly [value: string, label: string])[]) => (
    <select
      class="small-select"
      value={query.get(name) ?? ''}
      onChange={({ currentTarget: { value } }) =>
        navigate(hrefWith(query, { [name]: value || null }), 'replace')
      }
    >
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
  return (
    <div class="controls">
      <div class="list-tools">
        <label class="check">
          {texts.state}
          {choose('state', [
            ['', texts.waiting],
            ...states.map((state) => [state, words.followUps.states[state]] as const),
            ['all', texts.all]
          ])}
        </label>
        <label class="check">
          {texts.owner}
          {choose('owner', [
            ['', texts.anybody],
            ['me', texts.me],
            ['none', texts.nobody],
            ...people.map(({ id, name }) => [id, name] as const)
          ])}
        </label>
        {surveys.length > 1 && (
          <label class="check">
            {texts.survey}
            {choose('survey', [
              ['', texts.everySurvey],
              ...surveys.map(({ id, name }) => [id, name] as const)
            ])}
          </label>
        )}
        <label class="check">
          {texts.channel}
          {choose('channel', [
            ['', texts.everyChannel],
            ...Object.keys(words.channels).map((key) => [key, labelOf('channel', key)] as const)
          ])}
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={query.get('overdue') === 'yes'}
            onChange={({ currentTarget: { checked } }) =>
              navigate(hrefWith(query, { overdue: checked ? 'yes' : null }), 'replace')
            }
          />
          {texts.overdue}
        </label>
        {rules && (
          <a class="button small" href={rules}>
            {words.followUps.toRules}
          </a>
        )}
        <a class="button small" href={alerts}>
          {words.alerts.fromInbox}
        </a>
      </div>
    </div>
  )
}

/** The follow-ups that the address asks for. */
function wantedOf(query: URLSearchParams): URLSearchParams {
  const wanted = narrowedOf(query)
  const state = query.get('state')
  for (const one of state === 'all' ? states : states.filter((known) => known === state))
    wanted.append('state', one)
  const owner = query.get('owner')
  if (owner) wanted.set('owner', owner)
  if (query.get('overdue') === 'yes') wanted.set('overdue', 'yes')
  return wanted
}

function narrowedOf(query: URLSearchParams): URLSearchParams {
  const narrowed = new URLSearchParams()
  for (const name of ['survey', 'channel']) {
    const value = query.get(name)
    if (value) narrowed.set(name, value)
  }
  return narrowed
}
