import type { Access, Only } from '../access/permissions'
import { wantedBand } from '../attributes/bands'
import type { DeclaringSite } from '../attributes/declared'
import { declaredOf } from '../attributes/declared'
import { problem } from '../contract/problem'
import type {
  AttributeDimension,
  CommonDimension,
  Dimension,
  Facet,
  PeopleDimension,
  TagDimension
} from '../contract/terms'
import { dimensions, facets } from '../contract/terms'
import { localeOf } from '../text/locale'
import { channelOf } from './channel-names'
import { restKey } from './keys'
import { personKeyOf, slugOf } from './names'
import type { RuledSite, TagRules } from './rules'
import { rulesOf } from './rules'

/**
 * Which values of a dimension are asked for: any of them; '' is "none". A dimension that is absent is not
 * filtered.
 */
export type Filters = Partial<Record<Dimension, readonly string[]>> & {
  /** Only answers of which one of these is merely claimed; figures ask for it, callers do not. */
  claimed?: readonly PeopleDimension[]
}

/** What a figure or a list is asked with; attributes by their keys. */
export type FilterQuery = Partial<Record<CommonDimension, string[] | undefined>> & {
  attribute?: Readonly<Record<string, string[] | undefined>> | undefined
}

/** The key that answers are kept under, of what was sent. */
const keyOf: Record<TagDimension, (sent: string) => string> = {
  channel: channelOf,
  topic: (sent) => (sent === restKey ? sent : slugOf(sent)),
  agent: personKeyOf,
  team: personKeyOf,
  locale: localeOf,
  surface: (sent) => sent,
  handler: (sent) => sent,
  bot: personKeyOf
}

/**
 * What was asked for, in the words that answers are counted by, and no more of it than the caller may see.
 * A topic that was merged into another one asks for that one, so that links from before go on working.
 * Throws `scope-missing` for what customers said where the caller may not read answers: a count of them says
 * what single ones said.
 */
export function filtersOf(
  query: FilterQuery,
  {
    site,
    access: { only, seesFew }
  }: { site: RuledSite & DeclaringSite; access: Pick<Access, 'only' | 'seesFew'> }
): Filters {
  const rules = rulesOf(site)
  const filters: Filters = attributeFilters(query.attribute ?? {}, site)
  for (const dimension of dimensions) {
    const sent = query[dimension]
    if (!sent) continue
    if (isFacet(dimension) && !seesFew) throw problem('scope-missing', 'responses:read')
    const canonicalKey = (key: string) =>
      isFacet(dimension) ? key.trim() : rules.canonical(dimension, keyIn(rules, dimension, key))
    filters[dimension] = [...new Set(sent.map(canonicalKey))]
  }
  if (!only) return filters
  const asked = filters[only.dimension]
  return { ...filters, [only.dimension]: ownKeys(rules, only).filter((key) => asked?.includes(key) ?? true) }
}

/**
 * The same where a site may have names from before they were written as they are now: what is known as it
 * was sent is meant so.
 */
export function keyIn(rules: TagRules, dimension: TagDimension, sent: string): string {
  const raw = sent.trim()
  return rules.isKept(dimension, raw) ? raw : keyOf[dimension](sent)
}

/** The keys that somebody's own answers are counted by. */
export function ownKeys(rules: TagRules, { dimension, keys }: Only): string[] {
  return [...new Set(keys.map((key) => rules.canonical(dimension, keyIn(rules, dimension, key))))]
}

/** The same for what is kept as it was sent: with every other name of theirs. */
export function everyOwnKey(rules: TagRules, only: Only): string[] {
  return [...new Set([...only.keys, ...rules.withOtherNames(only.dimension, ownKeys(rules, only))])]
}

/** Throws `invalid` for an attribute that the site does not declare, and for a band that there is not. */
function attributeFilters(asked: NonNullable<FilterQuery['attribute']>, site: DeclaringSite): Filters {
  const filters: Filters = {}
  for (const [key, values] of Object.entries(asked)) {
    const dimension = `attribute.${key}` as const
    const declared = declaredAs(site, dimension)
    const all = values && [...new Set(values.map((value) => value.trim()))]
    for (const value of all?.filter(Boolean) ?? []) {
      const wanted = wantedBand(declared, value)
      if (wanted) throw problem('invalid', `“${dimension}” must be ${wanted}.`, dimension)
    }
    if (all) filters[dimension] = all
  }
  return filters
}

/** What a site declares of it. Throws `invalid` where that is nothing. */
export function declaredAs(site: DeclaringSite, dimension: AttributeDimension) {
  const declared = declaredOf(site).find(({ key }) => dimension === `attribute.${key}`)
  if (!declared)
    throw problem('invalid', `“${dimension}” is no attribute that this site declares.`, dimension)
  return declared
}

export function isAttribute(dimension: string): dimension is AttributeDimension {
  return dimension.startsWith('attribute.')
}

export function isFacet(dimension: string): dimension is Facet {
  return facets.some((facet) => facet === dimension)
}

/** The filters by what answers are about, without those by what customers said and by attributes. */
export function tagFilters(filters: Filters): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !isFacet(name) && !isAttribute(name)))
}
