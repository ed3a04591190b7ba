import type { RefusedOriginsView } from '../../../server/contract/refused-origins'
import type { SiteView } from '../../../server/contract/sites'
import { ask } from '../../app/api'
import { refresh, useResource } from '../../app/resource'
import { Refused, useAttempt } from '../../ui/attempt'
import { words } from '../../words'

/**
 * Tells the owner that pages were refused; those of the site's own domain, and of the machine of whoever
 * builds it, can be allowed at once.
 */
export function RefusedOrigins({ site }: { site: SiteView }) {
  const { refused: refusal, attempt } = useAttempt()
  const refused = useResource<RefusedOriginsView>(`/v1/sites/${encodeURIComponent(site.id)}/refused-origins`)
  const rows = refused.at === 'ready' ? refused.value.rows : []
  const others = rows.filter(({ allowable }) => !allowable)
  if (rows.length === 0) return null
  const allow = (origin: string) =>
    attempt(async () => {
      await ask(`/v1/sites/${site.id}`, { method: 'PATCH', body: { origins: [...site.origins, origin] } })
      refresh()
    })
  return (
    <div class="server-notice" role="status">
      <p>
        <strong>{words.origins.refusedTitle}</strong>
      </p>
      <p>{words.origins.refusedText}</p>
      {rows.length > others.length && (
        <p class="choices">
          {rows
            .filter(({ allowable }) => allowable)
            .map(({ origin }) => (
              <button key={origin} type="button" class="button small" onClick={() => void allow(origin)}>
                {words.origins.allow(origin)}
              </button>
            ))}
        </p>
      )}
      {others.length > 0 && (
        <p class="faint">{words.origins.others(others.map(({ origin }) => origin).join(', '))}</p>
      )}
      <Refused refused={refusal} />
    </div>
  )
}
