import type { ConnectorView, DeliveryView, KindView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import { navigate } from '../app/address'
import { instant } from '../app/format'
import { useMessageNews } from '../app/live'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { Frame } from '../shell/frame'
import { SiteTabs } from '../shell/site-tabs'
import { Bones, Loaded, Section } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { groupOf, kindName } from './fields'
import { ConnectorForm } from './form'
import { connectorsPath } from './paths'
import { PausedConnectors } from './paused-notice'

const groups = ['messages', 'calls', 'helpdesks'] as const

/** The connectors of a site, and with `?add=` the form of a new one. Only owners come here. */
export function Connectors({ params: { site: siteId = '' }, query }: PageProps) {
  const kinds = useResource<{ rows: KindView[] }>('/v1/connectors/kinds')
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, surveys, role }) => (
        <div class="settings">
          <Loaded
            of={kinds}
            title={words.connectors.title}
            skeleton={<Bones widths={[30, 100, 100, 100]} class="bone row tall" />}
          >
            {({ rows }) => {
              const kind = rows.find((one) => one.kind === query.get('add'))
              return kind ? (
                <Adding key={kind.kind} site={site} surveys={surveys} kind={kind} kinds={rows} />
              ) : (
                <List site={site} role={role} kinds={rows} />
              )
            }}
          </Loaded>
        </div>
      )}
    </Frame>
  )
}

function List({ site, role, kinds }: { site: SiteView; role: Role; kinds: readonly KindView[] }) {
  const connectors = useResource<{ rows: ConnectorView[] }>(
    `/v1/connectors?site=${encodeURIComponent(site.id)}`
  )
  const texts = words.connectors
  useMessageNews()
  return (
    <>
      <SiteTabs siteId={site.id} role={role} current="connectors" />
      <Title>{texts.title}</Title>
      <p class="lead">{texts.lead}</p>
      <PausedConnectors site={site} />
      <Loaded of={connectors} skeleton={<Bones widths={[100, 100]} class="bone row tall" />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="faint">{texts.none}</p>
          ) : (
            <ul class="connectors">
              {rows.map((one) => (
                <Row key={one.id} site={site} connector={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Section title={texts.add}>
        {groups.map((group) => (
          <div key={group} class="kind-group">
            <h3>{texts.groups[group]}</h3>
            <ul class="kind-list">
              {kinds
                .filter((kind) => groupOf(kind) === group)
                .map(({ kind }) => (
                  <li key={kind}>
                    <a class="button small" href={`${connectorsPath(site.id)}?add=${kind}`}>
                      {kindName(kind)}
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </Section>
    </>
  )
}

function Row({ site, connector: { id, name, kind, state } }: { site: SiteView; connector: ConnectorView }) {
  const deliveries = useResource<{ rows: DeliveryView[] }>(`/v1/connectors/${id}/deliveries`)
  const texts = words.connectors
  const rows = deliveries.at === 'ready' ? deliveries.value.rows : []
  const [last] = rows
  const troubled = rows.filter((one) => one.state === 'dead' || one.state === 'failed').length
  return (
    <li>
      <span class="connector-name">
        <a href={`${connectorsPath(site.id)}/${id}`}>
          <bdi>{name}</bdi>
        </a>
        {kindName(kind) !== name && <span class="faint">{kindName(kind)}</span>}
      </span>
      <span class={`badge ${state === 'ready' ? '' : 'bad'}`}>{texts.states[state]}</span>
      <span class="connector-last faint">
        {deliveries.at === 'ready' &&
          (last
            ? texts.last(
                texts.deliveryStates[last.state],
                instant(last.sentAt ?? last.createdAt, site.timeZone)
              )
            : texts.nothingSent)}
        {troubled > 0 && <span class="refused">{texts.troubled(troubled)}</span>}
      </span>
    </li>
  )
}

function Adding({
  site,
  surveys,
  kind,
  kinds
}: {
  site: SiteView
  surveys: readonly SurveyView[]
  kind: KindView
  kinds: readonly KindView[]
}) {
  const texts = words.connectors
  return (
    <>
      <p class="way-back">
        <a href={connectorsPath(site.id)}>{texts.otherKind}</a>
      </p>
      <Title>{texts.addTitle(kindName(kind.kind))}</Title>
      {kind.secrets.length > 0 && groupOf(kind) !== 'messages' && <p class="lead">{texts.secretsFirst}</p>}
      <ConnectorForm
        site={site}
        surveys={surveys}
        kind={kind}
        kinds={kinds}
        done={({ connector }) => navigate(`${connectorsPath(site.id)}/${connector.id}`, 'replace')}
      />
    </>
  )
}
