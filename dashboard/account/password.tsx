import { useState } from 'preact/hooks'
import type { ProfileView } from '../../server/contract/accounts'
import { ask } from '../app/api'
import { refresh } from '../app/resource'
import { Field, Form } from '../ui/form'
import { Section } from '../ui/loading'
import { words } from '../words'

export function Password({ profile: { email, hasPassword } }: { profile: ProfileView }) {
  const [round, setRound] = useState(0)
  const texts = words.profile
  const send = async (fields: FormData) => {
    await ask('/auth/change-password', {
      method: 'POST',
      body: { currentPassword: fields.get('currentPassword'), newPassword: fields.get('newPassword') }
    })
    setRound(round + 1)
    refresh()
  }
  return (
    <Section title={texts.passwordTitle}>
      <p>{hasPassword ? texts.passwordText : texts.noPassword}</p>
      {hasPassword && (
        <Form
          key={round}
          submit={texts.change}
          send={send}
          aside={round > 0 && <span role="status">{texts.changed}</span>}
        >
          <input
            class="unseen"
            name="username"
            autocomplete="username"
            value={email}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <Field
            label={texts.current}
            name="currentPassword"
            type="password"
            autocomplete="current-password"
            required
            maxLength={128}
          />
          <Field
            label={texts.chosen}
            hint={words.account.passwordHint}
            name="newPassword"
            type="password"
            autocomplete="new-password"
            required
            minLength={8}
            maxLength={128}
          />
        </Form>
      )}
    </Section>
  )
}
