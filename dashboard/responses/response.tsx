import type { ResponseView } from '../../server/contract/responses'
import type { SiteView } from '../../server/contract/sites'
import { hrefWith } from '../app/address'
import type { FilterDimension } from '../app/filters'
import { dimensionName } from '../app/filters'
import { instant } from '../app/format'
import { Rating } from '../ui/rating'
import { words } from '../words'
import { Claimed, reasonText, StandingBadge } from './standing'

type AnswerProps = {
  response: ResponseView
  site: SiteView
  query: URLSearchParams
  nameOf(dimension: FilterDimension, key: string): string
}

/**
 * One customer's answer: the rating, what was written, and what it was about. Each tag narrows the list to
 * its like.
 */
export function Answer({ response, site, query, nameOf }: AnswerProps) {
  const { id, comment, agent, team, locale, conversation, answeredAt, state, stateReason, superseded } =
    response
  const { channel, topics } = response.countsAs ?? response
  const at = instant(answeredAt, site.timeZone)
  const tags: { dimension: FilterDimension; key: string }[] = [
    ...(channel ? [{ dimension: 'channel' as const, key: channel }] : []),
    ...topics.map((key) => ({ dimension: 'topic' as const, key })),
    ...(agent ? [{ dimension: 'agent' as const, key: agent }] : []),
    ...(team ? [{ dimension: 'team' as const, key: team }] : [])
  ]
  return (
    <article class={`answer ${state}`}>
      <div class="answer-rating">
        <Rating response={response} />
      </div>
      <div class="answer-body">
        {comment && (
          <p class="answer-comment" dir="auto" lang={locale?.replaceAll('_', '-')}>
            {comment}
          </p>
        )}
        <p class="answer-tags">
          {state !== 'counted' && (
            <span class="badge">
              {words.list.states[state]}
              {stateReason ? `: ${reasonText(stateReason)}` : ''}
            </span>
          )}
          <StandingBadge response={response} />
          {superseded && <span class="badge">{words.list.superseded}</span>}
          {tags.map(({ dimension, key }) => (
            <a
              key={`${dimension} ${key}`}
              class={`tag ${dimension}`}
              href={hrefWith(query, { [dimension]: [...new Set([...query.getAll(dimension), key])] })}
            >
              <span class="unseen">{dimensionName(dimension, site).one} </span>
              <bdi>{nameOf(dimension, key)}</bdi>
              {(dimension === 'agent' || dimension === 'team') && (
                <Claimed response={response} name={dimension} />
              )}
            </a>
          ))}
          {conversation && (
            <a class="tag" href={hrefWith(query, { conversation })}>
              {words.list.conversation} <bdi>{conversation}</bdi>
            </a>
          )}
        </p>
      </div>
      <a
        class="answer-time"
        aria-label={words.manage.list.open(at)}
        href={hrefWith(query, {}, `${location.pathname.replace(/\/$/, '')}/${encodeURIComponent(id)}`)}
      >
        <time dateTime={answeredAt}>{at}</time>
      </a>
    </article>
  )
}
