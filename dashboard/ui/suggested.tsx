import { useId } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { NamedDimension, TagsView } from '../../server/contract/tags'
import { labelOf } from '../app/filters'
import { useResource } from '../app/resource'
import { Field } from './form'

type SuggestedProps = {
  site: SiteView
  dimension: NamedDimension
  label: string
  hint?: string
  name: string
  defaultValue?: string
  required?: boolean
}

/** A field that knows what there is already, so that one thing does not get two names. */
export function Suggested({ site, dimension, ...field }: SuggestedProps) {
  const known = useResource<TagsView>(`/v1/tags?site=${site.id}&dimension=${dimension}`)
  const list = useId()
  return (
    <>
      <Field {...field} list={list} maxLength={200} dir="auto" />
      <datalist id={list}>
        {known.at === 'ready' &&
          known.value.rows.map(({ key, label }) => (
            <option key={key} value={key}>
              {labelOf(dimension, key, label)}
            </option>
          ))}
      </datalist>
    </>
  )
}
