import type { ResponsesView } from '../../../server/contract/answers'
import type { ResponseView } from '../../../server/contract/responses'
import { hrefWith } from '../../app/address'
import type { FilterDimension } from '../../app/filters'
import { dimensionName } from '../../app/filters'
import { instant } from '../../app/format'
import { useLabels } from '../../app/labels'
import type { Period } from '../../app/period'
import { lastDays, todayIn } from '../../app/period'
import { useResource } from '../../app/resource'
import { Bones, Loaded, Section } from '../../ui/loading'
import { Rating } from '../../ui/rating'
import { words } from '../../words'
import type { Band } from '../rating-bands'
import { bandQuery, bandsOf } from '../rating-bands'
import type { View } from '../view'

type Kind = 'thanks' | 'wishes'

const wishesShown = 6
const thanksShown = 5
const weekDays = 7
/** Where a week brought no good words, those of so many days are shown. */
const moreDays = 30

/** What customers wrote with good ratings in the last days, whatever the period, and the way to more of it. */
export function Thanks({ view }: { view: View }) {
  const texts = words.access.own
  const today = todayIn(view.site.timeZone)
  const pathFor = (days: number) => commentsPath(view, 'thanks', thanksShown, lastDays(days, today))
  const week = useResource<ResponsesView>(pathFor(weekDays))
  const isQuiet = week.at === 'ready' && week.value.rows.length === 0
  const month = useResource<ResponsesView>(isQuiet ? pathFor(moreDays) : null)
  return (
    <Section title={texts.thanks} aside={<All view={view} kind="thanks" />}>
      <Loaded of={isQuiet ? month : week} skeleton={<Bones widths={[100, 80, 90]} class="bone row" />}>
        {({ rows }) => (
          <>
            <p class="faint">
              {isQuiet ? (rows.length === 0 ? texts.none.thanks : texts.bestOfMonth) : texts.bestOfWeek}
            </p>
            <Said view={view} rows={rows} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

/** What customers wrote with other ratings: the latest few of the period, and the way to all of them. */
export function Wishes({ view }: { view: View }) {
  const texts = words.access.own
  const wishes = useResource<ResponsesView>(commentsPath(view, 'wishes', wishesShown))
  const isMore = wishes.at === 'ready' && wishes.value.next !== null
  return (
    <Section title={texts.wishes} aside={isMore && <All view={view} kind="wishes" />}>
      <Loaded of={wishes} skeleton={<Bones widths={[100, 80, 90]} class="bone row" />}>
        {({ rows }) =>
          rows.length === 0 ? <p class="faint">{texts.none.wishes}</p> : <Said view={view} rows={rows} />
        }
      </Loaded>
    </Section>
  )
}

function All({ view, kind }: { view: View; kind: Kind }) {
  return (
    <a class="quiet-link" href={view.answersHref(wantedOf(view, kind))}>
      {words.access.own.all[kind]}
    </a>
  )
}

function Said({ view, rows }: { view: View; rows: ResponsesView['rows'] }) {
  return (
    <ol class="answers">
      {rows.map((response) => (
        <li key={response.id}>
          <Comment view={view} response={response} />
        </li>
      ))}
    </ol>
  )
}

/** Where the API tells the latest answers with words, by default those of the view's period. */
function commentsPath(view: View, kind: Kind, limit: number, { from, to }: Period = view.period): string {
  const [path = '', filters] = view.figurePath('responses').split('?')
  const query = new URLSearchParams(filters)
  const { commented, rating } = wantedOf(view, kind)
  for (const [name, value] of Object.entries({ from, to, commented, limit })) query.set(name, String(value))
  for (const one of rating) query.append('rating', one)
  return `${path}?${query}`
}

function wantedOf({ survey }: View, kind: Kind) {
  return { commented: 'yes', rating: ratingsOf(survey, kind).map(bandQuery) }
}

function Comment({ view, response }: { view: View; response: ResponseView }) {
  const { site, survey, query, period } = view
  const { id, comment, locale, answeredAt } = response
  const { channel, topics } = response.countsAs ?? response
  const nameOf = useLabels(survey.id, period)
  const at = instant(answeredAt, site.timeZone)
  const tags: (readonly [FilterDimension, string])[] = [
    ...topics.map((topic) => ['topic', topic] as const),
    ...(channel ? [['channel', channel] as const] : [])
  ]
  const href = hrefWith(query, {}, `/sites/${site.id}/surveys/${survey.id}/answers/${encodeURIComponent(id)}`)
  return (
    <article class="answer">
      <div class="answer-rating">
        <Rating response={response} />
      </div>
      <div class="answer-body">
        <p class="answer-comment" dir="auto" lang={locale?.replaceAll('_', '-')}>
          {comment}
        </p>
        <p class="answer-tags">
          {tags.map(([dimension, key]) => (
            <a
              key={`${dimension} ${key}`}
              class={`tag ${dimension}`}
              href={hrefWith(query, { [dimension]: [...new Set([...query.getAll(dimension), key])] })}
            >
              <span class="unseen">{dimensionName(dimension, site).one} </span>
              <bdi>{nameOf(dimension, key)}</bdi>
            </a>
          ))}
        </p>
      </div>
      <a class="answer-time" aria-label={words.manage.list.open(at)} href={href}>
        <time dateTime={answeredAt}>{at}</time>
      </a>
    </article>
  )
}

/** The ratings of a scale that count as good, or the others. */
function ratingsOf({ scale, satisfiedFrom, direction }: View['survey'], kind: Kind): Band[] {
  const isGood = (rating: number) =>
    direction === 'lower-is-better' ? rating <= satisfiedFrom : rating >= satisfiedFrom
  return bandsOf(scale, (rating) => String(isGood(rating))).filter(
    ({ from }) => isGood(from) === (kind === 'thanks')
  )
}
