import { useState } from 'preact/hooks'
import type { ProfileView } from '../../server/contract/accounts'
import { ask, Refusal } from '../app/api'
import { instant } from '../app/format'
import { refresh } from '../app/resource'
import { Field, Form } from '../ui/form'
import { Section, sentenceOf } from '../ui/loading'
import { words } from '../words'
import { hereZone } from './here'
import { addPasskey, canUsePasskeys } from './passkeys'

export function Passkeys({ profile: { passkeys } }: { profile: ProfileView }) {
  const [refused, setRefused] = useState('')
  const [round, setRound] = useState(0)
  const texts = words.profile
  const act = async (work: () => Promise<void>) => {
    setRefused('')
    try {
      await work()
      refresh()
    } catch (error) {
      setRefused(error instanceof Refusal ? sentenceOf(error) : texts.passkeyGivenUp)
    }
  }
  const add = (fields: FormData) =>
    act(async () => {
      await addPasskey(String(fields.get('name')))
      setRound(round + 1)
    })
  return (
    <Section title={texts.passkeysTitle}>
      <p>{texts.passkeysText}</p>
      {passkeys.length > 0 && (
        <ul class="keys">
          {passkeys.map(({ id, name, createdAt }) => {
            const shown = name ?? texts.passkeyUnnamed
            return (
              <li key={id}>
                <span>
                  <strong>
                    <bdi>{shown}</bdi>
                  </strong>{' '}
                  {createdAt && <span class="faint">{texts.since(instant(createdAt, hereZone))}</span>}
                </span>
                <button
                  type="button"
                  class="plain"
                  aria-label={texts.removeOf(shown)}
                  onClick={() =>
                    confirm(texts.sureRemove(shown)) &&
                    act(() => ask('/auth/passkey/delete-passkey', { method: 'POST', body: { id } }))
                  }
                >
                  {texts.remove}
                </button>
              </li>
            )
          })}
        </ul>
      )}
      {canUsePasskeys() ? (
        <Form key={round} submit={texts.addPasskey} send={add}>
          <Field label={texts.passkeyName} name="name" required maxLength={200} autocomplete="off" />
        </Form>
      ) : (
        <p class="faint">{texts.noPasskeys}</p>
      )}
      {refused && (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
    </Section>
  )
}
