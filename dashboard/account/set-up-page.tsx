import { navigate } from '../app/address'
import { ask } from '../app/api'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { Door } from '../shell/signed-out'
import { Field, Form } from '../ui/form'
import { Bones, Loaded } from '../ui/loading'
import { words } from '../words'

/** Makes the first owner's account from the link that the server printed. */
export function SetUp({ query }: PageProps) {
  const state = useResource<{ needed: boolean }>('/v1/set-up')
  const token = query.get('token')
  const send = async (fields: FormData) => {
    await ask('/v1/set-up', {
      method: 'POST',
      body: { token, name: fields.get('name'), email: fields.get('email'), password: fields.get('password') }
    })
    navigate('/welcome', 'replace')
  }
  return (
    <Door title={words.account.setUpTitle} text={words.account.setUpText}>
      <Loaded of={state} skeleton={<Bones widths={[100, 100, 100]} class="bone row" />}>
        {({ needed }) =>
          !needed ? (
            <p>
              {words.account.setUpDone} <a href="/sign-in">{words.account.signIn}</a>
            </p>
          ) : token === null ? (
            <p class="refused">{words.account.noToken}</p>
          ) : (
            <Form submit={words.account.setUp} send={send}>
              <Field label={words.account.name} name="name" autocomplete="name" required maxLength={200} />
              <Field label={words.account.email} name="email" type="email" autocomplete="username" required />
              <NewPassword />
            </Form>
          )
        }
      </Loaded>
    </Door>
  )
}

export function NewPassword() {
  return (
    <Field
      label={words.account.newPassword}
      hint={words.account.passwordHint}
      name="password"
      type="password"
      autocomplete="new-password"
      required
      minLength={8}
      maxLength={128}
    />
  )
}
