import type { NamedDimension, TagsView } from '../../server/contract/tags'
import { labelOf } from '../app/filters'
import { useResource } from '../app/resource'
import { words } from '../words'

type Named = { key: string; label: string }
type Props = {
  name: string
  label: string
  hint?: string
  siteId: string
  dimension: NamedDimension
  chosen: readonly Named[]
}

/** Which topics, agents or teams: those that there are, the chosen ones first. Opened where some are. */
export function Picks({ name, label, hint, siteId, dimension, chosen }: Props) {
  const tags = useResource<TagsView>(`/v1/tags?site=${siteId}&dimension=${dimension}`)
  const all = tags.at === 'ready' ? tags.value.rows.filter(({ mergedInto }) => mergedInto === null) : []
  const keys = new Set(chosen.map(({ key }) => key))
  const others = all.filter(({ key }) => !keys.has(key))
  const named = chosen.map(({ key, label }) => all.find((tag) => tag.key === key) ?? { key, label })
  return (
    <details class="picks" open={chosen.length > 0}>
      <summary>
        {label} {chosen.length > 0 && <span class="faint">{words.plans.chosenOf(chosen.length)}</span>}
      </summary>
      {hint && <p class="hint">{hint}</p>}
      <fieldset class="checks" aria-label={label}>
        {[...named, ...others].map(({ key, label: one }) => (
          <label key={key} class="check">
            <input type="checkbox" name={name} value={key} defaultChecked={keys.has(key)} />
            <bdi>{labelOf(dimension, key, one)}</bdi>
          </label>
        ))}
      </fieldset>
    </details>
  )
}
