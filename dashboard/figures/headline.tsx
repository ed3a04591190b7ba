import type { ScoresView } from '../../server/contract/figures'
import { difference, figure, range } from '../app/format'
import type { Comparison } from '../app/period'
import { knownChange, sizeOf, VerdictIcon } from '../ui/change'
import { IntervalBar, limitsOf } from '../ui/interval'
import { words } from '../words'
import { comparedName } from './trend'

/**
 * The score of the whole period, what it means in words, and what changed: said only as far as the answers
 * say it.
 */
export function Headline({
  scores,
  answersHref,
  comparison = 'previous'
}: {
  scores: ScoresView
  answersHref: string
  comparison?: Comparison
}) {
  const { total } = scores
  if (total.state === 'hidden' || total.value === null)
    return <TooFew count={total.count} answersHref={answersHref} />
  const { value, lower, upper, unit } = total
  const limits = limitsOf(unit, scores.scale)
  const from = words.answers(total.count)
  const others = (total.otherScales ?? []).reduce((sum, { count }) => sum + count, 0)
  return (
    <div class="headline">
      <p class="headline-figure">
        <span class="headline-value">{figure(value, unit, limits)}</span>
        <span class="headline-unit">{unitOf(scores)}</span>
        {total.state === 'early' && lower !== null && upper !== null && (
          <span class="badge">{words.headline.early(difference((upper - lower) / 2, 'size'))}</span>
        )}
      </p>
      <div class="headline-scale">
        <IntervalBar score={total} axis={limits} />
        <span class="ends" aria-hidden="true">
          <span>{figure(limits.from, unit)}</span>
          <span>{figure(limits.to, unit)}</span>
        </span>
      </div>
      <ChangeSentence
        scores={scores}
        before={comparedName(comparison, scores.previousPeriod ?? scores.period)}
      />
      <p class="headline-words">
        {/* Where all chose the same, the interval of a mean has no width, which says nothing of how sure it is. */}
        {lower !== null && upper !== null && lower < upper
          ? words.headline.between(
              words.headline.range(figure(lower, unit, limits), figure(upper, unit, limits)),
              from
            )
          : words.headline.only(from)}
        {total.state === 'early' && ` ${words.headline.earlyWhy}`} {meaningOf(scores)}
        {isLessBetter(scores) && ` ${words.figures.lessIsBetter}`}
        {scores.replaced !== undefined && ` ${words.headline.replaced(scores.replaced)}`}
        {others > 0 && ` ${words.headline.otherScales(others)}`}{' '}
        <a href={answersHref}>{words.headline.read}</a>
      </p>
    </div>
  )
}

function TooFew({ count, answersHref }: { count: number; answersHref: string }) {
  return (
    <div class="headline">
      <p class="headline-figure">
        <span class="headline-few">{words.headline.hidden}</span>{' '}
        <span class="badge">{words.answers(count)}</span>
      </p>
      <p class="headline-words">
        {count === 1 ? words.headline.hiddenWhyOne : words.headline.hiddenWhy(count)}
      </p>
      <p>
        <a href={answersHref}>{words.headline.read}</a>
      </p>
    </div>
  )
}

function ChangeSentence({ scores, before }: { scores: ScoresView; before: string }) {
  const known = knownChange(scores.total, scores.previous, scores.change)
  if (!known) return <p class="headline-change">{unknownChange(before, scores.previous)}</p>
  const { value, lower, upper, verdict } = known
  const size = sizeOf(value, scores.total.unit)
  const said = {
    better: words.change.betterThan(size, before),
    worse: words.change.worseThan(size, before),
    'not-clear': words.change.notClear(before)
  }
  return (
    <p class={`headline-change ${verdict}`}>
      <VerdictIcon verdict={verdict} />
      <span>
        <strong>{said[verdict]}</strong>{' '}
        <span class="faint">
          (
          {words.change.interval(difference(lower, 'signed'), difference(upper, 'signed'), scores.total.unit)}
          )
        </span>
      </span>
    </p>
  )
}

/** Why nobody can say what changed. */
function unknownChange(before: string, previous: ScoresView['previous']): string {
  if (previous?.count === 0 && previous.otherScales) return words.change.otherScaleBefore(before)
  // All answered alike, before and now: there is nothing to measure a change by.
  if (previous && previous.state !== 'hidden') return words.change.notClear(before)
  return words.change.nothingBefore(before, previous?.count ?? 0)
}

/** Whether a figure that goes down gets better: of shares of satisfied customers more is always better. */
export function isLessBetter({ metric, direction }: Pick<ScoresView, 'metric' | 'direction'>): boolean {
  return metric === 'ces' && direction === 'lower-is-better'
}

function unitOf({ metric, scale }: ScoresView): string {
  return metric === 'ces' ? words.headline.ces(scale.max) : words.headline[metric]
}

/**
 * What counts as satisfied, and the other way to look at the same ratings: beside a share their mean,
 * beside a mean the share.
 */
function meaningOf({
  metric,
  satisfiedFrom,
  scale,
  direction,
  total: { mean, satisfied }
}: ScoresView): string {
  const texts = words.headline
  const isLess = direction === 'lower-is-better'
  if (metric === 'csat') {
    const meaning = isLess ? texts.satisfiedTo(satisfiedFrom) : texts.satisfiedFrom(satisfiedFrom, scale.max)
    return mean === null
      ? meaning
      : `${meaning} ${texts.mean(figure(mean, 'mean', { from: scale.min, to: scale.max }), scale.max)}`
  }
  if (!satisfied || satisfied.value === null || satisfied.lower === null || satisfied.upper === null)
    return ''
  const easy = texts.easy(
    figure(satisfied.value, 'percent'),
    range(satisfied.lower, satisfied.upper, 'percent')
  )
  return `${easy} ${isLess ? texts.easyTo(satisfiedFrom) : texts.easyFrom(satisfiedFrom, scale.max)}`
}
