import type { ConnectorRefusalView, ConnectorView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import { instant, number } from '../app/format'
import { useResource } from '../app/resource'
import { Section } from '../ui/loading'
import { words } from '../words'

/** When a connector heard and was heard last, and whether it sends as fast as it may. */
export function Health({ site, connector }: { site: SiteView; connector: ConnectorView }) {
  const { hookUrl, heardAt, takenAt, perSecond, usualPerSecond, nowPerSecond } = connector
  const texts = words.connectors
  const when = (at: string | null) =>
    at === null ? texts.never : <time dateTime={at}>{instant(at, site.timeZone)}</time>
  const isSlowed = nowPerSecond < (perSecond ?? usualPerSecond)
  return (
    <dl class="connector-health">
      {takenAt !== null && (
        <div>
          <dt>{texts.taken}</dt>
          <dd>{when(takenAt)}</dd>
        </div>
      )}
      {hookUrl !== null && (
        <div>
          <dt>{texts.heard}</dt>
          <dd>{when(heardAt)}</dd>
        </div>
      )}
      {isSlowed && (
        <div>
          <dt>{texts.nowRate}</dt>
          <dd>{texts.aSecond(number(nowPerSecond))}</dd>
        </div>
      )}
    </dl>
  )
}

/** What came in under the address of a connector and was turned away; nothing where nothing was. */
export function TurnedAway({ site, connector: { id } }: { site: SiteView; connector: ConnectorView }) {
  const refusals = useResource<{ rows: ConnectorRefusalView[] }>(`/v1/connectors/${id}/refusals`)
  const rows = refusals.at === 'ready' ? refusals.value.rows : []
  const texts = words.connectors
  if (rows.length === 0) return null
  return (
    <Section title={texts.refusalsTitle}>
      <p>{texts.refusalsText}</p>
      <ul class="turned-away">
        {rows.map(({ reason, count, lastAt }) => (
          <li key={reason}>
            <span>{texts.refusals[reason]}</span>{' '}
            <span class="faint">{texts.refusal(count, instant(lastAt, site.timeZone))}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
