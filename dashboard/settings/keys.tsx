import { useState } from 'preact/hooks'
import type { KeyView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { Scope } from '../../server/contract/terms'
import { ask } from '../app/api'
import { instant } from '../app/format'
import { refresh, useResource } from '../app/resource'
import { Copy } from '../ui/copy'
import { ChoiceField, Field, Form } from '../ui/form'
import { Bones, Loaded, Section } from '../ui/loading'
import { words } from '../words'

const usualScopes: readonly string[] = ['responses:write', 'invitations:write']

export function KeySettings({ site }: { site: SiteView }) {
  const keys = useResource<{ rows: KeyView[] }>(`/v1/keys?site=${site.id}`)
  const [made, setMade] = useState('')
  const send = async (fields: FormData) => {
    const { key } = await ask<KeyView & { key: string }>('/v1/keys', {
      method: 'POST',
      body: {
        site: site.id,
        name: fields.get('name'),
        scopes: fields.getAll('scopes'),
        ...endingAfter(Number(fields.get('days')))
      }
    })
    setMade(key)
    refresh()
  }
  const scopes = Object.entries(words.settings.scopeNames)
  return (
    <Section title={words.settings.keysTitle}>
      <p>{words.settings.keysText}</p>
      <Loaded of={keys} skeleton={<Bones widths={[100, 100]} class="bone row" />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="faint">{words.settings.noKeys}</p>
          ) : (
            <ul class="keys">
              {rows.map((key) => (
                <Key key={key.id} apiKey={key} site={site} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Form submit={words.settings.makeKey} send={send}>
        <Field label={words.settings.keyName} name="name" required maxLength={200} />
        <ChoiceField
          label={words.access.keys.lasts}
          name="days"
          options={lifetimes.map((value) => ({ value, label: words.access.keys.lastsFor[value] ?? value }))}
          defaultValue=""
        />
        <fieldset class="field">
          <legend>{words.settings.scopes}</legend>
          <div class="checks">
            {scopes.map(([scope, name]) => (
              <label key={scope} class="check">
                <input
                  type="checkbox"
                  name="scopes"
                  value={scope}
                  defaultChecked={usualScopes.includes(scope)}
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
      </Form>
      {made && (
        <div class="made" role="status">
          <p>{words.settings.keyMade}</p>
          <Copy text={made} label={words.settings.keysTitle} />
        </div>
      )}
    </Section>
  )
}

const lifetimes = ['', '30', '90', '365'] as const
const dayMs = 86_400_000

function endingAfter(days: number): { expiresAt?: string } {
  return days > 0 ? { expiresAt: new Date(Date.now() + days * dayMs).toISOString() } : {}
}

function Key({ apiKey, site }: { apiKey: KeyView; site: SiteView }) {
  const { id, name, scopes, createdAt, revokedAt, expiresAt, lastUsedAt } = apiKey
  const texts = words.access.keys
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now()
  const revoke = async () => {
    if (!confirm(texts.sure(name))) return
    await ask(`/v1/keys/${id}?site=${site.id}`, { method: 'DELETE' })
    refresh()
  }
  const may = scopes.map((scope: Scope) => words.settings.scopeNames[scope]).join(', ')
  const life = [
    `${texts.madeBy(makerOf(apiKey))}, ${instant(createdAt, site.timeZone)}`,
    lastUsedAt === null ? texts.neverUsed : texts.lastUsed(instant(lastUsedAt, site.timeZone)),
    ...(expiresAt === null ? [] : [texts.ends(instant(expiresAt, site.timeZone))])
  ]
  return (
    <li class={revokedAt || isOver ? 'faint' : undefined}>
      <span class="key">
        <span>
          <strong>
            <bdi>{name}</bdi>
          </strong>{' '}
          <span class="faint">{may}</span>
        </span>
        <span class="faint">{life.join(' · ')}</span>
      </span>
      {revokedAt || isOver ? (
        <span>{revokedAt ? words.settings.revoked : texts.ended}</span>
      ) : (
        <button type="button" class="plain" onClick={revoke}>
          {words.settings.revoke}
        </button>
      )}
    </li>
  )
}

function makerOf({ madeBy }: KeyView): string {
  if (madeBy?.name) return madeBy.name
  const isOperator = madeBy?.key === 'key:HEARBACK_API_KEY' || madeBy?.key === 'key:command-line'
  if (isOperator) return words.access.keys.operator
  return madeBy?.key.startsWith('key:') ? words.access.keys.program : words.manage.audit.somebody
}
