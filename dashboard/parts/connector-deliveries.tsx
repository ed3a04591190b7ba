import { useEffect, useState } from 'preact/hooks'
import { ask, Refusal } from '../api'
import { instant } from '../format'
import { useMessageNews } from '../live'
import { refresh, useResource } from '../resource'
import { words } from '../words'
import { Bones, Loaded, Section, sentenceOf } from './states'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'

const lookAgainMs = 5_000

/** The last messages of a connector, each with what the vendor said of it. */
export function ConnectorDeliveries({ site, connector }: { site: SiteView; connector: ConnectorView }) {
  const path = `/v1/connectors/${connector.id}/deliveries`
  const deliveries = useResource<{ rows: DeliveryView[] }>(path)
  const moves = deliveries.at === 'ready' && deliveries.value.rows.some(({ state, dueAt }) => state === 'sending' || (state === 'queued' && dueAt !== null && Date.parse(dueAt) < Date.now() + lookAgainMs))
  useMessageNews()
  useEffect(() => {
    if (!moves) return
    const timer = setInterval(refresh, lookAgainMs)
    return () => clearInterval(timer)
  }, [moves])
  const texts = words.connectors.deliveries
  const columns = [texts.at, texts.what, texts.state, texts.answer]
  return (
    <Section title={words.connectors.deliveriesTitle}>
      <Loaded of={deliveries} skeleton={<Bones widths={[100, 100, 100]} class="bone row tall" />}>
        {({ rows }) => rows.length === 0 ? <p class="faint">{words.connectors.deliveriesNone}</p> : (
          <table class="list-table" role="table">
            <caption class="unseen">{words.connectors.deliveriesTitle}</caption>
            <thead role="rowgroup"><tr role="row">{columns.map((name) => <th key={name} scope="col" role="columnheader">{name}</th>)}</tr></thead>
            <tbody role="rowgroup">{rows.map((delivery) => <Delivery key={delivery.id} delivery={delivery} site={site} path={path} />)}</tbody>
          </table>
        )}
      </Loaded>
    </Section>
  )
}

function Delivery({ delivery, site, path }: { delivery: DeliveryView; site: SiteView; path: string }) {
  const [refused, setRefused] = useState('')
  const { id, purpose, state, attempts, dueAt, createdAt } = delivery
  const at = instant(createdAt, site.timeZone)
  const sendAgain = async () => {
    try {
      await ask(`${path}/${id}/send`, { method: 'POST' })
      setRefused('')
      refresh()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefused(sentenceOf(error))
    }
  }
  return (
    <tr role="row">
      <th scope="row" role="rowheader"><time dateTime={createdAt}>{at}</time></th>
      <td role="cell">{words.connectors.purposes[purpose]}</td>
      <td role="cell">
        <DeliveryState delivery={delivery} />
        {attempts > 1 && <span class="faint small"> {words.connectors.attempts(attempts)}</span>}
        {dueAt !== null && attempts > 0 && <span class="faint small"> {words.connectors.next(instant(dueAt, site.timeZone))}</span>}
      </td>
      <td role="cell" class="wide">
        <DeliveryAnswer delivery={delivery} />
        {(state === 'dead' || state === 'failed') && <button type="button" class="button small" aria-label={words.connectors.againOf(at)} onClick={sendAgain}>{words.connectors.again}</button>}
        {refused && <p class="refused small" role="alert">{refused}</p>}
      </td>
    </tr>
  )
}

export function DeliveryState({ delivery: { state } }: { delivery: DeliveryView }) {
  const tone = state === 'failed' || state === 'dead' ? 'bad' : state === 'sent' || state === 'delivered' ? 'good' : ''
  return <span class={`badge ${tone}`}>{words.connectors.deliveryStates[state]}</span>
}

/** Why it was not sent, in our words where we know them, and the vendor's own. */
export function DeliveryAnswer({ delivery: { reason, answer } }: { delivery: DeliveryView }) {
  // Where we know no better, the reason is the answer itself.
  const isSaid = reason !== null && answer !== null && answer.startsWith(reason.replace(/^(\d{3}): /, '$1 ').replace(/…$/, ''))
  return (
    <span class="delivery-answer">
      {reason !== null && !isSaid && <span>{words.reasons[reason] ?? reason}</span>}
      {answer !== null && answer !== '' && <code dir="auto">{answer}</code>}
    </span>
  )
}
