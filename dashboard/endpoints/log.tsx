import type { TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import type {
  EndpointDeliveriesView,
  EndpointDeliveryView,
  EndpointView
} from '../../server/contract/endpoints'
import type { SiteView } from '../../server/contract/sites'
import { ask } from '../app/api'
import { instant } from '../app/format'
import { useMessageNews } from '../app/live'
import { refresh, useResource } from '../app/resource'
import { Refused, useAttempt } from '../ui/attempt'
import { ChoiceField, Form } from '../ui/form'
import { ListTable, OlderRows } from '../ui/list-table'
import { Bones, Loaded, Section } from '../ui/loading'
import { Tries } from '../ui/tries'
import { words } from '../words'

type State = EndpointDeliveryView['state']
const dayMs = 86_400_000
const lastDays = ['1', '3', '7', '30'] as const

/** What an endpoint was told in the last 30 days, and is to be told. */
export function EndpointLog({ site, endpoint: { id } }: { site: SiteView; endpoint: EndpointView }) {
  const [state, setState] = useState<State | ''>('')
  const [cursor, setCursor] = useState<string>()
  const path = `/v1/endpoints/${id}/deliveries`
  const query = new URLSearchParams({
    ...(state && { state }),
    ...(cursor !== undefined && { cursor })
  }).toString()
  const deliveries = useResource<EndpointDeliveriesView>(query ? `${path}?${query}` : path)
  useMessageNews()
  const texts = words.endpoints
  const { log } = texts
  const choose = (event: TargetedEvent<HTMLSelectElement>) => {
    setCursor(undefined)
    setState(event.currentTarget.value as typeof state) // the options below are these
  }
  return (
    <Section title={log.title}>
      <div class="deliveries-bar">
        <select class="small-select" aria-label={log.state} value={state} onChange={choose}>
          <option value="">{log.any}</option>
          {Object.entries(log.states).map(([name, label]) => (
            <option key={name} value={name}>{`${log.state}: ${label}`}</option>
          ))}
        </select>
      </div>
      <Loaded of={deliveries} skeleton={<Bones widths={[100, 100, 100]} class="bone row tall" />}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 ? (
              <p class="faint">{log.none}</p>
            ) : (
              <ListTable caption={log.title} columns={[log.at, log.what, log.state, log.answer]}>
                {rows.map((delivery) => (
                  <Delivery key={delivery.id} delivery={delivery} site={site} path={path} />
                ))}
              </ListTable>
            )}
            <OlderRows cursor={cursor} next={next} go={setCursor} />
          </>
        )}
      </Loaded>
      <Replay id={id} />
    </Section>
  )
}

function Delivery({
  delivery,
  site,
  path
}: {
  delivery: EndpointDeliveryView
  site: SiteView
  path: string
}) {
  const { refused, attempt } = useAttempt()
  const { id, type, subject, state, happenedAt } = delivery
  const { log } = words.endpoints
  const at = instant(happenedAt, site.timeZone)
  const replay = () =>
    attempt(async () => {
      await ask(`${path}/${id}/replay`, { method: 'POST' })
      refresh()
    })
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <time dateTime={happenedAt}>{at}</time>
      </th>
      <td role="cell">
        <code dir="ltr" title={subject}>
          {type}
        </code>
      </td>
      <td role="cell">
        <EndpointDeliveryState delivery={delivery} />
        <Tries delivery={delivery} timeZone={site.timeZone} />
      </td>
      <td role="cell" class="wide">
        <EndpointAnswer delivery={delivery} />
        {(state === 'delivered' || state === 'failed') && (
          <button type="button" class="button small" aria-label={log.replayOf(at)} onClick={replay}>
            {log.replay}
          </button>
        )}
        <Refused refused={refused} small />
      </td>
    </tr>
  )
}

/** Has the last days sent once more. */
function Replay({ id }: { id: string }) {
  const [said, setSaid] = useState('')
  const { log } = words.endpoints
  const send = async (fields: FormData) => {
    const since = new Date(Date.now() - Number(fields.get('days')) * dayMs).toISOString()
    const state = fields.get('failed') ? { state: 'failed' } : {}
    const { count } = await ask<{ count: number }>(`/v1/endpoints/${id}/replay`, {
      method: 'POST',
      body: { since, ...state }
    })
    setSaid(log.replayed(count))
    refresh()
  }
  return (
    <details>
      <summary>{log.replayTitle}</summary>
      <Form
        submit={log.replayAll}
        send={send}
        aside={
          <span role="status" class="faint">
            {said}
          </span>
        }
      >
        <ChoiceField
          label={log.since}
          name="days"
          options={lastDays.map((days) => ({ value: days, label: log.days(Number(days)) }))}
          defaultValue="1"
        />
        <label class="check">
          <input type="checkbox" name="failed" value="yes" defaultChecked />
          {log.onlyFailed}
        </label>
      </Form>
    </details>
  )
}

export function EndpointDeliveryState({ delivery: { state } }: { delivery: EndpointDeliveryView }) {
  const tone = state === 'failed' ? 'bad' : state === 'delivered' ? 'good' : ''
  return <span class={`badge ${tone}`}>{words.endpoints.log.states[state]}</span>
}

/** What the endpoint answered, and in our words why it was not taken. */
export function EndpointAnswer({ delivery: { status, reason, answer } }: { delivery: EndpointDeliveryView }) {
  return (
    <span class="delivery-answer">
      {status !== null && <code>{status}</code>}
      {reason !== null && status === null && <span>{words.endpoints.reasons[reason] ?? reason}</span>}
      {answer !== null && answer !== '' && <code dir="auto">{answer}</code>}
    </span>
  )
}
