import type { EndpointsView, EndpointView } from '../../server/contract/endpoints'
import type { SiteView } from '../../server/contract/sites'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { Frame } from '../shell/frame'
import { SiteTabs } from '../shell/site-tabs'
import { Bones, Loaded } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { endpointsPath } from './paths'

/** The endpoints of a site. Only owners come here. */
export function Endpoints({ params: { site: siteId = '' } }: PageProps) {
  const endpoints = useResource<EndpointsView>(`/v1/endpoints?site=${encodeURIComponent(siteId)}`)
  const texts = words.endpoints
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, role }) => (
        <div class="settings">
          <SiteTabs siteId={site.id} role={role} current="endpoints" />
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          <Loaded of={endpoints} skeleton={<Bones widths={[100, 100]} class="bone row tall" />}>
            {({ rows }) =>
              rows.length === 0 ? (
                <p class="faint">{texts.none}</p>
              ) : (
                <ul class="connectors">
                  {rows.map((one) => (
                    <Row key={one.id} site={site} endpoint={one} />
                  ))}
                </ul>
              )
            }
          </Loaded>
          <p>
            <a class="button" href={`${endpointsPath(site.id)}/new`}>
              {texts.add}
            </a>
          </p>
        </div>
      )}
    </Frame>
  )
}

function Row({ site, endpoint }: { site: SiteView; endpoint: EndpointView }) {
  const texts = words.endpoints
  const { id, name, url, paused, events } = endpoint
  return (
    <li>
      <span class="connector-name">
        <a href={`${endpointsPath(site.id)}/${id}`}>
          <bdi>{name}</bdi>
        </a>
        <span class="faint" dir="ltr">
          {new URL(url).host}
        </span>
      </span>
      <EndpointState endpoint={endpoint} />
      <span class="connector-last faint">
        {paused ? texts.because[paused.because] : texts.eventsOf(events.length)}
      </span>
    </li>
  )
}

export function EndpointState({ endpoint: { paused, failingSince } }: { endpoint: EndpointView }) {
  const state = paused ? 'paused' : failingSince ? 'failing' : 'ready'
  return <span class={`badge ${state === 'ready' ? '' : 'bad'}`}>{words.endpoints.states[state]}</span>
}
