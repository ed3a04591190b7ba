import { navigate } from '../address'
import { ask } from '../api'
import { Door } from '../parts/door'
import { Form } from '../parts/form'
import { forget } from '../resource'
import { words } from '../words'
import { NewPassword } from './set-up'
import type { PageProps } from '../main'

export function Join({ query }: PageProps) {
  const token = query.get('token')
  const send = async (fields: FormData) => {
    await ask('/v1/join', { method: 'POST', body: { token, password: fields.get('password') } })
    forget()
    navigate('/', 'replace')
  }
  return (
    <Door title={words.account.joinTitle} text={words.account.joinText}>
      {token === null ? <p class="refused">{words.account.noInvitation}</p> : <Form submit={words.account.join} send={send}><NewPassword /></Form>}
    </Door>
  )
}
