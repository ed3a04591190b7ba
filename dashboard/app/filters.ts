import type { SiteView } from '../../server/contract/sites'
import type { AttributeDimension, CommonDimension, Dimension, Facet } from '../../server/contract/terms'
import { words, written } from '../words'
import { number } from './format'
import type { Period } from './period'

/** What customers can be asked beside their rating. */
const facets = ['solved', 'reason', 'person', 'contact', 'commented'] as const satisfies readonly Facet[]

/** What invitations can be narrowed to, of which it is not known what will be said. */
export const tagDimensions = [
  'channel',
  'topic',
  'agent',
  'team',
  'locale'
] as const satisfies readonly CommonDimension[]
/** What figures can be narrowed to; each may be given several times, which means either. */
export const filterDimensions = [...tagDimensions, 'handler', 'bot', ...facets] as const
export type FilterDimension = (typeof filterDimensions)[number] | AttributeDimension

export type Filter = { dimension: FilterDimension; key: string }

/** What a view is narrowed to; attributes, too, where it says nothing else. */
export function filtersOf(query: URLSearchParams, dimensions?: readonly FilterDimension[]): Filter[] {
  const all = dimensions ?? [
    ...filterDimensions,
    ...new Set([...query.keys()].filter((name) => isAttribute(name)))
  ]
  return all.flatMap((dimension) => query.getAll(dimension).map((key) => ({ dimension, key })))
}

export function isAttribute(dimension: string): dimension is AttributeDimension {
  return dimension.startsWith('attribute.')
}

type Declaring = Pick<SiteView, 'attributes'>

/** What figures of a site can be narrowed to and put side by side beside what all sites know. */
export function attributesOf({ attributes }: Declaring): AttributeDimension[] {
  return attributes.map(({ key }) => `attribute.${key}` as const)
}

/** What a dimension is called: by itself, and over what stands side by side. */
export function dimensionName(
  dimension: Dimension,
  { attributes }: Declaring
): { one: string; many: string } {
  if (!isAttribute(dimension)) return words.dimensions[dimension]
  const declared = attributes.find(({ key }) => dimension === `attribute.${key}`)
  const label = declared?.label ?? dimension.slice('attribute.'.length)
  return { one: label, many: words.attributes.by(label) }
}

/** The query of a figure: the survey, the days and the filters of the view, and what the figure adds. */
export function figureQuery(
  surveyId: string,
  period: Period,
  filters: readonly Filter[],
  more: Readonly<Record<string, string>> = {}
): URLSearchParams {
  const query = new URLSearchParams({ survey: surveyId, ...period })
  for (const { dimension, key } of filters) query.append(dimension, key)
  for (const [name, value] of Object.entries(more)) query.append(name, value)
  return query
}

/** A channel that everybody knows, in the reader's language. */
export function channelName(key: string): string | undefined {
  return Object.hasOwn(words.channels, key) ? words.channels[key] : undefined
}

/**
 * What people call a key. Channels and languages have names in the reader's language; the rest is called
 * what was first sent.
 */
export function labelOf(dimension: Dimension, key: string, label = key): string {
  if (isAttribute(dimension)) return valueName(key) ?? label
  if (key === '') return words.none[dimension]
  if (key === '~rest') return words.manage.rest
  if (dimension === 'channel') return channelName(key) ?? label
  if (dimension === 'handler') return words.handlers[key] ?? label
  if (dimension === 'locale') return written.languageName(key) ?? label
  if (dimension === 'person') return Number.isFinite(Number(key)) ? number(Number(key), 2) : label
  return words.said.values[dimension]?.[key] ?? label
}

/** What a value of an attribute is called that is not its own name: none, all others, yes, no, and bands of numbers. */
function valueName(key: string): string | undefined {
  const texts = words.attributes
  if (key === '') return texts.none
  if (key === '~rest') return words.manage.rest
  if (key === 'yes' || key === 'no') return texts[key]
  const [, from = '', until = ''] = /^([-\d.]{0,30})\.\.([-\d.]{0,30})$/.exec(key) ?? []
  const written = (limit: string) => number(Number(limit), 2)
  if (from !== '' && until !== '') return texts.between(written(from), written(until))
  if (from !== '') return texts.from(written(from))
  return until === '' ? undefined : texts.under(written(until))
}
