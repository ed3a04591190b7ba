import type { TopicsView } from '../../../server/contract/figures-topics'
import { hrefWith } from '../../app/address'
import { labelOf } from '../../app/filters'
import { number } from '../../app/format'
import { mayManage } from '../../app/roles'
import { VerdictIcon } from '../../ui/change'
import { words } from '../../words'
import { pointsText, scoreText, signedText } from '../estimate'
import type { View } from '../view'

export type TopicRow = TopicsView['rows'][number]

/**
 * Topics of which it is clear where they stand: what each does to the whole, in one sentence with its
 * evidence.
 */
export function TopicSayings({
  view,
  topics,
  rows,
  none
}: {
  view: View
  topics: TopicsView
  rows: readonly TopicRow[]
  none: string
}) {
  if (rows.length === 0) return <p class="faint">{none}</p>
  return (
    <ol class="sayings">
      {rows.map((row) => (
        <Saying key={row.key} view={view} row={row} topics={topics} />
      ))}
    </ol>
  )
}

function Saying({
  view,
  row,
  topics: {
    total: { unit },
    direction
  }
}: {
  view: View
  row: TopicRow
  topics: TopicsView
}) {
  const texts = words.figures.topics
  const { key, label, score, rest, flag, impact, lost } = row
  const name = labelOf('topic', key, label)
  const isLessBetter = unit === 'mean' && direction === 'lower-is-better'
  const said = isLessBetter
    ? { low: texts.sayingLowWhereLess, high: texts.sayingHighWhereLess }
    : { low: texts.sayingLow, high: texts.sayingHigh }
  const saying = said[flag === 'low' ? 'low' : 'high'](name, pointsText(impact, unit))
  return (
    <li class={flag === 'low' ? 'worse' : 'better'}>
      <VerdictIcon verdict={flag === 'low' ? 'worse' : 'better'} />
      <div>
        <p class="saying-name">
          <a href={hrefWith(view.query, { topic: key })}>
            <bdi>{name}</bdi>
          </a>
        </p>
        <p>
          <strong>{saying}</strong>
          {flag === 'low' && unit === 'percent' && ` ${texts.lost(Math.round(lost))}`}
        </p>
        <p class="faint small">
          {[texts.against(scoreText(score), scoreText(rest), score.count), ...evidenceOf(row)].join(' · ')}
        </p>
        <p class="small">
          <a href={view.answersHref({ topic: key, commented: 'yes' })} aria-label={texts.commentsOf(name)}>
            {texts.comments}
          </a>
          {flag === 'low' && mayManage(view.role) && (
            <>
              {' · '}
              <a
                href={view.pageHref('plans/new', { topic: key, ...view.period })}
                aria-label={words.plans.makeFor(name)}
              >
                {words.plans.make}
              </a>
            </>
          )}
        </p>
      </div>
    </li>
  )
}

/** How far from the rest, how sure that is, and how likely it is chance. */
function evidenceOf({ difference: { value, lower, upper }, q }: TopicRow): string[] {
  const estimate =
    value !== null && lower !== null && upper !== null ? signedText({ value, lower, upper }) : undefined
  return [
    ...(estimate ? [`${estimate.value} (${estimate.interval})`] : []),
    ...(q === null ? [] : [words.figures.topics.q(chance(q))])
  ]
}

/** A probability as it is written where it is small. */
export function chance(value: number): string {
  return value < 0.001 ? words.figures.below(number(0.001, 3)) : number(value, 3)
}
