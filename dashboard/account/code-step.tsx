import { useState } from 'preact/hooks'
import { ask } from '../app/api'
import { Door } from '../shell/signed-out'
import { Field, Form } from '../ui/form'
import { words } from '../words'

/**
 * The second step of signing in: a code of the app, or one of those that were kept for when there is no
 * app.
 */
export function CodeStep({ goOn }: { goOn(): void }) {
  const [by, setBy] = useState<'app' | 'backup'>('app')
  const texts = words.profile
  const send = async (fields: FormData) => {
    const code = String(fields.get('code')).trim()
    await ask(by === 'app' ? '/auth/two-factor/verify-totp' : '/auth/two-factor/verify-backup-code', {
      method: 'POST',
      body: { code: by === 'app' ? code.replaceAll(' ', '') : code }
    })
    goOn()
  }
  return (
    <Door title={texts.codeTitle} text={by === 'app' ? texts.codeText : texts.backupText}>
      <Form
        key={by}
        submit={texts.codeSend}
        send={send}
        aside={
          <button type="button" class="plain" onClick={() => setBy(by === 'app' ? 'backup' : 'app')}>
            {by === 'app' ? texts.backupInstead : texts.appInstead}
          </button>
        }
      >
        <Field
          label={by === 'app' ? texts.code : texts.backupCode}
          name="code"
          dir="ltr"
          required
          autoFocus
          autocomplete={by === 'app' ? 'one-time-code' : 'off'}
          {...(by === 'app' ? { inputMode: 'numeric' as const, maxLength: 7 } : { maxLength: 40 })}
        />
      </Form>
    </Door>
  )
}
