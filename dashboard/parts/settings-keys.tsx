import { useState } from 'preact/hooks'
import { ask } from '../api'
import { instant } from '../format'
import { refresh, useResource } from '../resource'
import { words } from '../words'
import { Copy } from './copy'
import { Field, Form } from './form'
import { Bones, Loaded, Section } from './states'
import type { KeyView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { Scope } from '../../server/contract/terms'

const usualScopes: readonly string[] = ['responses:write', 'invitations:write']

export function KeySettings({ site }: { site: SiteView }) {
  const keys = useResource<{ rows: KeyView[] }>(`/v1/keys?site=${site.id}`)
  const [made, setMade] = useState('')
  const send = async (fields: FormData) => {
    const { key } = await ask<KeyView & { key: string }>('/v1/keys', { method: 'POST', body: { site: site.id, name: fields.get('name'), scopes: fields.getAll('scopes') } })
    setMade(key)
    refresh()
  }
  const scopes = Object.entries(words.settings.scopeNames)
  return (
    <Section title={words.settings.keysTitle}>
      <p>{words.settings.keysText}</p>
      <Loaded of={keys} skeleton={<Bones widths={[100, 100]} class="bone row" />}>
        {({ rows }) => rows.length === 0 ? <p class="faint">{words.settings.noKeys}</p> : (
          <ul class="keys">{rows.map((key) => <Key key={key.id} apiKey={key} site={site} />)}</ul>
        )}
      </Loaded>
      <Form submit={words.settings.makeKey} send={send}>
        <Field label={words.settings.keyName} name="name" required maxLength={200} />
        <fieldset class="field">
          <legend>{words.settings.scopes}</legend>
          <div class="checks">
            {scopes.map(([scope, name]) => (
              <label key={scope} class="check"><input type="checkbox" name="scopes" value={scope} defaultChecked={usualScopes.includes(scope)} />{name}</label>
            ))}
          </div>
        </fieldset>
      </Form>
      {made && <div class="made" role="status"><p>{words.settings.keyMade}</p><Copy text={made} label={words.settings.keysTitle} /></div>}
    </Section>
  )
}

function Key({ apiKey: { id, name, scopes, createdAt, revokedAt }, site }: { apiKey: KeyView; site: SiteView }) {
  const revoke = async () => {
    await ask(`/v1/keys/${id}?site=${site.id}`, { method: 'DELETE' })
    refresh()
  }
  const may = scopes.map((scope: Scope) => words.settings.scopeNames[scope]).join(', ')
  return (
    <li class={revokedAt ? 'faint' : undefined}>
      <span><strong>{name}</strong> <span class="faint">{may} · {instant(createdAt, site.timeZone)}</span></span>
      {revokedAt ? <span>{words.settings.revoked}</span> : <button type="button" class="plain" onClick={revoke}>{words.settings.revoke}</button>}
    </li>
  )
}
