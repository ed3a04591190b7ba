import { useState } from 'preact/hooks'
import type { AttributeDeclared } from '../../../server/contract/attributes'
import type { SiteView } from '../../../server/contract/sites'
import { ask } from '../../app/api'
import { refresh } from '../../app/resource'
import { Form, Saved } from '../../ui/form'
import { Section } from '../../ui/loading'
import { words } from '../../words'

const attributesMost = 12
const kinds = [
  'list',
  'text',
  'number',
  'yes-no',
  'date'
] as const satisfies readonly AttributeDeclared['kind'][]
const dateBands = ['month', 'quarter', 'year'] as const

/** As it is typed; `id` tells two rows apart whose keys are not written yet. */
type Row = {
  id: number
  key: string
  label: string
  kind: AttributeDeclared['kind']
  values: string
  limits: string
  bands: (typeof dateBands)[number]
}

/** What answers of the site may differ in beside what all sites know. */
export function AttributeSettings({ site }: { site: SiteView }) {
  const [rows, setRows] = useState(() => site.attributes.map(typed))
  const [saved, setSaved] = useState(false)
  const texts = words.attributes
  const change = (rows: Row[]) => {
    setSaved(false)
    setRows(rows)
  }
  const set = (id: number, part: Partial<Row>) =>
    change(rows.map((row) => (row.id === id ? { ...row, ...part } : row)))
  const send = async () => {
    const body = { attributes: rows.map(declared) }
    const changed = await ask<SiteView>(`/v1/sites/${site.id}`, { method: 'PATCH', body })
    setRows(changed.attributes.map(typed))
    setSaved(true)
    refresh()
  }
  const next = Math.max(-1, ...rows.map(({ id }) => id)) + 1
  return (
    <Section title={texts.title}>
      <p>{texts.text}</p>
      <Form submit={words.settings.save} send={send} aside={<Saved saved={saved} />}>
        {rows.length === 0 && <p class="faint">{texts.nothing}</p>}
        {rows.map((row) => (
          <Fields
            key={row.id}
            row={row}
            set={(part) => set(row.id, part)}
            takeAway={() => change(rows.filter(({ id }) => id !== row.id))}
          />
        ))}
        {rows.length < attributesMost && (
          <p>
            <button
              type="button"
              class="button small"
              onClick={() => change([...rows, { ...empty, id: next }])}
            >
              {texts.add}
            </button>
          </p>
        )}
      </Form>
      <p class="hint">{texts.stays}</p>
    </Section>
  )
}

type FieldsProps = { row: Row; set(part: Partial<Row>): void; takeAway(): void }

function Fields({ row, set, takeAway }: FieldsProps) {
  const texts = words.attributes
  const name = row.label || row.key || texts.title
  return (
    <fieldset class="target">
      <legend>
        <bdi>{name}</bdi>
      </legend>
      <label>
        {texts.key}
        <input
          dir="ltr"
          required
          value={row.key}
          placeholder={texts.keyHint}
          onInput={({ currentTarget: { value } }) => set({ key: value })}
        />
      </label>
      <label>
        {texts.label}
        <input
          dir="auto"
          required
          value={row.label}
          onInput={({ currentTarget: { value } }) => set({ label: value })}
        />
      </label>
      <label>
        {texts.kind}
        <select
          value={row.kind}
          onChange={({ currentTarget: { value } }) =>
            set({ kind: kinds.find((kind) => kind === value) ?? row.kind })
          }
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {texts.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      {(row.kind === 'list' || row.kind === 'number') && (
        <label>
          {row.kind === 'list' ? texts.values : texts.limits}
          <input
            dir={row.kind === 'list' ? 'auto' : 'ltr'}
            required
            value={row.kind === 'list' ? row.values : row.limits}
            onInput={({ currentTarget: { value } }) =>
              set(row.kind === 'list' ? { values: value } : { limits: value })
            }
          />
        </label>
      )}
      {row.kind === 'date' && (
        <label>
          {texts.bands}
          <select
            value={row.bands}
            onChange={({ currentTarget: { value } }) =>
              set({ bands: dateBands.find((bands) => bands === value) ?? row.bands })
            }
          >
            {dateBands.map((bands) => (
              <option key={bands} value={bands}>
                {texts.dateBands[bands]}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="button" class="button small" aria-label={texts.takeAway(name)} onClick={takeAway}>
        ×
      </button>
    </fieldset>
  )
}

const empty = { key: '', label: '', kind: 'list', values: '', limits: '', bands: 'quarter' } as const

function typed(one: AttributeDeclared, id: number): Row {
  return {
    ...empty,
    id,
    key: one.key,
    label: one.label,
    kind: one.kind,
    ...(one.kind === 'list' && { values: one.values.join(', ') }),
    ...(one.kind === 'number' && { limits: one.limits.join(' ') }),
    ...(one.kind === 'date' && { bands: one.bands })
  }
}

function declared({ key, label, kind, values, limits, bands }: Row): AttributeDeclared {
  const common = { key: key.trim(), label }
  const parts = (text: string, between: RegExp) =>
    text
      .split(between)
      .map((part) => part.trim())
      .filter(Boolean)
  if (kind === 'list') return { ...common, kind, values: parts(values, /[,،\n]/) }
  if (kind === 'number') return { ...common, kind, limits: parts(limits, /\s/).map(Number) }
  return kind === 'date' ? { ...common, kind, bands } : { ...common, kind }
}
