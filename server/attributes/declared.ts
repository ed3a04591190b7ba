import type { AttributeDeclared, Attributes, AttributeValue } from '../contract/attributes'
import type { SiteRow } from '../db/rows'

/** What a site declares, in its order. */
export type Declared = readonly AttributeDeclared[]
export type DeclaringSite = Pick<SiteRow, 'attributes'>

/** Sites rarely change them, and are asked with every answer. */
const known = new Map<string, Declared>()
const knownMax = 1_000

export function declaredOf({ attributes }: DeclaringSite): Declared {
  const there = known.get(attributes)
  if (there) return there
  if (known.size >= knownMax) known.clear()
  const made = JSON.parse(attributes) as Declared // written by declaredText only
  known.set(attributes, made)
  return made
}

export function declaredText(declared: Declared): string {
  return JSON.stringify(declared)
}

/** By what the values of a site are put together: where it is another, figures are. */
export function groupingOf(site: DeclaringSite): string {
  const parts = declaredOf(site).map((one) => [
    one.key,
    one.kind,
    one.kind === 'number' ? one.limits : one.kind === 'date' ? one.bands : ''
  ])
  return JSON.stringify(parts.sort())
}

/** As it is kept, by key in one order; nothing where nothing was said. */
export function attributesText(attributes: Attributes): string | null {
  const said = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))
  return said.length > 0 ? JSON.stringify(Object.fromEntries(said)) : null
}

/** What is kept. */
export function attributesIn(text: string | null): Attributes {
  return text === null ? {} : (JSON.parse(text) as Record<string, AttributeValue>) // written by attributesText only
}

/** What is kept, with what `others` say besides. */
export function filledFrom(text: string | null, others: string | null): string | null {
  return others === null ? text : attributesText({ ...attributesIn(others), ...attributesIn(text) })
}

/** What is kept less what was written freely, which may say whose it was. */
export function withoutFreeText(text: string | null, site: DeclaringSite): string | null {
  const bounded = new Set(declaredOf(site).flatMap(({ key, kind }) => (kind === 'text' ? [] : [key])))
  return attributesText(
    Object.fromEntries(Object.entries(attributesIn(text)).filter(([key]) => bounded.has(key)))
  )
}
