import { useState } from 'preact/hooks'
import type { WaysView } from '../../server/contract/accounts'
import { ask } from '../app/api'
import { useResource } from '../app/resource'
import { Door } from '../shell/signed-out'
import { Field, Form } from '../ui/form'
import { Bones, Loaded } from '../ui/loading'
import { words } from '../words'

/** Asks for a link to a new password; where no mail is sent, says who can give one. */
export function Forgot() {
  const ways = useResource<WaysView>('/auth/ways')
  const [isSent, setSent] = useState(false)
  const texts = words.profile
  const back = <a href="/sign-in">{texts.back}</a>
  const send = async (fields: FormData) => {
    await ask('/auth/request-password-reset', { method: 'POST', body: { email: fields.get('email') } })
    setSent(true)
  }
  return (
    <Door title={texts.forgotTitle}>
      <Loaded of={ways} skeleton={<Bones widths={[100, 60]} class="bone row" />}>
        {({ mail }) =>
          isSent || !mail ? (
            <>
              <p role="status">{isSent ? texts.forgotSent : texts.forgotNoMail}</p>
              <p>{back}</p>
            </>
          ) : (
            <>
              <p class="lead">{texts.forgotText}</p>
              <Form submit={texts.forgotSend} send={send} aside={back}>
                <Field
                  label={words.account.email}
                  name="email"
                  type="email"
                  autocomplete="username"
                  required
                  maxLength={254}
                />
              </Form>
            </>
          )
        }
      </Loaded>
    </Door>
  )
}
