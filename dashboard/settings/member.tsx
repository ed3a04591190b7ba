import { useState } from 'preact/hooks'
import type { MemberView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { Role } from '../../server/contract/terms'
import { ask } from '../app/api'
import { day, instant } from '../app/format'
import { todayIn } from '../app/period'
import { refresh } from '../app/resource'
import { roles } from '../app/roles'
import { Refused, useAttempt } from '../ui/attempt'
import { words } from '../words'
import type { Sight } from './sight-fields'
import { SightFields, sightOf } from './sight-fields'

/**
 * One member: what this person may do, which can be changed, and the way out. Whoever was only invited can
 * be uninvited.
 */
export function Member({ member, site, isMe }: { member: MemberView; site: SiteView; isMe: boolean }) {
  const { id, name, email, state, createdAt, expiresAt } = member
  const [role, setRole] = useState<Role>(member.role)
  const before: Sight = { agent: member.agent ?? '', teams: member.teams }
  const [sight, setSight] = useState(before)
  const { refused, attempt } = useAttempt()
  const texts = words.manage.members
  const path = `/v1/members/${encodeURIComponent(id)}?site=${site.id}`
  const told = JSON.stringify(sightOf(role, sight))
  const isChanged = role !== member.role || told !== JSON.stringify(sightOf(role, before))
  const isWhole = told !== '{"agent":""}' && told !== '{"teams":[]}'
  const act = (options: { method: string; body?: unknown }) =>
    attempt(async () => {
      await ask(path, options)
      refresh()
    })
  return (
    <li>
      <div class="member">
        <p class="member-who">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          {isMe && <span class="badge">{texts.you}</span>}
          <span class="faint">
            <bdi>{email}</bdi> ·{' '}
            {expiresAt === null
              ? texts.since(day(todayIn(site.timeZone, new Date(createdAt))))
              : texts.invited(instant(expiresAt, site.timeZone))}
          </span>
        </p>
        {state === 'invited' ? (
          <span class="member-role faint">
            {texts.roles[member.role]}
            {member.agent && (
              <>
                {' '}
                · <bdi>{member.agent}</bdi>
              </>
            )}
            {member.teams.length > 0 && (
              <>
                {' '}
                · <bdi>{member.teams.join(', ')}</bdi>
              </>
            )}
          </span>
        ) : (
          <span class="member-role">
            <select
              aria-label={texts.roleOf(name)}
              value={role}
              onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? role)}
            >
              {roles.map((one) => (
                <option key={one} value={one}>
                  {texts.roles[one]}
                </option>
              ))}
            </select>
            {isChanged && (
              <button
                type="button"
                class="button small main"
                disabled={!isWhole}
                onClick={() => act({ method: 'PATCH', body: { role, ...sightOf(role, sight) } })}
              >
                {texts.save}
              </button>
            )}
          </span>
        )}
        <button
          type="button"
          class="plain"
          aria-label={texts.removeOf(name)}
          onClick={() => confirm(texts.sure(name)) && act({ method: 'DELETE' })}
        >
          {texts.remove}
        </button>
      </div>
      {state === 'joined' && (
        <SightFields site={site} role={role} sight={sight} change={setSight} name={name} />
      )}
      <Refused refused={refused} />
    </li>
  )
}
