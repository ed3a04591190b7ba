import { useState } from 'preact/hooks'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import type { SurveyView } from '../../server/contract/surveys'
import { ask } from '../app/api'
import { refresh } from '../app/resource'
import { ChoiceField, Field, Form } from '../ui/form'
import { Section } from '../ui/loading'
import { words } from '../words'
import { DeliveryAnswer, DeliveryState } from './deliveries'
import type { Group } from './fields'

/** Sends a survey to the owner themselves, and says what the vendor answered. */
export function ConnectorTest({
  connector,
  group,
  surveys
}: {
  connector: ConnectorView
  group: Group
  surveys: readonly SurveyView[]
}) {
  const [sent, setSent] = useState<DeliveryView>()
  const texts = words.connectors
  const live = surveys.filter(({ state }) => state === 'live')
  const send = async (fields: FormData) => {
    setSent(undefined)
    setSent(
      await ask<DeliveryView>(`/v1/connectors/${connector.id}/test`, {
        method: 'POST',
        body: { to: String(fields.get('to')).trim(), survey: fields.get('survey') }
      })
    )
    refresh()
  }
  const { channel } = connector
  const hint = texts.testToHint[channel]
  return (
    <Section title={texts.testTitle}>
      {group === 'helpdesks' ? (
        <p>{texts.testHelpdesk}</p>
      ) : group === 'calls' ? (
        <p>{texts.testCall}</p>
      ) : live.length === 0 ? (
        <p>{texts.testNoSurvey}</p>
      ) : (
        <>
          <p>{texts.testText}</p>
          <Form submit={texts.testSend} send={send}>
            <Field
              label={texts.testTo[channel] ?? texts.testToAny}
              {...(hint && { hint })}
              name="to"
              required
              maxLength={200}
              dir="ltr"
            />
            {live.length > 1 ? (
              <ChoiceField
                label={words.frame.survey}
                name="survey"
                options={live.map(({ id, name }) => ({ value: id, label: name }))}
                defaultValue={live[0]?.id ?? ''}
              />
            ) : (
              <input type="hidden" name="survey" value={live[0]?.id} />
            )}
          </Form>
        </>
      )}
      <div role="status">
        {sent && (
          <p class="made">
            <DeliveryState delivery={sent} />
            <DeliveryAnswer delivery={sent} />
          </p>
        )}
      </div>
    </Section>
  )
}
