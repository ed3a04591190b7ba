import { useId, useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { NamedDimension, TagsView } from '../../server/contract/tags'
import type { Role } from '../../server/contract/terms'
import { labelOf } from '../app/filters'
import { useResource } from '../app/resource'
import { words } from '../words'

/** Whose answers somebody sees: those to an agent, or those to some teams. */
export type Sight = { agent: string; teams: readonly string[] }

type SightProps = { site: SiteView; role: Role; sight: Sight; change(sight: Sight): void; name: string }

/**
 * What a member of this role needs to be told of whose answers they see; nothing for those who see
 * everything.
 */
export function SightFields({ role, ...props }: SightProps) {
  if (role === 'agent') return <AgentField {...props} />
  return role === 'lead' ? <TeamFields {...props} /> : null
}

/** What is sent of it. */
export function sightOf(role: Role, { agent, teams }: Sight): { agent?: string; teams?: readonly string[] } {
  return { ...(role === 'agent' && { agent: agent.trim() }), ...(role === 'lead' && { teams }) }
}

/** Names that answers came with, and those that somebody has already, so that one person does not get two. */
function useKnown(site: SiteView, dimension: NamedDimension, chosen: readonly string[]) {
  const tags = useResource<TagsView>(`/v1/tags?site=${site.id}&dimension=${dimension}`)
  const rows = tags.at === 'ready' ? tags.value.rows : []
  const known = rows.map(({ key, label }) => ({ key, label: labelOf(dimension, key, label) }))
  return [
    ...known,
    ...chosen
      .filter((key) => key !== '' && !rows.some((row) => row.key === key))
      .map((key) => ({ key, label: key }))
  ]
}

const another = '\n'

function AgentField({ site, sight, change, name }: Omit<SightProps, 'role'>) {
  const texts = words.access.sight
  const [isNew, setNew] = useState(false)
  const known = useKnown(site, 'agent', isNew ? [] : [sight.agent])
  const id = useId()
  return (
    <div class="field sight">
      <label for={id}>{texts.agentOf(name)}</label>
      <select
        id={id}
        required
        value={isNew ? another : sight.agent}
        onChange={({ currentTarget: { value } }) => {
          setNew(value === another)
          change({ ...sight, agent: value === another ? '' : value })
        }}
      >
        <option value="" disabled>
          {texts.choose}
        </option>
        {known.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
        <option value={another}>{texts.newAgent}</option>
      </select>
      {isNew && (
        <input
          aria-label={texts.newAgentName}
          placeholder={texts.newAgentName}
          required
          maxLength={200}
          dir="auto"
          value={sight.agent}
          onInput={({ currentTarget: { value } }) => change({ ...sight, agent: value })}
        />
      )}
    </div>
  )
}

function TeamFields({ site, sight, change, name }: Omit<SightProps, 'role'>) {
  const texts = words.access.sight
  const [fresh, setFresh] = useState('')
  const known = useKnown(site, 'team', sight.teams)
  const add = () => {
    const key = fresh.trim()
    if (key !== '' && !sight.teams.includes(key)) change({ ...sight, teams: [...sight.teams, key] })
    setFresh('')
  }
  return (
    <fieldset class="field sight">
      <legend>{texts.teamsOf(name)}</legend>
      {known.length === 0 && <p class="faint">{texts.noTeams}</p>}
      <div class="checks">
        {known.map(({ key, label }) => (
          <label key={key} class="check">
            <input
              type="checkbox"
              checked={sight.teams.includes(key)}
              onChange={({ currentTarget: { checked } }) =>
                change({
                  ...sight,
                  teams: checked ? [...sight.teams, key] : sight.teams.filter((team) => team !== key)
                })
              }
            />
            <bdi>{label}</bdi>
          </label>
        ))}
      </div>
      <div class="sight-new">
        <input
          aria-label={texts.newTeam}
          placeholder={texts.newTeam}
          maxLength={200}
          dir="auto"
          value={fresh}
          onInput={({ currentTarget: { value } }) => setFresh(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <button type="button" class="button small" disabled={fresh.trim() === ''} onClick={add}>
          {texts.add}
        </button>
      </div>
    </fieldset>
  )
}
