import type { ConnectorView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import { useResource } from '../app/resource'
import { words } from '../words'
import { connectorsPath } from './paths'

/**
 * Tells an owner above the figures that a connector sends nothing, and leads to where it can be put right.
 */
export function PausedConnectors({ site }: { site: SiteView }) {
  const connectors = useResource<{ rows: ConnectorView[] }>(
    `/v1/connectors?site=${encodeURIComponent(site.id)}`
  )
  const paused = connectors.at === 'ready' ? connectors.value.rows.filter((one) => one.paused !== null) : []
  const texts = words.connectors.paused
  return (
    <>
      {paused.map(({ id, name }) => (
        <div key={id} class="server-notice" role="status">
          <p>
            <strong>{texts.title(name)}</strong>
          </p>
          <p>{texts.text}</p>
          <p class="choices">
            <a class="button small" href={`${connectorsPath(site.id)}/${id}`}>
              {texts.open}
            </a>
          </p>
        </div>
      ))}
    </>
  )
}
