import { useState } from 'preact/hooks'
import { ask } from '../app/api'
import type { PageProps } from '../app/page'
import { forget } from '../app/resource'
import { Door } from '../shell/signed-out'
import { Form } from '../ui/form'
import { words } from '../words'
import { NewPassword } from './set-up-page'

/** Where a mailed or printed link to a new password leads. */
export function Reset({ query }: PageProps) {
  const [isDone, setDone] = useState(false)
  const token = query.get('token')
  const texts = words.profile
  const send = async (fields: FormData) => {
    await ask('/auth/reset-password', {
      method: 'POST',
      body: { token, newPassword: fields.get('password') }
    })
    forget()
    setDone(true)
  }
  if (isDone) {
    return (
      <Door title={texts.resetTitle}>
        <p role="status">{texts.resetDone}</p>
        <p>
          <a class="button main" href="/sign-in">
            {words.account.signIn}
          </a>
        </p>
      </Door>
    )
  }
  return (
    <Door title={texts.resetTitle} text={texts.resetText}>
      {token === null ? (
        <p class="refused">{texts.resetNoToken}</p>
      ) : (
        <Form submit={texts.resetSave} send={send}>
          <NewPassword />
        </Form>
      )}
    </Door>
  )
}
