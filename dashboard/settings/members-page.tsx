import { useState } from 'preact/hooks'
import type { MemberView, MeView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { Role } from '../../server/contract/terms'
import { ask } from '../app/api'
import type { PageProps } from '../app/page'
import { refresh, useResource } from '../app/resource'
import { roles } from '../app/roles'
import { Frame } from '../shell/frame'
import { SiteTabs } from '../shell/site-tabs'
import { Copy } from '../ui/copy'
import { ChoiceField, Field, Form } from '../ui/form'
import { Bones, Loaded, Section } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { Member } from './member'
import type { Sight } from './sight-fields'
import { SightFields, sightOf } from './sight-fields'

/** Who may work on a site. Only owners come here. */
export function Members({ params: { site: siteId = '' } }: PageProps) {
  const members = useResource<{ rows: MemberView[] }>(`/v1/members?site=${encodeURIComponent(siteId)}`)
  const me = useResource<MeView>('/v1/me')
  const texts = words.manage.members
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, role }) => (
        <div class="settings">
          <SiteTabs siteId={siteId} role={role} current="members" />
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          <Loaded of={members} skeleton={<Bones widths={[100, 100, 100]} class="bone row tall" />}>
            {({ rows }) => (
              <ul class="members">
                {rows.map((member) => (
                  <Member
                    key={member.id}
                    member={member}
                    site={site}
                    isMe={me.at === 'ready' && me.value.email === member.email}
                  />
                ))}
              </ul>
            )}
          </Loaded>
          <Invite site={site} />
        </div>
      )}
    </Frame>
  )
}

function Invite({ site }: { site: SiteView }) {
  const [role, setRole] = useState<Role>('manager')
  const [sight, setSight] = useState<Sight>({ agent: '', teams: [] })
  const [made, setMade] = useState<{ name: string; joinUrl: string | null }>()
  const texts = words.manage.members
  const send = async (fields: FormData) => {
    const body = {
      site: site.id,
      name: fields.get('name'),
      email: fields.get('email'),
      role,
      ...sightOf(role, sight)
    }
    setMade(await ask<MemberView & { joinUrl: string | null }>('/v1/members', { method: 'POST', body }))
    refresh()
  }
  return (
    <Section title={texts.invite}>
      <Form submit={texts.makeLink} send={send}>
        <Field label={texts.name} name="name" required maxLength={200} />
        <Field label={texts.email} name="email" type="email" required maxLength={254} dir="ltr" />
        <ChoiceField
          label={texts.role}
          hint={texts.means[role]}
          name="role"
          options={roles.map((value) => ({ value, label: texts.roles[value] }))}
          defaultValue={role}
          onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? 'manager')}
        />
        <SightFields site={site} role={role} sight={sight} change={setSight} name="" />
      </Form>
      {made && (
        <div class="made" role="status">
          {made.joinUrl === null ? (
            <p>{texts.mailed(made.name)}</p>
          ) : (
            <>
              <p>{texts.linkText(made.name)}</p>
              <Copy text={made.joinUrl} label={texts.link} />
            </>
          )}
        </div>
      )}
    </Section>
  )
}
