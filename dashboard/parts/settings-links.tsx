import { useState } from 'preact/hooks'
import { ask } from '../api'
import { words } from '../words'
import { Copy } from './copy'
import { ChoiceField, Field, Form } from './form'
import { Section } from './states'
import { svgUrl } from './welcome-try'
import type { InvitationView } from '../../server/contract/invitations'
import type { SurveyView } from '../../server/contract/surveys'

/** Makes links that many people may open; the address is shown once, because only a hash of it is kept. */
export function LinkSettings({ surveys }: { surveys: readonly SurveyView[] }) {
  const [made, setMade] = useState<InvitationView>()
  const send = async (fields: FormData) => {
    const topics = String(fields.get('topics')).split(',').map((topic) => topic.trim()).filter(Boolean)
    const channel = String(fields.get('channel'))
    setMade(await ask<InvitationView>('/v1/invitations', { method: 'POST', body: { survey: fields.get('survey'), channel, topics, reusable: true } }))
  }
  const channels = Object.entries(words.channels).map(([value, label]) => ({ value, label }))
  return (
    <Section title={words.settings.linkTitle}>
      <p>{words.settings.linkText}</p>
      <Form submit={words.settings.makeLink} send={send}>
        <ChoiceField label={words.frame.survey} name="survey" options={surveys.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={surveys[0]?.id ?? ''} />
        <ChoiceField label={words.settings.channel} name="channel" options={channels} defaultValue="in_person" />
        <Field label={words.settings.topics} hint={words.settings.topicsHint} name="topics" maxLength={1000} />
      </Form>
      {made && (
        <div class="made" role="status">
          <Copy text={made.url} label={words.settings.linkTitle} />
          <img src={svgUrl(made.qrSvg)} alt={words.welcome.scan} width="160" height="160" />
        </div>
      )}
    </Section>
  )
}
