import type { ConnectorView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import { askTagged } from '../app/api'
import { instant } from '../app/format'
import { Refused, useAttempt } from '../ui/attempt'
import { words } from '../words'
import type { SavedConnector } from './form'

type Props = { site: SiteView; connector: ConnectorView; done(saved: SavedConnector): void }

/** Why a connector sends nothing, and what its owner can do. */
export function Pause({ site, connector, done }: Props) {
  const { refused, attempt } = useAttempt()
  const { id, paused } = connector
  const texts = words.connectors.paused
  if (paused === null) return null
  const goOn = () =>
    attempt(async () => {
      const { value, tag } = await askTagged<ConnectorView>(`/v1/connectors/${id}/resume`, { method: 'POST' })
      done({ connector: value, tag })
    })
  return (
    <div class="server-notice" role="status">
      <p>
        <strong>{texts.because[paused.reason]}</strong>
      </p>
      <p>{texts.text}</p>
      <p class="faint">
        {texts.since(instant(paused.since, site.timeZone), instant(paused.nextTryAt, site.timeZone))}
      </p>
      <p class="choices">
        <button type="button" class="button small" onClick={() => void goOn()}>
          {texts.goOn}
        </button>
      </p>
      <Refused refused={refused} />
    </div>
  )
}
