import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { MeView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { ListedSurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import { navigate } from '../app/address'
import { ask } from '../app/api'
import { useLive } from '../app/live'
import { forget, useResource } from '../app/resource'
import { mayManage } from '../app/roles'
import { Failed, Nowhere, Pending } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { LanguageChoice } from './language-choice'

/**
 * Pages of figures, in the order in which a manager asks; the address of each but the first ends with its
 * name.
 */
const figures = [
  'overview',
  'channels',
  'topics',
  'reasons',
  'severity',
  'map',
  'agents',
  'handlers',
  'service'
] as const
export type Tab = (typeof figures)[number] | 'answers' | 'inbox' | 'response' | 'plans' | 'edit' | 'settings'
type Here = {
  site: SiteView
  surveys: readonly ListedSurveyView[]
  survey: ListedSurveyView | undefined
  role: Role
  runsServer: boolean
}
type FrameProps = { siteId: string; surveyId?: string; tab: Tab; children(here: Here): ComponentChildren }

/**
 * What stands around every page of a site: where one is, where one can go, and whether new answers arrive.
 */
export function Frame({ siteId, surveyId, tab, children }: FrameProps) {
  const sites = useResource<{ rows: SiteView[] }>('/v1/sites')
  const surveys = useResource<{ rows: ListedSurveyView[] }>(`/v1/surveys?site=${encodeURIComponent(siteId)}`)
  const me = useResource<MeView>('/v1/me')
  const site = sites.at === 'ready' ? sites.value.rows.find(({ id }) => id === siteId) : undefined
  const line = useLive(site?.id)
  const failed = [sites, surveys, me].find((resource) => resource.at === 'failed')

  const all = surveys.at === 'ready' ? surveys.value.rows : []
  const hasOthers = all.length > 1 || (sites.at === 'ready' && sites.value.rows.length > 1)
  const survey = surveyId === undefined ? undefined : all.find(({ id }) => id === surveyId)
  const role = me.at === 'ready' ? me.value.sites.find(({ id }) => id === siteId)?.role : undefined
  const runsServer = me.at === 'ready' && me.value.runsServer === true
  const shown = survey ?? all[0]
  // The address names the survey before the server does: its pages stand there from the start.
  const tabsOf = surveyId ?? shown?.id
  const tabs = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a narrow screen the tabs scroll, and the reader should see on which of them they are. Which there are
    // is known once the role is, and how much room they have once the sign of live answers says something.
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [tab, tabsOf, role, line === undefined])
  if (sites.at === 'ready' && !site) return <Nowhere />
  if (surveys.at === 'ready' && surveyId !== undefined && !survey) return <Nowhere />

  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href="/" aria-label={words.product}>
          <Mark />
          <span>{words.product}</span>
        </a>
        <div class="switches">
          {sites.at === 'ready' && site && (
            <Switch
              label={words.frame.site}
              value={siteId}
              options={sites.value.rows}
              go={(id) => `/sites/${id}`}
            />
          )}
          {shown && tab !== 'settings' && tab !== 'inbox' && (
            <Switch
              label={words.frame.survey}
              value={shown.id}
              options={hasOthers ? [...all, { id: '', name: words.surveys.title }] : all}
              go={(id) =>
                id === ''
                  ? '/surveys'
                  : tab === 'edit'
                    ? `${surveyPath(siteId, id)}/edit`
                    : `${surveyPath(siteId, id)}${pageOf(tab)}${location.search}`
              }
            />
          )}
        </div>
        <Person me={me.at === 'ready' ? me.value : undefined} />
        <nav class="tabs" ref={tabs} aria-label={words.frame.pages}>
          {tabsOf &&
            figures.map((page) => (
              <TabLink
                key={page}
                href={`${surveyPath(siteId, tabsOf)}${pageOf(page)}${keptQuery(tab)}`}
                current={tab === page}
              >
                {page === 'agents' && role === 'agent' ? words.access.own.tab : words.frame[page]}
              </TabLink>
            ))}
          {tabsOf && (
            <TabLink
              href={`${surveyPath(siteId, tabsOf)}/answers${keptQuery(tab)}`}
              current={tab === 'answers'}
            >
              {words.frame.answers}
            </TabLink>
          )}
          {tabsOf && (
            <TabLink href={`/sites/${siteId}/follow-ups`} current={tab === 'inbox'}>
              {words.followUps.tab}
            </TabLink>
          )}
          {tabsOf && (
            <TabLink
              href={`${surveyPath(siteId, tabsOf)}/response${keptQuery(tab)}`}
              current={tab === 'response'}
            >
              {words.response.tab}
            </TabLink>
          )}
          {tabsOf && (role === undefined || mayManage(role)) && (
            <TabLink
              href={`${surveyPath(siteId, tabsOf)}/plans`}
              current={tab === 'plans'}
              isSure={role !== undefined}
            >
              {words.plans.tab}
            </TabLink>
          )}
          {tabsOf && (role === undefined || mayManage(role)) && (
            <TabLink
              href={`${surveyPath(siteId, tabsOf)}/edit`}
              current={tab === 'edit'}
              isSure={role !== undefined}
            >
              {words.frame.edit}
            </TabLink>
          )}
          {(tabsOf || surveys.at === 'ready') && (role === undefined || mayManage(role)) && (
            <TabLink
              href={`/sites/${siteId}/settings`}
              current={tab === 'settings'}
              isSure={role !== undefined}
            >
              {words.frame.settings}
            </TabLink>
          )}
          {/* Its place is kept until it is known: where the tabs scroll, they would move aside for it. */}
          <span class={line ? `line ${line}` : 'line unsure'} title={line && words.frame.lineMeans[line]}>
            {line && words.frame.line[line]}
          </span>
        </nav>
      </header>
      <main id="main" class={tab} tabIndex={-1}>
        {site && surveys.at === 'ready' && role && !failed ? (
          children({ site, surveys: all, survey, role, runsServer })
        ) : (
          <>
            <Title unseen>{nameOf(tab)}</Title>
            {failed?.at === 'failed' ? <Failed refusal={failed.refusal} retry={failed.retry} /> : <Pending />}
          </>
        )}
      </main>
    </>
  )
}

export function surveyPath(siteId: string, surveyId: string): string {
  return `/sites/${siteId}/surveys/${surveyId}`
}

function nameOf(tab: Tab): string {
  if (tab === 'response') return words.response.tab
  if (tab === 'inbox') return words.followUps.tab
  return tab === 'plans' ? words.plans.tab : words.frame[tab]
}

function pageOf(tab: Tab): string {
  return tab === 'overview' ? '' : `/${tab}`
}

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path
        class="mark-bubble"
        d="M16 3c7.7 0 13 4.9 13 11.5S23.7 26 16 26c-1.4 0-2.7-.1-3.9-.4L5 29l1.3-6.1C4.2 20.8 3 17.9 3 14.5 3 7.9 8.3 3 16 3z"
      />
      <path class="mark-smile" d="M10.5 15.5c2.6 4.3 8.4 4.3 11 0" />
    </svg>
  )
}

/** A tab that the reader may turn out not to have keeps its place meanwhile. */
function TabLink({
  href,
  current,
  isSure = true,
  children
}: {
  href: string
  current: boolean
  isSure?: boolean
  children: string
}) {
  return (
    <a
      class={isSure ? 'tab' : 'tab unsure'}
      href={href}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      {children}
    </a>
  )
}

/** With one thing to choose there is nothing to switch: its name is enough. */
function Switch({
  label,
  value,
  options,
  go
}: {
  label: string
  value: string
  options: readonly { id: string; name: string }[]
  go(id: string): string
}) {
  const current = options.find(({ id }) => id === value)
  if (options.length < 2)
    return (
      <span class="switch-name" title={label}>
        <bdi>{current?.name}</bdi>
      </span>
    )
  return (
    <select
      class="switch"
      aria-label={label}
      value={value}
      onChange={(event) => navigate(go(event.currentTarget.value))}
    >
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

export function Person({ me }: { me: MeView | undefined }) {
  const [leaving, setLeaving] = useState(false)
  const leave = async () => {
    setLeaving(true)
    // signed out already is signed out
    await ask('/auth/sign-out', { method: 'POST', body: {} }).catch(() => undefined)
    forget()
    navigate('/sign-in')
  }
  return (
    <div class="person">
      {me && (
        <a class="person-name" href="/profile" title={me.email} aria-label={words.profile.link(me.name)}>
          <bdi>{me.name}</bdi>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-5.5 8-5.5s7 1.5 8 5.5" />
          </svg>
        </a>
      )}
      <LanguageChoice />
      <button type="button" class="plain" disabled={leaving} onClick={leave}>
        {words.frame.signOut}
      </button>
    </div>
  )
}

/** Period and filters stay when one goes from one page of figures to another, or to the answers and back. */
function keptQuery(tab: Tab): string {
  if (['settings', 'edit', 'plans', 'inbox'].includes(tab)) return ''
  const query = new URLSearchParams(location.search)
  for (const name of [
    'search',
    'repeats',
    'rating',
    'state',
    'sort',
    'a',
    'b',
    'rows',
    'columns',
    'window',
    'of',
    'goal',
    'clock',
    'reached',
    'by'
  ])
    query.delete(name)
  // There it says why somebody was not asked.
  if (tab === 'response') query.delete('reason')
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

function skip(event: Event) {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
