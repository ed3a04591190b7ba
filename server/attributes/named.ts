import type { Attributes } from '../contract/attributes'
import type { DeclaringSite } from './declared'
import { declaredOf } from './declared'
import { fittingAttributes } from './values'

/**
 * What another system says by names of its own, without what does not fit. A field is meant that is called
 * like the key of an attribute, else one that is called like its label; capitals make no difference.
 */
export function namedAttributes(
  site: DeclaringSite,
  sent: Readonly<Record<string, unknown>> | undefined
): Attributes {
  const fields = Object.entries(sent ?? {})
  const exact = new Map(fields)
  const named = new Map(fields.map(([name, value]) => [folded(name), value]))
  const said = declaredOf(site).map(({ key, label, kind }) => {
    const value = exact.get(key) ?? named.get(folded(key)) ?? named.get(folded(label))
    return [key, kind === 'date' ? dayOf(value) : value]
  })
  return fittingAttributes(site, Object.fromEntries(said))
}

/** Some systems write a day as epoch seconds or milliseconds. */
function dayOf(value: unknown): unknown {
  const written = typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  if (!/^\d{10}(?:\d{3})?$/.test(written)) return value
  return new Date(Number(written) * (written.length === 10 ? 1_000 : 1)).toISOString()
}

function folded(name: string): string {
  return name.trim().toLowerCase()
}
