import { useEffect, useState } from 'preact/hooks'
import type { ConnectorView, KindView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { navigate } from '../app/address'
import { ask, askTagged, Refusal } from '../app/api'
import type { PageProps } from '../app/page'
import { forget, useResource } from '../app/resource'
import { Frame } from '../shell/frame'
import { Refused, useAttempt } from '../ui/attempt'
import { Failed, Pending, Section } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { ConnectorDeliveries } from './deliveries'
import { groupOf, kindName } from './fields'
import type { SavedConnector } from './form'
import { ConnectorForm } from './form'
import { Health, TurnedAway } from './health'
import { connectorsPath } from './paths'
import { Pause } from './pause'
import { ConnectorSteps } from './steps'
import { ConnectorTest } from './test'
import { WriteBack } from './write-back'

type State = { at: 'loading' } | { at: 'ready'; saved: SavedConnector } | { at: 'failed'; refusal: Refusal }

/** One connector: what to do at its vendor, its settings, a test, and what became of its last messages. */
export function Connector({ params: { site: siteId = '', connector: id = '' } }: PageProps) {
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, surveys }) => (
        <div class="settings connector">
          <Existing id={id} site={site} surveys={surveys} />
        </div>
      )}
    </Frame>
  )
}

/** Reads the connector once: what others save meanwhile must not change what is being filled in. */
function Existing({ id, site, surveys }: { id: string; site: SiteView; surveys: readonly SurveyView[] }) {
  const kinds = useResource<{ rows: KindView[] }>('/v1/connectors/kinds')
  const [state, setState] = useState<State>({ at: 'loading' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    const abort = new AbortController()
    askTagged<ConnectorView>(`/v1/connectors/${encodeURIComponent(id)}`, { signal: abort.signal }).then(
      ({ value, tag }) => setState({ at: 'ready', saved: { connector: value, tag } }),
      (error: unknown) =>
        abort.signal.aborted ||
        setState({ at: 'failed', refusal: error instanceof Refusal ? error : new Refusal(0, 'unknown', '') })
    )
    return () => abort.abort()
  }, [round])
  if (state.at !== 'ready' || kinds.at !== 'ready') {
    return (
      <>
        <Title unseen>{words.connectors.title}</Title>
        {state.at === 'failed' ? (
          <Failed refusal={state.refusal} retry={() => setRound(round + 1)} />
        ) : kinds.at === 'failed' ? (
          <Failed refusal={kinds.refusal} retry={kinds.retry} />
        ) : (
          <Pending />
        )}
      </>
    )
  }
  const { connector } = state.saved
  const done = (saved: SavedConnector) => setState({ at: 'ready', saved })
  const kind = kinds.value.rows.find((one) => one.kind === connector.kind)
  return (
    <>
      <p class="way-back">
        <a href={connectorsPath(site.id)}>{words.connectors.back}</a>
      </p>
      <Title>{connector.name}</Title>
      <p class="connector-state">
        <span class={`badge ${connector.state === 'ready' ? '' : 'bad'}`}>
          {words.connectors.states[connector.state]}
        </span>{' '}
        <span class="faint">{kindName(connector.kind)}</span>
      </p>
      {connector.state === 'locked' ? (
        <p class="refused">{words.connectors.locked}</p>
      ) : (
        <Pause site={site} connector={connector} done={done} />
      )}
      <Health site={site} connector={connector} />
      <ConnectorSteps connector={connector} />
      {kind && (
        <Section title={words.connectors.settings}>
          <ConnectorForm
            site={site}
            surveys={surveys}
            kind={kind}
            kinds={kinds.value.rows}
            saved={state.saved}
            done={done}
          />
        </Section>
      )}
      {kind && <ConnectorTest connector={connector} group={groupOf(kind)} surveys={surveys} />}
      <WriteBack site={site} connector={connector} />
      <ConnectorDeliveries site={site} connector={connector} />
      <TurnedAway site={site} connector={connector} />
      <Removal site={site} connector={connector} />
    </>
  )
}

function Removal({ site, connector: { id, name } }: { site: SiteView; connector: ConnectorView }) {
  const { refused, attempt } = useAttempt()
  const texts = words.connectors
  const remove = async () => {
    if (!confirm(texts.removeSure(name))) return
    await attempt(async () => {
      await ask(`/v1/connectors/${id}`, { method: 'DELETE' })
      // The list that was read before has it still.
      forget()
      navigate(connectorsPath(site.id))
    })
  }
  return (
    <Section title={texts.removeTitle}>
      <p>{texts.removeText}</p>
      <Refused refused={refused} />
      <button type="button" class="button" onClick={remove}>
        {texts.remove}
      </button>
    </Section>
  )
}
