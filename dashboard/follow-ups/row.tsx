import type { FollowUpRowView } from '../../server/contract/follow-ups'
import { labelOf } from '../app/filters'
import { instant } from '../app/format'
import { Rating } from '../ui/rating'
import { words } from '../words'
import { inboxPath } from './paths'

/** One follow-up in the inbox: what was said, about what, whose it is and by when. */
export function Row({ followUp, timeZone }: { followUp: FollowUpRowView; timeZone: string }) {
  const { answer, owner, site, id, topics } = followUp
  const { channel, agent } = answer.countsAs ?? answer
  const texts = words.followUps
  return (
    <article class={followUp.overdue ? 'answer overdue' : 'answer'}>
      <div class="answer-rating">
        <Rating response={answer} />
      </div>
      <div class="answer-body">
        <a class="inbox-name" href={inboxPath(site, id)}>
          <bdi lang={answer.locale?.replaceAll('_', '-')}>{answer.comment || texts.noComment}</bdi>
        </a>
        <p class="answer-tags">
          <span class="badge">{stateText(followUp)}</span>
          {channel && <span class="tag">{labelOf('channel', channel)}</span>}
          {topics.map(({ key, label }) => (
            <span key={key} class="tag topic">
              <bdi>{labelOf('topic', key, label)}</bdi>
            </span>
          ))}
          {agent && (
            <span class="tag">
              <bdi>{agent}</bdi>
            </span>
          )}
        </p>
      </div>
      <div class="inbox-whose">
        <bdi>{owner?.name ?? texts.noOwner}</bdi>
        <span class={followUp.overdue ? 'inbox-late' : 'faint'}>{dueText(followUp, timeZone)}</span>
      </div>
    </article>
  )
}

export function stateText({ state, ended }: FollowUpRowView): string {
  return ended ? words.followUps.ended[ended] : words.followUps.states[state]
}

/** By when it is due, or when it was closed. */
export function dueText({ overdue, dueAt, closedAt }: FollowUpRowView, timeZone: string): string {
  const texts = words.followUps
  if (closedAt !== null) return `${texts.closed} ${instant(closedAt, timeZone)}`
  const when = instant(dueAt, timeZone)
  return overdue ? texts.overdue(when) : texts.due(when)
}
