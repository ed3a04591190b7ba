import type { InvitationsView } from '../../server/contract/invitations'
import type { SiteView } from '../../server/contract/sites'
import type { FilterDimension } from '../app/filters'
import { instant } from '../app/format'
import { useResource } from '../app/resource'
import { words } from '../words'

const rowsMax = 50

type RepliesProps = {
  survey: string
  site: SiteView
  nameOf(dimension: FilterDimension, key: string): string
}

/** What customers typed in reply to an ask and could not be read as a rating, newest first. */
export function Replies({ survey, site, nameOf }: RepliesProps) {
  const found = useResource<InvitationsView>(`/v1/invitations?survey=${survey}&replied=true&limit=${rowsMax}`)
  const rows = found.at === 'ready' ? found.value.rows : []
  if (rows.length === 0) return null
  return (
    <details class="suspects">
      <summary>{words.received.replies.title(rows.length)}</summary>
      <p class="faint">{words.received.replies.lead}</p>
      <ul>
        {rows.map(({ id, reply, repliedAt, locale, channel, agent }) => (
          <li key={id}>
            <span dir="auto" lang={locale}>
              {reply}
            </span>
            <span class="faint">
              <bdi>{nameOf('channel', channel)}</bdi>
              {agent && (
                <>
                  {' '}
                  · <bdi>{nameOf('agent', agent)}</bdi>
                </>
              )}
              {repliedAt && (
                <>
                  {' '}
                  · <time dateTime={repliedAt}>{instant(repliedAt, site.timeZone)}</time>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
