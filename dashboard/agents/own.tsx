import { hrefWith } from '../address'
import { instant } from '../format'
import { comparisonOf, grainOf } from '../period'
import { Headline } from '../parts/headline'
import { NoAnswers } from '../parts/no-answers'
import { Rating } from '../parts/rating'
import { Bones, Loaded, Section } from '../parts/states'
import { Trend } from '../parts/trend'
import { useResource } from '../resource'
import { words } from '../words'
import { Comparison } from './comparison'
import type { ResponsesView } from '../../server/contract/answers'
import type { ScoresView } from '../../server/contract/figures'
import type { View } from '../parts/figures-page'

const commentsShown = 6

/** An agent's own page: the score with what it rests on, the comparison as the manager reads it, how it went, and what customers wrote, thanks first. It ranks nobody. */
export function OwnPage({ view }: { view: View }) {
  const grain = grainOf(view.period)
  const comparison = comparisonOf(view.query, view.period)
  const whole = useResource<ScoresView>(view.figurePath('scores', { compare: comparison }))
  const trend = useResource<ScoresView>(view.figurePath('scores', { by: grain, compare: comparison }))
  if (whole.at === 'ready' && whole.value.total.count === 0) return <NoAnswers siteId={view.site.id} role={view.role} query={view.query} />
  return (
    <>
      <Section title={words.headline.title} class="section-headline">
        <Loaded of={whole} skeleton={<div class="skeleton-headline"><Bones widths={[45, 100, 70, 90]} /></div>}>
          {(scores) => <Headline scores={scores} answersHref={view.answersHref({})} comparison={comparison} />}
        </Loaded>
      </Section>
      <Comparison view={view} />
      <Section title={words.trend.title} aside={<span class="faint">{words.trend[grain]}</span>}>
        <Loaded of={trend} skeleton={<span class="bone chart" />}>
          {(scores) => <Trend view={view} scores={scores} grain={grain} />}
        </Loaded>
      </Section>
      <Comments view={view} kind="thanks" />
      <Comments view={view} kind="wishes" />
    </>
  )
}

/** What customers wrote with good ratings, or with the others. */
function Comments({ view, kind }: { view: View; kind: 'thanks' | 'wishes' }) {
  const texts = words.access.own
  const { scale: { min, max }, satisfiedFrom, direction } = view.survey
  const ratings = Array.from({ length: max - min + 1 }, (_none, index) => min + index).filter((rating) => isGood(rating, satisfiedFrom, direction) === (kind === 'thanks'))
  const path = view.figurePath('responses', { commented: 'yes', limit: String(commentsShown) })
  const comments = useResource<ResponsesView>(path + ratings.map((rating) => `&rating=${rating}`).join(''))
  return (
    <Section title={texts[kind]}>
      <Loaded of={comments} skeleton={<Bones widths={[100, 80, 90]} class="bone row" />}>
        {({ rows }) => rows.length === 0 ? <p class="faint">{texts.none[kind]}</p> : (
          <ol class="answers">
            {rows.map((response) => (
              <li key={response.id}>
                <article class="answer">
                  <div class="answer-rating"><Rating response={response} /></div>
                  <p class="answer-comment" dir="auto" lang={response.locale?.replaceAll('_', '-')}>{response.comment}</p>
                  <a class="answer-time" href={hrefWith(view.query, {}, `/sites/${view.site.id}/surveys/${view.survey.id}/answers/${encodeURIComponent(response.id)}`)}>
                    <time dateTime={response.answeredAt}>{instant(response.answeredAt, view.site.timeZone)}</time>
                  </a>
                </article>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Section>
  )
}

function isGood(rating: number, satisfiedFrom: number, direction: View['survey']['direction']): boolean {
  return direction === 'lower-is-better' ? rating <= satisfiedFrom : rating >= satisfiedFrom
}
