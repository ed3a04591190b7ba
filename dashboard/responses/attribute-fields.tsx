import type { AttributeDeclared, Attributes, AttributeValue } from '../../server/contract/attributes'
import type { SiteView } from '../../server/contract/sites'
import { ChoiceField, Field } from '../ui/form'
import { words } from '../words'

type Props = { site: SiteView; values: Attributes }

/** A field for each attribute that the site declares, with what is said of the answer. */
export function AttributeFields({ site, values }: Props) {
  return (
    <>
      {site.attributes.map((declared) => (
        <AttributeField key={declared.key} declared={declared} value={textOf(values, declared.key)} />
      ))}
    </>
  )
}

/** What was changed, as it is sent: null takes a value away. */
export function changedAttributes(
  { site, values }: Props,
  fields: FormData
): Record<string, AttributeValue | null> {
  return Object.fromEntries(
    site.attributes.flatMap(({ key }) => {
      const value = String(fields.get(nameOf(key)) ?? '').trim()
      return value === textOf(values, key) ? [] : [[key, value || null]]
    })
  )
}

function AttributeField({ declared, value }: { declared: AttributeDeclared; value: string }) {
  const common = { name: nameOf(declared.key), label: declared.label, defaultValue: value }
  if (declared.kind === 'list' || declared.kind === 'yes-no') {
    const known =
      declared.kind === 'list'
        ? declared.values.map((one) => ({ value: one, label: one }))
        : (['yes', 'no'] as const).map((one) => ({ value: one, label: words.attributes[one] }))
    // A value may have been taken from the list after it was sent.
    const others = value === '' || known.some((one) => one.value === value) ? [] : [{ value, label: value }]
    return (
      <ChoiceField {...common} options={[{ value: '', label: words.attributes.none }, ...known, ...others]} />
    )
  }
  if (declared.kind === 'date') return <Field {...common} type="date" />
  return (
    <Field
      {...common}
      maxLength={200}
      {...(declared.kind === 'number'
        ? { inputMode: 'decimal' as const, dir: 'ltr' as const }
        : { dir: 'auto' as const })}
    />
  )
}

function textOf(values: Attributes, key: string): string {
  const value = Object.hasOwn(values, key) ? values[key] : undefined
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value === undefined ? '' : String(value)
}

function nameOf(key: string): string {
  return `attributes.${key}`
}
