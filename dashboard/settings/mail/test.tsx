import { useState } from 'preact/hooks'
import type { MailTestView } from '../../../server/contract/mail'
import { ask } from '../../app/api'
import { Field, Form } from '../../ui/form'
import { Section } from '../../ui/loading'
import { words } from '../../words/setting-up'

/** Sends a mail to whoever asks, and says what the mail server said. */
export function MailTest({ to: own }: { to: string }) {
  const [outcome, setOutcome] = useState<MailTestView & { to: string }>()
  const texts = words.mail
  const send = async (fields: FormData) => {
    setOutcome(undefined)
    const to = String(fields.get('to'))
    setOutcome({ ...(await ask<MailTestView>('/v1/mail-server/test', { method: 'POST', body: { to } })), to })
  }
  return (
    <Section title={texts.test}>
      <Form submit={texts.send} send={send}>
        <Field label={texts.to} name="to" type="email" defaultValue={own} required maxLength={254} />
      </Form>
      {outcome?.state === 'sent' && <p role="status">{texts.sent(outcome.to)}</p>}
      {outcome?.state === 'failed' && (
        <div role="alert">
          <p class="refused">{texts.failed[outcome.reason ?? 'refused']}</p>
          {outcome.said && <p class="faint small">{texts.said(outcome.said)}</p>}
        </div>
      )}
    </Section>
  )
}
