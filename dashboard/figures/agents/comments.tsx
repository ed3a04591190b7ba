import type { ResponsesView } from '../../../server/contract/answers'
import type { ResponseView } from '../../../server/contract/responses'
import { hrefWith } from '../../app/address'
import type { FilterDimension } from '../../app/filters'
import { dimensionName } from '../../app/filters'
import { instant } from '../../app/format'
import { useLabels } from '../../app/labels'
import { useResource } from '../../app/resource'
import { Bones, Loaded, Section } from '../../ui/loading'
import { Rating } from '../../ui/rating'
import { words } from '../../words'
import type { Band } from '../rating-bands'
import { bandQuery, bandsOf } from '../rating-bands'
import type { View } from '../view'

const commentsShown = 6

/** What customers wrote with good ratings, or with the others: the latest few, and the way to all of them. */
export function Comments({ view, kind }: { view: View; kind: 'thanks' | 'wishes' }) {
  const texts = words.access.own
  const wanted = { commented: 'yes', rating: ratingsOf(view.survey, kind).map(bandQuery) }
  const [path = '', filters] = view.figurePath('responses').split('?')
  const query = new URLSearchParams(filters)
  query.set('commented', wanted.commented)
  query.set('limit', String(commentsShown))
  for (const rating of wanted.rating) query.append('rating', rating)
  const comments = useResource<ResponsesView>(`${path}?${query}`)
  const isMore = comments.at === 'ready' && comments.value.next !== null
  const all = isMore && (
    <a class="quiet-link" href={view.answersHref(wanted)}>
      {texts.all[kind]}
    </a>
  )
  return (
    <Section title={texts[kind]} aside={all}>
      <Loaded of={comments} skeleton={<Bones widths={[100, 80, 90]} class="bone row" />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="faint">{texts.none[kind]}</p>
          ) : (
            <ol class="answers">
              {rows.map((response) => (
                <li key={response.id}>
                  <Comment view={view} response={response} />
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  )
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
function ratingsOf({ scale, satisfiedFrom, direction }: View['survey'], kind: 'thanks' | 'wishes'): Band[] {
  const isGood = (rating: number) =>
    direction === 'lower-is-better' ? rating <= satisfiedFrom : rating >= satisfiedFrom
  return bandsOf(scale, (rating) => String(isGood(rating))).filter(
    ({ from }) => isGood(from) === (kind === 'thanks')
  )
}
