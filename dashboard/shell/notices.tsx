import type { ComponentChildren } from 'preact'
import type { NoticesView } from '../../server/contract/notices'
import { useResource } from '../app/resource'
import { Bones } from '../ui/loading'
import { words } from '../words'

/**
 * What whoever runs the server should mend, above the settings; nothing stands there for everybody else.
 * The settings wait for it, so that they do not move while they are read.
 */
export function BelowNotices({ isOwner, children }: { isOwner: boolean; children: ComponentChildren }) {
  const notices = useResource<NoticesView>(isOwner ? '/v1/notices' : null)
  if (isOwner && notices.at !== 'ready' && notices.at !== 'failed') return <Bones widths={[60, 100, 100]} />
  const rows = notices.at === 'ready' ? notices.value.rows : []
  const [first] = rows
  return (
    <>
      {first && (
        <aside class="server-notice">
          <p>
            <strong>{words.access.weak.title}</strong>
          </p>
          <p>{words.access.weak.text(rows.map(({ variable }) => variable).join(', '), first.refusedFrom)}</p>
        </aside>
      )}
      {children}
    </>
  )
}
