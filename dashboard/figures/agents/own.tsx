import type { ScoresView } from '../../../server/contract/figures'
import { comparisonOf, grainOf } from '../../app/period'
import { useResource } from '../../app/resource'
import { Bones, Loaded, Section } from '../../ui/loading'
import { words } from '../../words'
import { Headline } from '../headline'
import { NoAnswers } from '../no-answers'
import { Trend } from '../trend'
import type { View } from '../view'
import { Thanks, Wishes } from './comments'
import { Comparison } from './comparison'
import { OwnPlans } from './own-plans'
import { Strengths } from './strengths'

/**
 * An agent's own page: thanks first, the score with what it rests on, what the agent is good at, what customers
 * wished for, and the plans that the agent is in. It ranks nobody.
 */
export function OwnPage({ view }: { view: View }) {
  return (
    <>
      <Thanks view={view} />
      <Figures view={view} />
      <OwnPlans view={view} />
    </>
  )
}

/** The score, the comparison as the manager reads it, and how it went. */
function Figures({ view }: { view: View }) {
  const grain = grainOf(view.period)
  const comparison = comparisonOf(view.query, view.period)
  const whole = useResource<ScoresView>(view.figurePath('scores', { compare: comparison }))
  const trend = useResource<ScoresView>(view.figurePath('scores', { by: grain, compare: comparison }))
  if (whole.at === 'ready' && whole.value.total.count === 0)
    return <NoAnswers siteId={view.site.id} role={view.role} query={view.query} />
  return (
    <>
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
            <Headline scores={scores} answersHref={view.answersHref({})} comparison={comparison} />
          )}
        </Loaded>
      </Section>
      <Comparison view={view} />
      <Section title={words.trend.title} aside={<span class="faint">{words.trend[grain]}</span>}>
        <Loaded of={trend} skeleton={<span class="bone chart" />}>
          {(scores) => <Trend view={view} scores={scores} grain={grain} />}
        </Loaded>
      </Section>
      <Strengths view={view} />
      <Wishes view={view} />
    </>
  )
}
