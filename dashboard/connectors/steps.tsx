import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import type { ConnectorView } from '../../server/contract/connectors'
import { ask, Refusal } from '../app/api'
import { Copy } from '../ui/copy'
import { Section, sentenceOf } from '../ui/loading'
import { words } from '../words'

/** What an owner does at the vendor, and the address to paste there. */
export function ConnectorSteps({ connector }: { connector: ConnectorView }) {
  const { kind, hookUrl, connects } = connector
  const own = words.connectors.steps[kind] ?? []
  const steps = connector.steps.map((step, place) => own[place]?.replaceAll('{hook}', hookUrl ?? '') ?? step)
  if (steps.length === 0 && hookUrl === null) return null
  return (
    <Section title={words.connectors.stepsTitle}>
      {steps.length > 0 && (
        <ol class="connector-steps">
          {steps.map((step) => (
            <li key={step} dir="auto">
              {marked(step, hookUrl)}
            </li>
          ))}
        </ol>
      )}
      {hookUrl !== null && (
        <div class="field">
          <Copy text={hookUrl} label={words.connectors.hook} />
          <p class="hint">{words.connectors.hookMeans}</p>
        </div>
      )}
      {connects && <Connect connector={connector} />}
    </Section>
  )
}

/** Tells the vendor, where that can be done from here. */
function Connect({ connector: { id } }: { connector: ConnectorView }) {
  const texts = words.connectors
  const [said, say] = useState<{ text: string; refused: boolean }>()
  const connect = async () => {
    try {
      await ask(`/v1/connectors/${id}/connect`, { method: 'POST' })
      say({ text: texts.connected, refused: false })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      say({ text: sentenceOf(error), refused: true })
    }
  }
  return (
    <>
      <p>{texts.connectText}</p>
      <p class="form-end">
        <button type="button" class="button" onClick={connect}>
          {texts.connect}
        </button>
        <span role="status" class={said?.refused ? 'refused' : 'faint'}>
          {said?.text}
        </span>
      </p>
    </>
  )
}

/** The address stands out of the sentence, and may break anywhere. */
function marked(step: string, hookUrl: string | null) {
  if (hookUrl === null) return step
  return step.split(hookUrl).map((text, place) => (
    <Fragment key={place}>
      {place > 0 && <code dir="ltr">{hookUrl}</code>}
      {text}
    </Fragment>
  ))
}
