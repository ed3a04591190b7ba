import { useState } from 'preact/hooks'
import { navigate } from '../app/address'
import { ask } from '../app/api'
import type { PageProps } from '../app/page'
import { forget } from '../app/resource'
import { Door } from '../shell/signed-out'
import { Field, Form } from '../ui/form'
import { words } from '../words'
import { CodeStep } from './code-step'
import { OtherWays } from './other-ways'

export function SignIn({ query }: PageProps) {
  const [step, setStep] = useState<'password' | 'code'>('password')
  const next = nextOf(query)
  const goOn = () => {
    forget()
    navigate(next, 'replace')
  }
  const send = async (fields: FormData) => {
    const half = await ask<{ secondFactor: true } | undefined>('/auth/sign-in/email', {
      method: 'POST',
      body: { email: fields.get('email'), password: fields.get('password') }
    })
    if (half?.secondFactor) setStep('code')
    else goOn()
  }
  if (step === 'code') return <CodeStep goOn={goOn} />
  return (
    <Door title={words.account.signInTitle}>
      {query.has('error') && (
        <p class="refused" role="alert">
          {ssoRefusal(query.get('error'))}
        </p>
      )}
      <Form submit={words.account.signIn} send={send} aside={<a href="/forgot">{words.profile.forgot}</a>}>
        <Field
          label={words.account.email}
          name="email"
          type="email"
          autocomplete="username webauthn"
          required
        />
        <Field
          label={words.account.password}
          name="password"
          type="password"
          autocomplete="current-password"
          required
        />
      </Form>
      <OtherWays next={next} goOn={goOn} />
    </Door>
  )
}

function ssoRefusal(error: string | null): string {
  const texts = words.profile.ssoRefused
  if (error === 'not_invited') return texts.not_invited
  return ['email_not_verified', 'email_not_found', 'account_not_linked'].includes(error ?? '')
    ? texts.email_not_verified
    : texts.other
}

/** Where the reader wanted to go; an address elsewhere is not followed. */
function nextOf(query: URLSearchParams): string {
  const next = new URL(query.get('next') ?? '/', location.origin)
  return next.origin === location.origin ? next.pathname + next.search : '/'
}
