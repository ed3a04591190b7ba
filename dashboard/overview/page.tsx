import type { ScoresView } from '../../server/contract/figures'
import type { AgentsView } from '../../server/contract/figures-agents'
import type { FilterDimension } from '../app/filters'
import { attributesOf, dimensionName } from '../app/filters'
import type { PageProps } from '../app/page'
import { comparisonOf, grainOf, todayIn } from '../app/period'
import { refresh, useResource } from '../app/resource'
import { PausedConnectors } from '../connectors/paused-notice'
import { PausedEndpoints } from '../endpoints/paused-notice'
import { AllAgents } from '../figures/agents/agents-table'
import { Breakdown } from '../figures/breakdown'
import { ClaimedNote } from '../figures/claimed-note'
import { AskAboutClaimed } from '../figures/claimed-settings'
import { viewOf } from '../figures/figures-page'
import { FilterBar } from '../figures/filter-bar'
import { Goals } from '../figures/goals/goals'
import { Headline } from '../figures/headline'
import { NoAnswers } from '../figures/no-answers'
import { PeriodPicker } from '../figures/period-picker'
import { Ratings } from '../figures/ratings'
import { Trend } from '../figures/trend'
import type { View } from '../figures/view'
import { Against } from '../figures/view-comparison'
import { ToDo } from '../figures/worklist'
import { HeldNotice } from '../responses/held-notice'
import { RefusedOrigins } from '../settings/origins/refused-origins'
import { Frame } from '../shell/frame'
import { Bones, Failed, Loaded, Pending, Section } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'

/** Always shown, because the product exists for them; the others only where answers carry them. */
const alwaysShown: readonly FilterDimension[] = ['channel', 'topic']
const breakdowns = ['channel', 'topic', 'agent', 'team', 'handler'] as const

export function Overview({ params: { site = '', survey = '' }, query }: PageProps) {
  return (
    <Frame siteId={site} surveyId={survey} tab="overview">
      {({ survey, ...here }) =>
        survey && <Figures key={survey.id} view={viewOf({ ...here, survey }, query)} heldOn={survey.heldOn} />
      }
    </Frame>
  )
}

function Figures({ view, heldOn }: { view: View; heldOn: string | undefined }) {
  const { site, survey, query, period } = view
  const today = todayIn(site.timeZone)
  const comparison = comparisonOf(query, period)
  const whole = useResource<ScoresView>(view.figurePath('scores', { compare: comparison }))
  const total = whole.at === 'ready' ? whole.value.total : undefined

  return (
    <>
      <Title unseen>{`${survey.name}, ${site.name}`}</Title>
      {heldOn !== undefined && <HeldNotice siteId={site.id} surveyId={survey.id} heldOn={heldOn} />}
      {view.role === 'owner' && <PausedConnectors site={site} />}
      {view.role === 'owner' && <PausedEndpoints site={site} />}
      {view.role === 'owner' && <RefusedOrigins site={site} />}
      {view.role === 'owner' && <AskAboutClaimed site={site} />}
      <div class="controls">
        <PeriodPicker query={query} today={today} />
        <FilterBar site={site} surveyId={survey.id} period={period} query={query} role={view.role} />
      </div>
      <Against view={view} />
      {whole.at === 'failed' ? (
        <Failed
          refusal={whole.refusal}
          retry={() => {
            whole.retry()
            refresh()
          }}
        />
      ) : total?.count === 0 ? (
        <NoAnswers siteId={site.id} role={view.role} query={query} />
      ) : (
        <>
          <div class="summary">
            <Section title={words.headline.title} class="section-headline">
              <Loaded
                of={whole}
                skeleton={
                  <div class="skeleton-headline">
                    <Bones widths={[45, 100, 70, 90]} />
                  </div>
                }
              >
                {(scores) => (
                  <>
                    <Headline scores={scores} answersHref={view.answersHref({})} comparison={comparison} />
                    <ClaimedNote site={site} role={view.role} part={scores.claimedShare} />
                  </>
                )}
              </Loaded>
            </Section>
            <Section title={words.ratings.title} class="section-ratings">
              <Loaded
                of={whole}
                skeleton={
                  <Bones
                    widths={
                      survey.scale.max - survey.scale.min > 5
                        ? Array<number>(11).fill(100)
                        : Array<number>(5).fill(100)
                    }
                    class="bone row"
                  />
                }
              >
                {(scores) => <Ratings view={view} scores={scores} />}
              </Loaded>
            </Section>
          </div>
          {total?.state !== 'hidden' && <Details view={view} />}
        </>
      )}
    </>
  )
}

/**
 * What the score is made of: over time, and side by side; and what to work on. A dimension narrowed to one
 * value has nothing to stand beside.
 */
function Details({ view }: { view: View }) {
  const { query } = view
  const grain = grainOf(view.period)
  const trend = useResource<ScoresView>(
    view.figurePath('scores', { by: grain, compare: comparisonOf(query, view.period) })
  )
  return (
    <>
      <Section title={words.trend.title} aside={<span class="faint">{words.trend[grain]}</span>}>
        <Loaded of={trend} skeleton={<span class="bone chart" />}>
          {(scores) => <Trend view={view} scores={scores} grain={grain} />}
        </Loaded>
      </Section>
      <Goals view={view} />
      <ToDo view={view} />
      {[...breakdowns, ...attributesOf(view.site)]
        .filter((dimension) => query.getAll(dimension).length !== 1)
        .map((dimension) =>
          dimension === 'agent' ? (
            <FairAgents key={dimension} view={view} />
          ) : (
            <By key={dimension} dimension={dimension} view={view} />
          )
        )}
    </>
  )
}

/**
 * People stand in no order of their raw scores: few answers and hard topics would put the wrong ones last.
 */
function FairAgents({ view }: { view: View }) {
  const agents = useResource<AgentsView>(
    view.role === 'agent'
      ? null
      : view.figurePath('agents', { compare: comparisonOf(view.query, view.period) })
  )
  if (view.role === 'agent' || (agents.at === 'ready' && agents.value.rows.length === 0)) return null
  return (
    <Loaded of={agents} skeleton={null}>
      {(value) => <AllAgents view={view} agents={value} />}
    </Loaded>
  )
}

function By({ dimension, view }: { dimension: FilterDimension; view: View }) {
  const scores = useResource<ScoresView>(
    view.figurePath('scores', { by: dimension, compare: comparisonOf(view.query, view.period) })
  )
  if (scores.at === 'loading' && !alwaysShown.includes(dimension)) return <Pending>{null}</Pending>
  const isKnown = scores.at === 'ready' && scores.value.rows.some(({ key }) => key !== '')
  if (!alwaysShown.includes(dimension) && !isKnown) return null
  return (
    <Section
      title={dimensionName(dimension, view.site).many}
      aside={isKnown && <span class="faint">{words.breakdown.whole}</span>}
    >
      <Loaded of={scores} skeleton={<Bones widths={Array<number>(6).fill(100)} class="bone row tall" />}>
        {(value) =>
          isKnown ? (
            <Breakdown dimension={dimension} scores={value} view={view} />
          ) : (
            <p class="faint">{words.breakdown.nothing[dimension === 'topic' ? 'topic' : 'channel']}</p>
          )
        }
      </Loaded>
    </Section>
  )
}
