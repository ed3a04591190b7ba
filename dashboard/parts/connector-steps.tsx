import { Fragment } from 'preact'
import { words } from '../words'
import { Copy } from './copy'
import { Section } from './states'
import type { ConnectorView } from '../../server/contract/connectors'

/** What an owner does at the vendor, and the address to paste there. */
export function ConnectorSteps({ connector: { steps, hookUrl } }: { connector: ConnectorView }) {
  if (steps.length === 0 && hookUrl === null) return null
  return (
    <Section title={words.connectors.stepsTitle}>
      {steps.length > 0 && <ol class="connector-steps">{steps.map((step) => <li key={step}>{marked(step, hookUrl)}</li>)}</ol>}
      {hookUrl !== null && (
        <div class="field">
          <Copy text={hookUrl} label={words.connectors.hook} />
          <p class="hint">{words.connectors.hookMeans}</p>
        </div>
      )}
    </Section>
  )
}

/** The address stands out of the sentence, and may break anywhere. */
function marked(step: string, hookUrl: string | null) {
  if (hookUrl === null) return step
  return step.split(hookUrl).map((text, place) => <Fragment key={place}>{place > 0 && <code dir="ltr">{hookUrl}</code>}{text}</Fragment>)
}
