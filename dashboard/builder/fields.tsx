import type { ComponentChildren } from 'preact'
import { createContext } from 'preact'
import { useContext, useId } from 'preact/hooks'
import type { Draft } from './draft'
import { valueAt } from './draft'

export type Building = {
  draft: Draft
  set(path: string, value: unknown): void
  /** The language whose texts are edited and shown. */
  locale: string
  direction: 'ltr' | 'rtl'
  /** Our own words, by the path of the field that they stand in for. */
  usual: Readonly<Record<string, string>>
  /** What the server found wrong at a path. */
  wrong(path: string): string | undefined
}

const Context = createContext<Building | undefined>(undefined)
export const BuildingProvider = Context.Provider

export function useBuilding(): Building {
  const building = useContext(Context)
  if (!building) throw new Error('a field of the builder stands outside of it')
  return building
}

type Shown = { path: string; label: string; hint?: string | undefined }
type Control = { id: string; name: string; 'aria-invalid'?: true; 'aria-describedby'?: string }

/** A field with its label, and under it what helps to fill it in or what was wrong with it. */
function Labelled({
  path,
  label,
  hint,
  children
}: Shown & { children(control: Control): ComponentChildren }) {
  const { wrong } = useBuilding()
  const id = useId()
  const fault = wrong(path)
  const below = fault ?? hint
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        name: path,
        ...(fault && { 'aria-invalid': true }),
        ...(below && { 'aria-describedby': `${id}-below` })
      })}
      {below && (
        <p class={fault ? 'refused small' : 'hint'} id={`${id}-below`}>
          {below}
        </p>
      )}
    </div>
  )
}

type TextProps = Shown & {
  inputMode?: 'url'
  dir?: 'ltr'
  min?: number
  max?: number
  step?: 'any'
  maxLength?: number
  placeholder?: string
  spellcheck?: boolean
  autocomplete?: 'off'
}

export function TextField({ path, label, hint, ...input }: TextProps) {
  const { draft, set } = useBuilding()
  return (
    <Labelled {...{ path, label, hint }}>
      {(control) => (
        <input
          {...input}
          {...control}
          type="text"
          value={textAt(draft, path)}
          onInput={(event) => set(path, event.currentTarget.value)}
        />
      )}
    </Labelled>
  )
}

/**
 * A text in the language that is edited; what is left empty is said in our own words, which stand there
 * until then.
 */
export function WordsField({ path, label, hint, rows }: Shown & { rows?: number }) {
  const { draft, set, locale, direction, usual } = useBuilding()
  const full = `${path}.${locale}`
  const value = textAt(draft, full)
  const shared = {
    lang: locale,
    dir: value === '' ? direction : ('auto' as const),
    value,
    placeholder: usual[path] ?? '',
    maxLength: 300
  }
  const change = (text: string) => set(full, text === '' && path !== 'question' ? undefined : text)
  return (
    <Labelled path={full} label={label} hint={hint}>
      {(control) =>
        rows ? (
          <textarea
            {...control}
            {...shared}
            rows={rows}
            onInput={(event) => change(event.currentTarget.value)}
          />
        ) : (
          <input {...control} {...shared} onInput={(event) => change(event.currentTarget.value)} />
        )
      }
    </Labelled>
  )
}

export function NumberField({ path, label, hint, ...input }: TextProps) {
  const { draft, set } = useBuilding()
  const value = valueAt(draft, path)
  return (
    <Labelled {...{ path, label, hint }}>
      {(control) => (
        <input
          {...input}
          {...control}
          type="number"
          inputMode="numeric"
          value={typeof value === 'number' ? value : ''}
          onInput={({ currentTarget }) =>
            set(path, currentTarget.value === '' ? undefined : currentTarget.valueAsNumber)
          }
        />
      )}
    </Labelled>
  )
}

type SelectProps = Shown & {
  options: readonly (readonly [value: string, label: string])[]
  value: string
  choose(value: string): void
}

export function SelectField({ path, label, hint, options, value, choose }: SelectProps) {
  return (
    <Labelled {...{ path, label, hint }}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => choose(event.currentTarget.value)}>
          {options.map(([key, name]) => (
            <option key={key} value={key} selected={key === value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

/** One entry on each line. */
export function LinesField({ path, label, hint }: Shown) {
  const { draft, set } = useBuilding()
  const value = valueAt(draft, path)
  return (
    <Labelled {...{ path, label, hint }}>
      {(control) => (
        <textarea
          {...control}
          rows={2}
          dir="ltr"
          spellcheck={false}
          value={Array.isArray(value) ? value.join('\n') : ''}
          onInput={(event) =>
            set(path, event.currentTarget.value === '' ? undefined : event.currentTarget.value.split('\n'))
          }
        />
      )}
    </Labelled>
  )
}

export function Tick({
  label,
  checked,
  change
}: {
  label: string
  checked: boolean
  change(checked: boolean): void
}) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => change(event.currentTarget.checked)} />
      {label}
    </label>
  )
}

/** A part that may be asked or not; its fields show only while it is. */
export function Optional({
  label,
  path,
  none,
  empty,
  children
}: {
  label: string
  path: string
  none: unknown
  empty: unknown
  children: ComponentChildren
}) {
  const { draft, set, wrong } = useBuilding()
  const value = valueAt(draft, path)
  const asked = value !== undefined && value !== none
  const fault = asked ? wrong(path) : undefined
  return (
    <fieldset class="optional">
      <legend>
        <Tick label={label} checked={asked} change={(checked) => set(path, checked ? empty : none)} />
      </legend>
      {asked && (
        <div class="optional-fields">
          {children}
          {fault && <p class="refused small">{fault}</p>}
        </div>
      )}
    </fieldset>
  )
}

function textAt(draft: Draft, path: string): string {
  const value = valueAt(draft, path)
  return typeof value === 'string' ? value : ''
}
