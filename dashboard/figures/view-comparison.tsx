import type { ScoresView } from '../../server/contract/figures'
import { hrefWith } from '../app/address'
import { figureQuery, filtersOf } from '../app/filters'
import { days, difference, figure, range } from '../app/format'
import { useLabels } from '../app/labels'
import { periodOf, todayIn } from '../app/period'
import { useResource } from '../app/resource'
import { VerdictIcon } from '../ui/change'
import { words } from '../words'
import { pointsText } from './estimate'
import type { View } from './view'

/**
 * Keeps the view in the address, so that whatever the reader looks at next, another period or other
 * filters, stands beside it.
 */
export function Against({ view }: { view: View }) {
  const kept = view.query.get('against')
  const now = keptOf(view)
  if (kept === null)
    return (
      <p class="against">
        <a class="quiet-link" href={hrefWith(view.query, { against: now })}>
          {words.figures.against.keep}
        </a>
      </p>
    )
  return <Kept key={kept} view={view} kept={new URLSearchParams(kept)} isSame={kept === now} />
}

function keptOf({ period, query }: View): string {
  const kept = new URLSearchParams(period)
  for (const { dimension, key } of filtersOf(query)) kept.append(dimension, key)
  return kept.toString()
}

function Kept({ view, kept, isSame }: { view: View; kept: URLSearchParams; isSame: boolean }) {
  const texts = words.figures.against
  const period = periodOf(kept, todayIn(view.site.timeZone))
  const filters = filtersOf(kept)
  const here = useResource<ScoresView>(view.figurePath('scores', { against: kept.toString() }))
  const there = useResource<ScoresView>(`/v1/scores?${figureQuery(view.survey.id, period, filters)}`)
  const labelOf = useLabels(
    view.survey.id,
    period,
    filters.map(({ dimension }) => dimension)
  )
  const name = [days(period), ...filters.map(({ dimension, key }) => labelOf(dimension, key))].join(' · ')
  const compared =
    here.at === 'ready' && !here.stale && there.at === 'ready' && !isSame
      ? comparison(here.value, there.value)
      : undefined
  return (
    <div class="against kept" aria-live="polite">
      <p>
        <span class="faint">{texts.kept}</span> <bdi>{name}</bdi>
        {there.at === 'ready' && (
          <>
            {' '}
            <span>{scoreOf(there.value)}</span>
          </>
        )}{' '}
        <a class="quiet-link" href={hrefWith(view.query, { against: null })}>
          {texts.end}
        </a>
      </p>
      {isSame ? (
        <p class="faint">{texts.next}</p>
      ) : compared ? (
        <p class={compared.verdict}>
          <VerdictIcon verdict={compared.verdict} />{' '}
          <strong>{texts.verdict[compared.verdict](pointsText(compared.value, compared.unit))}</strong>{' '}
          <span class="faint">
            (
            {words.figures.interval(
              difference(compared.lower, 'signed'),
              difference(compared.upper, 'signed')
            )}
            )
          </span>
        </p>
      ) : (
        there.at === 'ready' &&
        here.at === 'ready' &&
        !here.stale && (
          <p class="faint">{isOneScale(here.value, there.value) ? words.change.tooFew : texts.otherScale}</p>
        )
      )}
    </div>
  )
}

function scoreOf({ total: { value, lower, upper, unit, state, count } }: ScoresView): string {
  if (state === 'hidden' || value === null) return `${words.figures.few}, ${words.answers(count)}`
  return [
    figure(value, unit),
    lower === null || upper === null ? '' : `(${range(lower, upper, unit)})`,
    words.answers(count)
  ]
    .filter(Boolean)
    .join(' ')
}

/** The difference between the two views, as the server judges it by the rule of every verdict. */
function comparison(whole: ScoresView, kept: ScoresView) {
  if (
    whole.total.state === 'hidden' ||
    kept.total.state === 'hidden' ||
    !isOneScale(whole, kept) ||
    !whole.against
  )
    return undefined
  const { value, lower, upper, verdict } = whole.against.change
  return value === null || lower === null || upper === null
    ? undefined
    : { value, lower, upper, verdict, unit: whole.total.unit }
}

/** Ratings on different scales stand for different things, though both may be percentages in the end. */
function isOneScale(one: ScoresView, other: ScoresView): boolean {
  return (
    one.metric === other.metric &&
    one.scale.min === other.scale.min &&
    one.scale.max === other.scale.max &&
    one.scale.step === other.scale.step &&
    one.direction === other.direction
  )
}
