import { useState } from 'preact/hooks'
import type { ProfileView, WaysView } from '../../server/contract/accounts'
import { ask } from '../app/api'
import { refresh, useResource } from '../app/resource'
import { Field, Form } from '../ui/form'
import { Section } from '../ui/loading'
import { words } from '../words'

export function About({ profile: { name, email, isProved } }: { profile: ProfileView }) {
  const [isSaved, setSaved] = useState(false)
  const texts = words.profile
  const send = async (fields: FormData) => {
    await ask('/auth/update-user', { method: 'POST', body: { name: fields.get('name') } })
    setSaved(true)
    refresh()
  }
  return (
    <Section title={texts.aboutTitle}>
      <Form submit={texts.save} send={send} aside={isSaved && <span role="status">{texts.saved}</span>}>
        <Field
          label={texts.name}
          name="name"
          defaultValue={name}
          required
          maxLength={200}
          autocomplete="name"
          onInput={() => setSaved(false)}
        />
      </Form>
      <p class="profile-email">
        {texts.email}: <bdi>{email}</bdi>
      </p>
      {!isProved && <Prove />}
    </Section>
  )
}

/** The way to prove an address, where mail can be sent. */
function Prove() {
  const ways = useResource<WaysView>('/auth/ways')
  const [isSent, setSent] = useState(false)
  const texts = words.profile
  const send = async () => {
    await ask('/v1/me/proof', { method: 'POST' })
    setSent(true)
  }
  return (
    <div class="profile-proof">
      <p class="faint">{texts.notProved}</p>
      {ways.at === 'ready' &&
        ways.value.mail &&
        (isSent ? (
          <p role="status">{texts.proveSent}</p>
        ) : (
          <Form submit={texts.prove} send={send}>
            {null}
          </Form>
        ))}
    </div>
  )
}
