import type { EndpointsView } from '../../server/contract/endpoints'
import type { SiteView } from '../../server/contract/sites'
import { useResource } from '../app/resource'
import { words } from '../words'
import { endpointsPath } from './paths'

/** Tells an owner above the figures that an endpoint is told nothing, unless somebody wanted it so. */
export function PausedEndpoints({ site }: { site: SiteView }) {
  const endpoints = useResource<EndpointsView>(`/v1/endpoints?site=${encodeURIComponent(site.id)}`)
  const rows = endpoints.at === 'ready' ? endpoints.value.rows : []
  const texts = words.endpoints
  return (
    <>
      {rows.map(
        ({ id, name, paused }) =>
          paused !== null &&
          paused.because !== 'by-hand' && (
            <div key={id} class="server-notice" role="status">
              <p>
                <strong>{texts.pausedTitle(name)}</strong>
              </p>
              <p>{texts.because[paused.because]}</p>
              <p class="choices">
                <a class="button small" href={`${endpointsPath(site.id)}/${id}`}>
                  {texts.open}
                </a>
              </p>
            </div>
          )
      )}
    </>
  )
}
