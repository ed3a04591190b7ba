import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { MailServerView } from '../../../server/contract/mail'
import { ask } from '../../app/api'
import { refresh } from '../../app/resource'
import { Fact, Facts } from '../../ui/facts'
import { ChoiceField, Field, Form } from '../../ui/form'
import { words } from '../../words/setting-up'

type Props = MailServerView & { isSaved: boolean; setSaved(isSaved: boolean): void; aside: ComponentChildren }

const securities = ['starttls', 'tls'] as const
const usualPort = { starttls: 587, tls: 465 }

/** Where mails are handed in. What the environment names is shown, and changed nowhere but there. */
export function MailServerForm({ by, server, isSaved, setSaved, aside }: Props) {
  const [security, setSecurity] = useState<(typeof securities)[number]>(
    server?.security === 'tls' ? 'tls' : 'starttls'
  )
  const texts = words.mail
  const send = async (fields: FormData) => {
    const password = String(fields.get('password'))
    const text = (name: string) => String(fields.get(name)).trim()
    const signingIn = { user: text('user'), ...(password && { password }) }
    const body = {
      host: text('host'),
      port: Number(text('port')),
      security,
      ...signingIn,
      from: text('from')
    }
    await ask('/v1/mail-server', { method: 'PUT', body })
    setSaved(true)
    refresh()
  }
  if (by === 'environment' && server) {
    return (
      <Facts>
        <Fact name={texts.host}>
          <bdi>{`${server.host}:${server.port}`}</bdi>
        </Fact>
        <Fact name={texts.security}>{texts.securities[server.security]}</Fact>
        {server.user && (
          <Fact name={texts.user}>
            <bdi>{server.user}</bdi>
          </Fact>
        )}
        <Fact name={texts.from}>
          <bdi>{server.from}</bdi>
        </Fact>
      </Facts>
    )
  }
  return (
    <Form
      submit={texts.save}
      send={send}
      aside={
        <>
          {aside}
          {isSaved && <span role="status">{texts.saved}</span>}
        </>
      }
    >
      <Field
        label={texts.host}
        name="host"
        dir="ltr"
        placeholder="mail.example.com"
        defaultValue={server?.host ?? ''}
        required
        maxLength={253}
        onInput={() => setSaved(false)}
      />
      <ChoiceField
        label={texts.security}
        hint={texts.securityHint}
        name="security"
        options={securities.map((value) => ({ value, label: texts.securities[value] }))}
        defaultValue={security}
        onChange={({ currentTarget }) => {
          const chosen = securities.find((one) => one === currentTarget.value) ?? 'starttls'
          const port = currentTarget.form?.elements.namedItem('port')
          const isUsual = port instanceof HTMLInputElement && port.value === String(usualPort[security])
          if (isUsual) port.value = String(usualPort[chosen])
          setSecurity(chosen)
        }}
      />
      <Field
        label={texts.port}
        name="port"
        type="number"
        min={1}
        max={65_535}
        dir="ltr"
        defaultValue={String(server?.port ?? usualPort[security])}
        required
      />
      <Field
        label={texts.user}
        hint={texts.userHint}
        name="user"
        dir="ltr"
        autocomplete="off"
        defaultValue={server?.user ?? ''}
        maxLength={254}
      />
      <Field
        label={texts.password}
        {...(server?.hasPassword && { hint: texts.passwordKept })}
        name="password"
        type="password"
        autocomplete="new-password"
        maxLength={500}
      />
      <Field
        label={texts.from}
        hint={texts.fromHint}
        name="from"
        dir="ltr"
        defaultValue={server?.from ?? ''}
        required
        maxLength={400}
      />
    </Form>
  )
}
