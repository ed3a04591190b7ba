import { useState } from 'preact/hooks'
import type { SignedInAsView } from '../../server/contract/accounts'
import { navigate } from '../app/address'
import { ask, Refusal } from '../app/api'
import type { PageProps } from '../app/page'
import { forget, useResource } from '../app/resource'
import { Door } from '../shell/signed-out'
import { Form } from '../ui/form'
import { sentenceOf } from '../ui/loading'
import { words } from '../words'
import { NewPassword } from './set-up-page'

export function Join({ query }: PageProps) {
  const token = query.get('token')
  const here = useResource<SignedInAsView>('/auth/signed-in')
  const [refused, setRefused] = useState('')
  const join = async (password: string | undefined) => {
    await ask('/v1/join', { method: 'POST', body: { token, ...(password !== undefined && { password }) } })
    forget()
    navigate('/', 'replace')
  }
  const joinAsMe = () =>
    join(undefined).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      setRefused(sentenceOf(error))
    })
  const me = here.at === 'ready' ? here.value.email : null
  return (
    <Door title={words.account.joinTitle} text={words.account.joinText}>
      {token === null ? (
        <p class="refused">{words.account.noInvitation}</p>
      ) : (
        <>
          <Form submit={words.account.join} send={(fields) => join(String(fields.get('password')))}>
            <NewPassword />
            <p class="hint">{words.profile.joinHint}</p>
          </Form>
          {me !== null && (
            <div class="other-ways">
              <p class="or">
                <span>{words.profile.or}</span>
              </p>
              <button type="button" class="button" onClick={joinAsMe}>
                {words.profile.joinAs(me)}
              </button>
              {refused && (
                <p class="refused" role="alert">
                  {refused}
                </p>
              )}
            </div>
          )}
        </>
      )}
    </Door>
  )
}
