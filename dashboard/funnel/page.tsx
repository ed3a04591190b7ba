import type { FunnelDimension, FunnelView } from '../../server/contract/funnel'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import type { QueryChange } from '../app/address'
import { hrefWith } from '../app/address'
import { figureQuery, filtersOf, tagDimensions } from '../app/filters'
import { number } from '../app/format'
import { useRenewal } from '../app/live'
import type { PageProps } from '../app/page'
import { lengthOf, periodOf, todayIn } from '../app/period'
import { useResource } from '../app/resource'
import type { Exported } from '../figures/exports'
import { Exports } from '../figures/exports'
import { FilterBar } from '../figures/filter-bar'
import { NobodyInvited } from '../figures/nobody-invited'
import { PeriodPicker } from '../figures/period-picker'
import { Frame, surveyPath } from '../shell/frame'
import { FunnelWays } from '../shell/funnel-ways'
import { Bones, Loaded, Section } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { FunnelRate } from './rate'
import { FunnelReasons } from './reasons'
import { FunnelRows } from './rows'
import { FunnelSteps } from './steps'
import { OwnAsks } from './website-asks'

const dimensions = [
  'channel',
  'topic',
  'agent',
  'team',
  'locale',
  'delivery'
] as const satisfies readonly FunnelDimension[]

/** What became of the invitations of a period: who was not asked and why, who was reached, who answered. */
export function Response({ params: { site = '', survey = '' }, query }: PageProps) {
  return (
    <Frame siteId={site} surveyId={survey} tab="response">
      {(here) =>
        here.survey && (
          <Funnel key={here.survey.id} site={here.site} survey={here.survey} role={here.role} query={query} />
        )
      }
    </Frame>
  )
}

function Funnel({
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
  const by = dimensions.find((dimension) => dimension === query.get('by')) ?? 'channel'
  const funnel = useResource<FunnelView>(
    `/v1/funnel?${figureQuery(survey.id, period, filtersOf(query, tagDimensions), { by, compare: 'previous' })}`
  )
  const path = surveyPath(site.id, survey.id)
  const listHref = (change: QueryChange) =>
    hrefWith(query, { by: null, reason: null, ...change }, `${path}/invitations`)
  const exported = { site, survey, period, query }
  const texts = words.response
  useRenewal()
  return (
    <>
      <Title unseen>{texts.title}</Title>
      <FunnelWays siteId={site.id} surveyId={survey.id} query={query} current="response" role={role} />
      <div class="controls">
        <PeriodPicker query={query} today={today} />
        <FilterBar
          site={site}
          surveyId={survey.id}
          period={period}
          query={query}
          dimensions={tagDimensions}
        />
      </div>
      <Loaded
        of={funnel}
        skeleton={<Bones widths={[30, 60, 100, 100, 100, 100, 100]} class="bone row tall" />}
      >
        {(view) => (
          <>
            {view.total.invited === 0 ? (
              <NobodyInvited siteId={site.id} surveyId={survey.id} role={role} query={query} />
            ) : (
              <>
                <div class="summary funnel-summary">
                  <FunnelRate view={view} length={lengthOf(period)} />
                  <FunnelSteps exported={exported} steps={view.total} listHref={listHref} />
                </div>
                <div class="funnel-reasons">
                  <FunnelReasons
                    exported={exported}
                    state="suppressed"
                    steps={view.total}
                    listHref={listHref}
                  />
                  <FunnelReasons
                    exported={exported}
                    state="unsendable"
                    steps={view.total}
                    listHref={listHref}
                  />
                </div>
                <Section title={texts.byTitle[by]} aside={<By query={query} by={by} />}>
                  <FunnelRows exported={exported} view={view} by={by} listHref={listHref} />
                </Section>
              </>
            )}
            {view.website && <OwnAsks exported={exported} asks={view.website} />}
            {view.placements.length > 0 && (
              <Placements
                exported={exported}
                placements={view.placements}
                href={hrefWith(query, { by: null }, `${path}/placements`)}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

function By({ query, by }: { query: URLSearchParams; by: FunnelDimension }) {
  return (
    <nav class="segments kinds" aria-label={words.response.by}>
      {dimensions.map((dimension) => (
        <a
          key={dimension}
          class="segment"
          href={hrefWith(query, { by: dimension })}
          {...(dimension === by ? { 'aria-current': 'true' as const } : {})}
        >
          {words.response.dimensions[dimension]}
        </a>
      ))}
    </nav>
  )
}

type Placement = FunnelView['placements'][number]

const placementFields = {
  placement: ({ id }: Placement) => id,
  name: ({ name }: Placement) => name,
  place: ({ place }: Placement) => place,
  opened: ({ opened }: Placement) => opened,
  completed: ({ completed }: Placement) => completed
}

function Placements({
  exported,
  placements,
  href
}: {
  exported: Exported
  placements: Placement[]
  href: string
}) {
  const texts = words.response
  return (
    <Section title={texts.placementsTitle} aside={<span class="faint">{texts.placementsHint}</span>}>
      <table class="plain-table">
        <caption class="unseen">{texts.placementsTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.placement}</th>
            <th scope="col">{texts.opened}</th>
            <th scope="col">{texts.answered}</th>
          </tr>
        </thead>
        <tbody>
          {placements.map(({ id, name, place, opened, completed }) => (
            <tr key={id}>
              <th scope="row">
                <a href={href}>
                  <bdi>{name ?? texts.unnamed}</bdi>
                </a>
                {place && (
                  <span class="faint">
                    {' '}
                    <bdi>{place}</bdi>
                  </span>
                )}
              </th>
              <td>{number(opened)}</td>
              <td>{number(completed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Exports
        name={texts.placementsTitle}
        view={exported}
        columns={[{ fields: placementFields }]}
        rows={placements}
      />
    </Section>
  )
}
