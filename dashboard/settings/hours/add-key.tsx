import { useState } from 'preact/hooks'
import type { SiteView } from '../../../server/contract/sites'
import { ChoiceField, Form } from '../../ui/form'
import { Suggested } from '../../ui/suggested'
import { words } from '../../words/setting-up'

type Dimension = 'channel' | 'team' | 'topic'
type AddKeyProps = {
  site: SiteView
  submit: string
  dimensions: readonly Dimension[]
  add(dimension: Dimension, key: string): void
}

/** Chooses a channel, a team or a topic that something is to be said of. */
export function AddKey({ site, submit, dimensions, add }: AddKeyProps) {
  const [dimension, setDimension] = useState<Dimension>('channel')
  const [added, setAdded] = useState(0)
  const send = async (fields: FormData) => {
    add(dimension, String(fields.get('key')).trim())
    setAdded(added + 1)
  }
  return (
    <div class="add-key">
      <Form submit={submit} send={send}>
        <ChoiceField
          label={words.hours.whose}
          name="dimension"
          options={dimensions.map((value) => ({ value, label: words.dimensions[value].one }))}
          defaultValue={dimension}
          onChange={({ currentTarget: { value } }) =>
            setDimension(dimensions.find((one) => one === value) ?? 'channel')
          }
        />
        <Suggested
          key={`${dimension} ${added}`}
          site={site}
          dimension={dimension}
          label={words.dimensions[dimension].one}
          name="key"
          required
        />
      </Form>
    </div>
  )
}
