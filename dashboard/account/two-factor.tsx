import { useState } from 'preact/hooks'
import type { ProfileView } from '../../server/contract/accounts'
import { ask } from '../app/api'
import { refresh } from '../app/resource'
import { Field, Form } from '../ui/form'
import { Section } from '../ui/loading'
import { words } from '../words'

type Begun = { totpURI: string; qrSvg: string; backupCodes: string[] }
type State =
  | { at: 'resting' }
  | { at: 'asking'; to: 'enable' | 'disable' | 'generate-backup-codes' }
  | { at: 'scanning'; begun: Begun }
  | { at: 'keeping'; codes: readonly string[] }

/** Two-factor sign-in: on in two steps, with what to keep for when the phone is gone, and off. */
export function TwoFactor({
  profile: { hasPassword, twoFactor, backupCodesLeft }
}: {
  profile: ProfileView
}) {
  const [state, setState] = useState<State>({ at: 'resting' })
  const texts = words.profile
  const act = async (to: 'enable' | 'disable' | 'generate-backup-codes', password: string | undefined) => {
    const body = password === undefined ? {} : { password }
    const answer = await ask<Begun>(`/auth/two-factor/${to}`, { method: 'POST', body })
    setState(
      to === 'enable'
        ? { at: 'scanning', begun: answer }
        : to === 'disable'
          ? { at: 'resting' }
          : { at: 'keeping', codes: answer.backupCodes }
    )
    refresh()
  }
  const confirm = async (fields: FormData) => {
    await ask('/auth/two-factor/verify-totp', {
      method: 'POST',
      body: { code: String(fields.get('code')).replaceAll(' ', '') }
    })
    setState({ at: 'resting' })
    refresh()
  }
  return (
    <Section title={texts.twoFactorTitle}>
      <p>{texts.twoFactorText}</p>
      {twoFactor && (
        <p>
          <strong>{texts.twoFactorOn}</strong> {backupCodesLeft !== null && texts.codesLeft(backupCodesLeft)}
        </p>
      )}
      {state.at === 'resting' && (
        <div class="form-end">
          {twoFactor ? (
            <>
              <button
                type="button"
                class="button"
                onClick={() => setState({ at: 'asking', to: 'generate-backup-codes' })}
              >
                {texts.newCodes}
              </button>
              <button type="button" class="button" onClick={() => setState({ at: 'asking', to: 'disable' })}>
                {texts.turnOff}
              </button>
            </>
          ) : (
            <button type="button" class="button" onClick={() => setState({ at: 'asking', to: 'enable' })}>
              {texts.turnOn}
            </button>
          )}
        </div>
      )}
      {state.at === 'asking' && (
        <Form
          submit={
            { enable: texts.turnOn, disable: texts.turnOff, 'generate-backup-codes': texts.newCodes }[
              state.to
            ]
          }
          send={(fields) => act(state.to, hasPassword ? String(fields.get('password')) : undefined)}
          aside={
            <button type="button" class="plain" onClick={() => setState({ at: 'resting' })}>
              {words.manage.tags.cancel}
            </button>
          }
        >
          {hasPassword && (
            <Field
              label={texts.yourPassword}
              name="password"
              type="password"
              autocomplete="current-password"
              required
              autoFocus
              maxLength={128}
            />
          )}
        </Form>
      )}
      {state.at === 'scanning' && (
        <>
          <p>{texts.scan}</p>
          <img
            class="two-factor-picture"
            src={`data:image/svg+xml,${encodeURIComponent(state.begun.qrSvg)}`}
            alt={texts.picture}
            width={200}
            height={200}
          />
          <p>
            {texts.key}:{' '}
            <code dir="ltr" class="two-factor-key">
              {new URL(state.begun.totpURI).searchParams.get('secret')}
            </code>
          </p>
          <Codes codes={state.begun.backupCodes} />
          <Form submit={texts.confirm} send={confirm}>
            <Field
              label={texts.firstCode}
              name="code"
              inputMode="numeric"
              autocomplete="one-time-code"
              dir="ltr"
              required
              maxLength={7}
            />
          </Form>
        </>
      )}
      {state.at === 'keeping' && (
        <>
          <Codes codes={state.codes} />
          <button type="button" class="button" onClick={() => setState({ at: 'resting' })}>
            {texts.keptCodes}
          </button>
        </>
      )}
    </Section>
  )
}

function Codes({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <p>{words.profile.keepCodes}</p>
      <ul class="backup-codes" dir="ltr" aria-label={words.profile.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </>
  )
}
