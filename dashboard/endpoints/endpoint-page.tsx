import { useState } from 'preact/hooks'
import type { EndpointDeliveryView, EndpointView } from '../../server/contract/endpoints'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { navigate } from '../app/address'
import { ask } from '../app/api'
import { instant } from '../app/format'
import type { PageProps } from '../app/page'
import { forget, refresh, useResource } from '../app/resource'
import { Frame } from '../shell/frame'
import { Refused, useAttempt } from '../ui/attempt'
import { Copy } from '../ui/copy'
import { Form, Saved } from '../ui/form'
import { Bones, Loaded, Section } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { EndpointFields, endpointIn } from './fields'
import { EndpointAnswer, EndpointDeliveryState, EndpointLog } from './log'
import { EndpointState } from './page'
import { endpointsPath } from './paths'

type Props = { site: SiteView; endpoint: EndpointView }

/** One endpoint: what it is told, whether it takes it, a test, its secret and its log. */
export function Endpoint({ params: { site: siteId = '', endpoint: id = '' } }: PageProps) {
  const endpoint = useResource<EndpointView>(`/v1/endpoints/${encodeURIComponent(id)}`)
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, surveys }) => (
        <div class="settings connector">
          <Loaded
            of={endpoint}
            title={words.endpoints.title}
            skeleton={<Bones widths={[30, 100, 100, 100]} class="bone row tall" />}
          >
            {(one) => <Existing site={site} surveys={surveys} endpoint={one} />}
          </Loaded>
        </div>
      )}
    </Frame>
  )
}

function Existing({ site, surveys, endpoint }: Props & { surveys: readonly SurveyView[] }) {
  const texts = words.endpoints
  return (
    <>
      <p class="way-back">
        <a href={endpointsPath(site.id)}>{texts.back}</a>
      </p>
      <Title>{endpoint.name}</Title>
      <p class="connector-state">
        <EndpointState endpoint={endpoint} />{' '}
        {endpoint.answersFor.name !== null && (
          <span class="faint">{texts.answersFor(endpoint.answersFor.name)}</span>
        )}
      </p>
      <Pausing site={site} endpoint={endpoint} />
      <Test endpoint={endpoint} />
      <EndpointLog site={site} endpoint={endpoint} />
      <Settings surveys={surveys} endpoint={endpoint} />
      <Secret site={site} endpoint={endpoint} />
      <Removal site={site} endpoint={endpoint} />
    </>
  )
}

/** Sends nothing until somebody says so, or goes on. */
function Pausing({ site, endpoint: { id, paused, failingSince } }: Props) {
  const { refused, attempt } = useAttempt()
  const texts = words.endpoints
  const set = (isPaused: boolean) =>
    attempt(async () => {
      await ask(`/v1/endpoints/${id}`, { method: 'PATCH', body: { paused: isPaused } })
      refresh()
    })
  return (
    <div class={paused || failingSince ? 'server-notice' : undefined} role="status">
      {paused && (
        <>
          <p>
            <strong>{texts.because[paused.because]}</strong>
          </p>
          <p>{texts.pausedText(instant(paused.since, site.timeZone))}</p>
        </>
      )}
      {!paused && failingSince && <p>{texts.failing(instant(failingSince, site.timeZone))}</p>}
      <p class="choices">
        <button type="button" class="button small" onClick={() => void set(!paused)}>
          {paused ? texts.goOn : texts.pause}
        </button>
      </p>
      <Refused refused={refused} />
    </div>
  )
}

function Test({ endpoint: { id } }: Pick<Props, 'endpoint'>) {
  const [sent, setSent] = useState<EndpointDeliveryView>()
  const texts = words.endpoints
  const send = async () => {
    setSent(undefined)
    setSent(await ask<EndpointDeliveryView>(`/v1/endpoints/${id}/test`, { method: 'POST' }))
    refresh()
  }
  return (
    <Section title={texts.testTitle}>
      <p>{texts.testText}</p>
      <Form submit={texts.test} send={send}>
        <div role="status">
          {sent && (
            <p class="made">
              <EndpointDeliveryState delivery={sent} /> <EndpointAnswer delivery={sent} />
            </p>
          )}
        </div>
      </Form>
    </Section>
  )
}

function Settings({ surveys, endpoint }: { surveys: readonly SurveyView[]; endpoint: EndpointView }) {
  const [saved, setSaved] = useState(false)
  const texts = words.endpoints
  const send = async (fields: FormData) => {
    setSaved(false)
    const { name, ...rest } = endpointIn(fields)
    await ask(`/v1/endpoints/${endpoint.id}`, { method: 'PATCH', body: { ...rest, ...(name && { name }) } })
    setSaved(true)
    refresh()
  }
  return (
    <Section title={texts.settings}>
      <Form submit={texts.save} send={send} aside={<Saved saved={saved} />}>
        <EndpointFields surveys={surveys} endpoint={endpoint} />
      </Form>
    </Section>
  )
}

/** A new secret is shown once; the one before signs for another day. */
function Secret({ site, endpoint: { id, formerSecretUntil } }: Props) {
  const [made, setMade] = useState('')
  const texts = words.endpoints
  const rotate = async () => {
    if (!confirm(texts.rotateSure)) return
    const { secret } = await ask<{ secret: string }>(`/v1/endpoints/${id}/secret`, { method: 'POST' })
    setMade(secret)
    refresh()
  }
  return (
    <Section title={texts.secret}>
      <p>{texts.secretText}</p>
      {formerSecretUntil !== null && (
        <p class="faint">{texts.formerUntil(instant(formerSecretUntil, site.timeZone))}</p>
      )}
      {made && (
        <div class="made" role="status">
          <p>{texts.secretMade}</p>
          <Copy text={made} label={texts.secret} />
        </div>
      )}
      <Form submit={texts.rotate} send={rotate}>
        {null}
      </Form>
    </Section>
  )
}

function Removal({ site, endpoint: { id, name } }: Props) {
  const texts = words.endpoints
  const remove = async () => {
    if (!confirm(texts.removeSure(name))) return
    await ask(`/v1/endpoints/${id}`, { method: 'DELETE' })
    // The list that was read before has it still.
    forget()
    navigate(endpointsPath(site.id))
  }
  return (
    <Section title={texts.removeTitle}>
      <p>{texts.removeText}</p>
      <Form submit={texts.remove} send={remove}>
        {null}
      </Form>
    </Section>
  )
}
