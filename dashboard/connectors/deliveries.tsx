import type { TargetedEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ConnectorView, DeliveriesView, DeliveryView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import { ask, Refusal } from '../app/api'
import { instant } from '../app/format'
import { useMessageNews } from '../app/live'
import { refresh, useResource } from '../app/resource'
import { Refused, useAttempt } from '../ui/attempt'
import { ListTable, OlderRows } from '../ui/list-table'
import { Bones, Loaded, Section, sentenceOf } from '../ui/loading'
import { Tries } from '../ui/tries'
import { words } from '../words'

const lookAgainMs = 5_000

/** The messages of a connector by state, each with what the vendor said of it. */
export function ConnectorDeliveries({ site, connector }: { site: SiteView; connector: ConnectorView }) {
  const [state, setState] = useState<DeliveryView['state'] | ''>('')
  const [cursor, setCursor] = useState<string>()
  const path = `/v1/connectors/${connector.id}/deliveries`
  const query = new URLSearchParams({
    ...(state && { state }),
    ...(cursor !== undefined && { cursor })
  }).toString()
  const deliveries = useResource<DeliveriesView>(query ? `${path}?${query}` : path)
  const moves =
    deliveries.at === 'ready' &&
    deliveries.value.rows.some(
      ({ state, dueAt }) =>
        state === 'sending' ||
        (state === 'queued' && dueAt !== null && Date.parse(dueAt) < Date.now() + lookAgainMs)
    )
  useMessageNews()
  useEffect(() => {
    if (!moves) return
    const timer = setInterval(refresh, lookAgainMs)
    return () => clearInterval(timer)
  }, [moves])
  const texts = words.connectors
  const ended = state === 'failed' || state === 'dead' ? state : undefined
  const isAny = deliveries.at === 'ready' && deliveries.value.rows.length > 0
  const columns = [
    texts.deliveries.at,
    texts.deliveries.what,
    texts.deliveries.state,
    texts.deliveries.answer
  ]
  const choose = (event: TargetedEvent<HTMLSelectElement>) => {
    setCursor(undefined)
    setState(event.currentTarget.value as typeof state) // the options below are these
  }
  return (
    <Section title={texts.deliveriesTitle}>
      <div class="deliveries-bar">
        <select class="small-select" aria-label={texts.deliveries.state} value={state} onChange={choose}>
          <option value="">{texts.stateAny}</option>
          {Object.entries(texts.deliveryStates).map(([name, label]) => (
            <option key={name} value={name}>{`${texts.deliveries.state}: ${label}`}</option>
          ))}
        </select>
        {ended && <SendAllAgain key={ended} path={path} state={ended} isAny={isAny} />}
      </div>
      <Loaded of={deliveries} skeleton={<Bones widths={[100, 100, 100]} class="bone row tall" />}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 ? (
              <p class="faint">{state ? texts.deliveriesNoneIn : texts.deliveriesNone}</p>
            ) : (
              <ListTable caption={texts.deliveriesTitle} columns={columns}>
                {rows.map((delivery) => (
                  <Delivery key={delivery.id} delivery={delivery} site={site} path={path} />
                ))}
              </ListTable>
            )}
            <OlderRows cursor={cursor} next={next} go={setCursor} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

/** Puts all messages in a state into the outbox once more, and says how many. */
function SendAllAgain({ path, state, isAny }: { path: string; state: 'failed' | 'dead'; isAny: boolean }) {
  const [said, setSaid] = useState('')
  const texts = words.connectors
  const sendAll = async () => {
    try {
      const { count } = await ask<{ count: number }>(`${path}/send`, { method: 'POST', body: { state } })
      setSaid(texts.againDone(count))
      refresh()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setSaid(sentenceOf(error))
    }
  }
  return (
    <>
      {isAny && (
        <button type="button" class="button small" onClick={() => void sendAll()}>
          {texts.againAll[state]}
        </button>
      )}
      <span role="status" class="faint">
        {said}
      </span>
    </>
  )
}

function Delivery({ delivery, site, path }: { delivery: DeliveryView; site: SiteView; path: string }) {
  const { refused, attempt } = useAttempt()
  const { id, purpose, state, createdAt } = delivery
  const at = instant(createdAt, site.timeZone)
  const sendAgain = () =>
    attempt(async () => {
      await ask(`${path}/${id}/send`, { method: 'POST' })
      refresh()
    })
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <time dateTime={createdAt}>{at}</time>
      </th>
      <td role="cell">{words.connectors.purposes[purpose]}</td>
      <td role="cell">
        <DeliveryState delivery={delivery} />
        <Tries delivery={delivery} timeZone={site.timeZone} />
      </td>
      <td role="cell" class="wide">
        <DeliveryAnswer delivery={delivery} />
        {(state === 'dead' || state === 'failed') && (
          <button
            type="button"
            class="button small"
            aria-label={words.connectors.againOf(at)}
            onClick={sendAgain}
          >
            {words.connectors.again}
          </button>
        )}
        <Refused refused={refused} small />
      </td>
    </tr>
  )
}

export function DeliveryState({ delivery: { state } }: { delivery: DeliveryView }) {
  const tone =
    state === 'failed' || state === 'dead' ? 'bad' : state === 'sent' || state === 'delivered' ? 'good' : ''
  return <span class={`badge ${tone}`}>{words.connectors.deliveryStates[state]}</span>
}

/** Why it was not sent, in our words where we know them, and the vendor's own. */
export function DeliveryAnswer({ delivery: { reason, answer } }: { delivery: DeliveryView }) {
  // Where we know no better, the reason is the answer itself.
  const isSaid =
    reason !== null &&
    answer !== null &&
    answer.startsWith(reason.replace(/^(\d{3}): /, '$1 ').replace(/…$/, ''))
  return (
    <span class="delivery-answer">
      {reason !== null && !isSaid && <span>{words.reasons[reason] ?? reason}</span>}
      {answer !== null && answer !== '' && <code dir="auto">{answer}</code>}
    </span>
  )
}
