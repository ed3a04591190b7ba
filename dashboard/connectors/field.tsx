import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { ConnectorView } from '../../server/contract/connectors'
import type { SurveyView } from '../../server/contract/surveys'
import { language, words } from '../words'
import type { SettingField } from './fields'

/** What a setting may be chosen from. */
type Choices = { surveys: readonly SurveyView[]; carriers: readonly ConnectorView[] }
type Props = {
  field: SettingField
  /** What is kept; secrets never come back, only whether they are set. */
  value: unknown
  isSet: boolean
  fault: string | undefined
  choices: Choices
}

/** One setting of a connector with the sentence that says where to find it, and what was wrong with it. */
export function ConnectorField({ field, value, isSet, fault, choices }: Props) {
  const { path, label, hint, required, secret, control } = field
  const id = useId()
  const shared = {
    id,
    name: path,
    'aria-describedby': `${id}-hint`,
    ...(fault && { 'aria-invalid': true as const })
  }
  const below = (
    <div id={`${id}-hint`}>
      {fault && <p class="refused small">{fault}</p>}
      <p class="hint" dir="auto">
        {hint}
        {secret && isSet && ` ${words.connectors.secretSet}`}
      </p>
    </div>
  )
  if (control.is === 'pairs') return <Pairs field={field} value={value} below={below} />
  if (control.is === 'tick') {
    return (
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            {...shared}
            defaultChecked={typeof value === 'boolean' ? value : control.usual}
          />
          {label}
        </label>
        {below}
      </div>
    )
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Input
        field={field}
        value={value}
        choices={choices}
        shared={{ ...shared, required: required && !isSet }}
        isSet={isSet}
      />
      {below}
      {secret && isSet && !required && (
        <label class="check">
          <input type="checkbox" name={`${path}.remove`} />
          {words.connectors.secretRemove}
        </label>
      )}
    </div>
  )
}

type Shared = {
  id: string
  name: string
  required: boolean
  'aria-describedby': string
  'aria-invalid'?: true
}

function Input({
  field: { secret, required, control },
  value,
  choices,
  shared,
  isSet
}: {
  field: SettingField
  value: unknown
  choices: Choices
  shared: Shared
  isSet: boolean
}) {
  const kept = value === undefined || value === null ? '' : String(value)
  const dots = isSet ? '••••••••' : ''
  switch (control.is) {
    case 'survey':
      return (
        <Options
          shared={shared}
          chosen={kept}
          options={[
            ...(required ? [] : [['', words.connectors.noSurvey] as const]),
            ...choices.surveys.map(({ id, name }) => [id, name] as const)
          ]}
        />
      )
    case 'connector':
      return (
        <Options
          shared={shared}
          chosen={kept}
          options={[
            ['', words.connectors.noCarrier] as const,
            ...choices.carriers.map(({ id, name }) => [id, name] as const)
          ]}
        />
      )
    case 'choice':
      return (
        <Options
          shared={shared}
          chosen={kept || control.usual}
          options={control.options.map(
            (option) => [option, words.connectors.options[option] ?? option] as const
          )}
        />
      )
    case 'lines':
      return (
        <textarea
          {...shared}
          rows={3}
          dir="ltr"
          spellcheck={false}
          autocomplete="off"
          maxLength={control.maxLength}
          placeholder={dots}
          defaultValue={kept || (secret ? '' : control.usual)}
        />
      )
    case 'text': {
      const { is: _, usual, type, ...limits } = control
      if (secret)
        return (
          <input
            {...shared}
            {...limits}
            type="password"
            autocomplete="new-password"
            dir="ltr"
            placeholder={dots}
          />
        )
      const plain = {
        ...shared,
        ...limits,
        autocomplete: 'off' as const,
        dir: 'auto' as const,
        spellcheck: false,
        defaultValue: kept || usual
      }
      return type === 'number' ? (
        <input type="number" {...plain} />
      ) : (
        <input type="text" inputMode={type} {...plain} />
      )
    }
    default:
      return null
  }
}

function Options({
  shared,
  chosen,
  options
}: {
  shared: Shared
  chosen: string
  options: readonly (readonly [value: string, name: string])[]
}) {
  // What was chosen once and is not there any more is shown by its id, so that saving does not choose
  // another.
  const all =
    chosen === '' || options.some(([value]) => value === chosen)
      ? options
      : [...options, [chosen, chosen] as const]
  return (
    <select {...shared}>
      {all.map(([value, name]) => (
        <option key={value} value={value} selected={value === chosen}>
          {name}
        </option>
      ))}
    </select>
  )
}

/** Names and what each of them means, as many as are needed. */
function Pairs({
  field: { name, path, label },
  value,
  below
}: {
  field: SettingField
  value: unknown
  below: ComponentChildren
}) {
  const list = useId()
  // the settings of this field are such a table
  const kept = Object.entries((value ?? {}) as Record<string, string>)
  const [rows, setRows] = useState(() => kept.map(([key, meaning], id) => ({ id, key, meaning })))
  const texts = words.connectors.pairs[name] ?? words.connectors.pair
  const add = () => setRows([...rows, { id: (rows.at(-1)?.id ?? -1) + 1, key: '', meaning: '' }])
  const shared = { dir: 'auto' as const, maxLength: 200, spellcheck: false }
  const valued = (place: number, meaning: string) => ({
    name: `${path}.value`,
    'aria-label': `${texts.value} ${place + 1}`,
    placeholder: texts.value,
    defaultValue: meaning,
    ...shared
  })
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {below}
      {rows.map(({ id, key, meaning }, place) => (
        <div key={id} class="setting-pair">
          <input
            name={`${path}.name`}
            aria-label={`${texts.name} ${place + 1}`}
            placeholder={texts.name}
            defaultValue={key}
            {...shared}
          />
          <span aria-hidden="true">{language.arrow}</span>
          {name === 'channels' ? (
            <input type="text" list={list} {...valued(place, meaning)} />
          ) : (
            <input {...valued(place, meaning)} />
          )}
          <button
            type="button"
            class="plain"
            aria-label={texts.remove(place + 1)}
            onClick={() => setRows(rows.filter((row) => row.id !== id))}
          >
            {words.builder.parts.remove}
          </button>
        </div>
      ))}
      {name === 'channels' && (
        <datalist id={list}>
          {Object.entries(words.channels).map(([key, channel]) => (
            <option key={key} value={key}>
              {channel}
            </option>
          ))}
        </datalist>
      )}
      <button type="button" class="button small" onClick={add}>
        {texts.add}
      </button>
    </fieldset>
  )
}
