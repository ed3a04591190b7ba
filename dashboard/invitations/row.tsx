import type { KeptInvitation } from '../../server/contract/invitations'
import type { SiteView } from '../../server/contract/sites'
import { ask } from '../app/api'
import { labelOf } from '../app/filters'
import { instant } from '../app/format'
import { refresh } from '../app/resource'
import { useAttempt } from '../ui/attempt'
import { words } from '../words/setting-up'

type Props = { invitation: KeptInvitation; site: SiteView; mayChange: boolean }

/**
 * One invitation: about whom and what, how far it came, and what can still be done. Its link is nobody's
 * but the customer's.
 */
export function InviteRow({ invitation, site, mayChange }: Props) {
  const texts = words.invitations
  const { createdAt, customer, conversation, channel, delivery, topics, agent, team, test } = invitation
  const who = customer ?? conversation ?? instant(createdAt, site.timeZone)
  const about = [agent, team].filter((one) => one !== null)
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <time dateTime={createdAt}>{instant(createdAt, site.timeZone)}</time>
      </th>
      <td role="cell" class="invite-whom">
        <strong>
          <bdi>{customer ?? texts.noCustomer}</bdi>
        </strong>
        <span class="answer-tags">
          {channel !== '' && <span>{labelOf('channel', channel)}</span>}
          {delivery !== null && delivery !== channel && (
            <span class="faint">{texts.by(labelOf('channel', delivery))}</span>
          )}
          {topics.map((topic) => (
            <span key={topic} class="tag topic">
              <bdi>{topic}</bdi>
            </span>
          ))}
          {about.map((one) => (
            <span key={one} class="faint">
              <bdi>{one}</bdi>
            </span>
          ))}
          {conversation !== null && (
            <span class="faint">
              <bdi>{conversation}</bdi>
            </span>
          )}
        </span>
      </td>
      <td role="cell">
        <State invitation={invitation} site={site} />
        {test && <span class="badge">{texts.test}</span>}
      </td>
      {mayChange && (
        <td role="cell" class="invite-actions">
          <Actions invitation={invitation} who={who} />
        </td>
      )}
    </tr>
  )
}

type State = keyof typeof words.invitations.states

/** Where it stands now, and since when. */
function stateOf({
  state,
  revokedAt,
  expiresAt,
  answeredAt,
  startedAt,
  openedAt,
  deliveredAt,
  sentAt,
  delivery
}: KeptInvitation): { is: State; at: string | null } {
  if (answeredAt !== null) return { is: 'answered', at: answeredAt }
  if (revokedAt !== null) return { is: 'revoked', at: revokedAt }
  if (state === 'suppressed' || state === 'unsendable') return { is: state, at: null }
  if (expiresAt !== null && Date.parse(expiresAt) < Date.now()) return { is: 'expired', at: expiresAt }
  if (startedAt !== null) return { is: 'started', at: startedAt }
  if (openedAt !== null) return { is: 'opened', at: openedAt }
  if (deliveredAt !== null) return { is: 'delivered', at: deliveredAt }
  if (state === 'sent') return { is: 'sent', at: sentAt }
  return { is: delivery === null ? 'made' : 'waiting', at: null }
}

function State({ invitation, site }: { invitation: KeptInvitation; site: SiteView }) {
  const texts = words.invitations
  const { reason, suppressedUntil, dueAt, remindAt } = invitation
  const { is, at } = stateOf(invitation)
  const when = (time: string) => instant(time, site.timeZone)
  const notes = [
    at && when(at),
    (is === 'suppressed' || is === 'unsendable') && reason && (words.reasons[reason] ?? reason),
    is === 'suppressed' && suppressedUntil && texts.until(when(suppressedUntil)),
    is === 'waiting' && dueAt && texts.leaves(when(dueAt)),
    remindAt && texts.reminded(when(remindAt))
  ].filter(Boolean)
  return (
    <span class="invite-state">
      <span class={`badge ${is === 'answered' ? 'good' : is === 'unsendable' ? 'bad' : ''}`}>
        {texts.states[is]}
      </span>
      {notes.length > 0 && <span class="faint small">{notes.join(' · ')}</span>}
    </span>
  )
}

function Actions({
  invitation: { id, state, delivery, answeredAt, remindAt, revokedAt },
  who
}: {
  invitation: KeptInvitation
  who: string
}) {
  const { refused, attempt } = useAttempt()
  const texts = words.invitations
  const act = (path: string, method: string) =>
    attempt(async () => {
      await ask(`/v1/invitations/${id}${path}`, { method })
      refresh()
    })
  const isOpen = answeredAt === null && revokedAt === null && (state === 'created' || state === 'sent')
  return (
    <>
      {isOpen && state === 'sent' && delivery !== null && remindAt === null && (
        <button
          type="button"
          class="plain"
          aria-label={texts.remindOf(who)}
          onClick={() => act('/remind', 'POST')}
        >
          {texts.remind}
        </button>
      )}
      {isOpen && (
        <button
          type="button"
          class="plain"
          aria-label={texts.revokeOf(who)}
          onClick={() => confirm(texts.revokeSure) && act('', 'DELETE')}
        >
          {texts.revoke}
        </button>
      )}
      {refused && (
        <span class="refused small" role="alert">
          {refused}
        </span>
      )}
    </>
  )
}
