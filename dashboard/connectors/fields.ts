import type { KindView } from '../../server/contract/connectors'
import { words } from '../words'

/**
 * One setting of a connector: what it is called, and what it is filled in with. `place`: where something
 * stands in what a system sends; seldom changed.
 */
export type SettingField = {
  name: string
  path: string
  label: string
  hint: string
  required: boolean
  secret: boolean
  place: boolean
  control: Control
}
type Control =
  | {
      is: 'text'
      type: 'text' | 'email' | 'url' | 'number'
      usual: string
      min?: number
      max?: number
      maxLength?: number
    }
  | { is: 'lines'; usual: string; maxLength: number }
  | { is: 'choice'; options: readonly string[]; usual: string }
  | { is: 'tick'; usual: boolean }
  | { is: 'pairs' }
  | { is: 'survey' }
  | { is: 'connector' }

export type Group = 'messages' | 'calls' | 'helpdesks'

/** The part of JSON schema that the settings of connectors are written in. */
type Property = {
  type?: string
  title?: string
  description?: string
  default?: unknown
  enum?: readonly string[]
  format?: string
  anyOf?: readonly { format?: string }[]
  minimum?: number
  maximum?: number
  maxLength?: number
}

/** Longer texts than this have several lines. */
const lineLengthMax = 2_000

/** The settings of a kind, in the order in which they are asked for. */
export function fieldsOf({ settings, secrets }: KindView): SettingField[] {
  const { properties = {}, required = [] } = settings as {
    properties?: Record<string, Property>
    required?: string[]
  } // zod writes an object's schema so
  return Object.entries(properties).map(([name, property]) => ({
    name,
    path: `settings.${name}`,
    label: property.title ?? words.connectors.fields[name] ?? name,
    hint: words.connectors.hints[name] ?? property.description ?? '',
    required: required.includes(name),
    secret: secrets.includes(name),
    place: String(property.default ?? '').startsWith('/'),
    control: controlOf(name, property)
  }))
}

/** Whether connectors of a kind tell of resolved conversations. */
export function isHelpdesk(kind: KindView): boolean {
  return fieldsOf(kind).some(({ control }) => control.is === 'survey')
}

export function groupOf(kind: KindView): Group {
  if (isHelpdesk(kind)) return 'helpdesks'
  return kind.channel === 'voice' ? 'calls' : 'messages'
}

export function kindName(kind: string): string {
  return words.connectors.kinds[kind] ?? kind
}

/**
 * What was filled in, as the server takes it: a secret that is left empty stays as it is, anything else is
 * emptied by that.
 */
export function settingsIn(
  form: FormData,
  fields: readonly SettingField[],
  isNew: boolean
): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .map((field) => [field.name, valueIn(form, field, isNew)])
      .filter(([, value]) => value !== undefined)
  )
}

function valueIn(form: FormData, { path, secret, control }: SettingField, isNew: boolean): unknown {
  if (control.is === 'tick') return form.has(path)
  if (control.is === 'pairs') {
    const values = form.getAll(`${path}.value`).map(String)
    const pairs = form
      .getAll(`${path}.name`)
      .map((name, place) => [String(name).trim(), values[place]?.trim() ?? ''])
    return Object.fromEntries(pairs.filter(([name]) => name !== ''))
  }
  const text = String(form.get(path) ?? '').trim()
  if (text === '') return isNew || (secret && !form.has(`${path}.remove`)) ? undefined : null
  return control.is === 'text' && control.type === 'number' ? Number(text) : text
}

function controlOf(name: string, property: Property): Control {
  const { type, format, anyOf = [], maxLength, minimum, maximum } = property
  const usual = property.default === undefined ? '' : String(property.default)
  if (name === 'survey' || name === 'ratingsSurvey') return { is: 'survey' }
  if (name === 'delivery') return { is: 'connector' }
  if (type === 'object') return { is: 'pairs' }
  if (type === 'boolean') return { is: 'tick', usual: property.default === true }
  if (property.enum) return { is: 'choice', options: property.enum, usual }
  if (maxLength !== undefined && maxLength > lineLengthMax) return { is: 'lines', usual, maxLength }
  if (type === 'integer')
    return {
      is: 'text',
      type: 'number',
      usual,
      ...(minimum !== undefined && { min: minimum }),
      ...(maximum !== undefined && { max: maximum })
    }
  const formats = [format, ...anyOf.map((one) => one.format)]
  const kind = formats.includes('email') ? 'email' : formats.includes('uri') ? 'url' : 'text'
  return { is: 'text', type: kind, usual, ...(maxLength !== undefined && { maxLength }) }
}
