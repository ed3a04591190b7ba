import { useState } from 'preact/hooks'
import type { AccountDeletionView, DeletionView } from '../../server/contract/deletions'
import { navigate } from '../app/address'
import { ask } from '../app/api'
import { useResource } from '../app/resource'
import { Field, Form } from '../ui/form'
import { Bones, Loaded } from '../ui/loading'
import { words } from '../words/setting-up'

type What = { path: string; title: string; text: string; after: string }

/** Deletes one thing, after it was said what goes with it and its name was written. */
export function Deleting({ path, title, text, after }: What) {
  const [isOpen, setOpen] = useState(false)
  const taken = useResource<DeletionView | AccountDeletionView>(isOpen ? `${path}/deletion` : null)
  const texts = words.customers
  const remove = async (fields: FormData) => {
    await ask(`${path}?${new URLSearchParams({ name: String(fields.get('name')) })}`, { method: 'DELETE' })
    navigate(after)
  }
  return (
    <details class="section" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <bdi>{title}</bdi>
      </summary>
      <p>{text}</p>
      {isOpen && (
        <Loaded of={taken} skeleton={<Bones widths={[100]} class="bone row" />}>
          {(what) => (
            <>
              <p>
                {'takes' in what
                  ? texts.takes(what.takes)
                  : what.lastOwnerOf.length > 0
                    ? texts.lastOwner(what.lastOwnerOf.join(', '))
                    : texts.leaves(what.leaves.join(', '))}
              </p>
              <Form submit={texts.deleteIt} send={remove}>
                <Field label={texts.nameOf(what.name)} name="name" required autocomplete="off" dir="auto" />
              </Form>
            </>
          )}
        </Loaded>
      )}
    </details>
  )
}
