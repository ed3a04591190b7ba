import { useId } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { NamedDimension, TagView } from '../../server/contract/tags'
import { ask } from '../app/api'
import { channelName, labelOf } from '../app/filters'
import { refresh } from '../app/resource'
import { ChoiceField, Field, Form } from '../ui/form'
import { language, words } from '../words'

type Props = {
  tag: TagView
  all: readonly TagView[]
  site: SiteView
  dimension: NamedDimension
  done(): void
}

/** Where the API keeps them. */
export const nouns: Readonly<Record<NamedDimension, string>> = {
  topic: 'topics',
  channel: 'channels',
  agent: 'agents',
  team: 'teams'
}

/** What a name is to be called, which one it is another name for, and of which topic it is a part. */
export function TagForm({ tag, all, site, dimension, done }: Props) {
  const texts = words.manage.tags
  const list = useId()
  const others = all.filter(({ key, mergedInto }) => key !== tag.key && mergedInto === null)
  const given = tag.label === tag.sentAs ? '' : tag.label
  const under = tag.under?.label ?? ''
  const send = async (fields: FormData) => {
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    const body = {
      ...(text('label') !== given && { label: text('label') || null }),
      ...(text('mergedInto') && { mergedInto: text('mergedInto') }),
      ...(text('under') !== under && { under: keyFor(others, text('under')) || null })
    }
    await ask(`/v1/${nouns[dimension]}/${encodeURIComponent(tag.key)}?site=${site.id}`, {
      method: 'PATCH',
      body
    })
    done()
    refresh()
  }
  return (
    <Form
      submit={texts.save}
      send={send}
      aside={
        <button type="button" class="button" onClick={done}>
          {texts.cancel}
        </button>
      }
    >
      {(dimension !== 'channel' || channelName(tag.key) === undefined) && (
        <Field
          label={texts.label}
          hint={texts.labelHint}
          name="label"
          defaultValue={given}
          placeholder={tag.sentAs}
          maxLength={200}
          dir="auto"
        />
      )}
      <ChoiceField
        label={texts.merged}
        hint={texts.mergedHint}
        name="mergedInto"
        options={[{ value: '', label: texts.nothing }, ...targets(dimension, others, tag)]}
        defaultValue=""
      />
      {dimension === 'topic' && (
        <>
          <Field
            label={texts.under}
            hint={texts.underHint}
            name="under"
            defaultValue={under}
            list={list}
            maxLength={200}
            dir="auto"
          />
          <datalist id={list}>
            {others.map(({ key, label }) => (
              <option key={key} value={label} />
            ))}
          </datalist>
        </>
      )}
    </Form>
  )
}

/** An unknown channel may become any that there is, whether it was used or not. */
function targets(
  dimension: NamedDimension,
  others: readonly TagView[],
  tag: TagView
): { value: string; label: string }[] {
  const known =
    dimension === 'channel'
      ? Object.keys(words.channels).filter(
          (key) => key !== tag.key && !others.some((other) => other.key === key)
        )
      : []
  const all = [
    ...others.map(({ key, label }) => ({ value: key, label: labelOf(dimension, key, label) })),
    ...known.map((key) => ({ value: key, label: labelOf(dimension, key) }))
  ]
  return all.sort((a, b) => a.label.localeCompare(b.label, language.tag))
}

/** A name that somebody gave to a topic finds it; any other one is new. */
function keyFor(others: readonly TagView[], label: string): string {
  return others.find((other) => other.label === label)?.key ?? label
}
