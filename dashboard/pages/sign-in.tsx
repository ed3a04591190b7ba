import { navigate } from '../address'
import { ask } from '../api'
import { Door } from '../parts/door'
import { Field, Form } from '../parts/form'
import { forget } from '../resource'
import { words } from '../words'
import type { PageProps } from '../main'

export function SignIn({ query }: PageProps) {
  const send = async (fields: FormData) => {
    await ask('/auth/sign-in/email', { method: 'POST', body: { email: fields.get('email'), password: fields.get('password') } })
    forget()
    navigate(nextOf(query), 'replace')
  }
  return (
    <Door title={words.account.signInTitle}>
      <Form submit={words.account.signIn} send={send}>
        <Field label={words.account.email} name="email" type="email" autocomplete="username" required />
        <Field label={words.account.password} name="password" type="password" autocomplete="current-password" required />
      </Form>
    </Door>
  )
}

/** Where the reader wanted to go; an address elsewhere is not followed. */
function nextOf(query: URLSearchParams): string {
  const next = new URL(query.get('next') ?? '/', location.origin)
  return next.origin === location.origin ? next.pathname + next.search : '/'
}
