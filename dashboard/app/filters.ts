import type { Dimension, Facet } from '../../server/contract/terms'
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
] as const satisfies readonly Dimension[]
/** What figures can be narrowed to; each may be given several times, which means either. */
export const filterDimensions = [...tagDimensions, 'handler', 'bot', ...facets] as const
export type FilterDimension = (typeof filterDimensions)[number]

export type Filter = { dimension: FilterDimension; key: string }

export function filtersOf(
  query: URLSearchParams,
  dimensions: readonly FilterDimension[] = filterDimensions
): Filter[] {
  return dimensions.flatMap((dimension) => query.getAll(dimension).map((key) => ({ dimension, key })))
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
  if (key === '') return words.none[dimension]
  if (key === '~rest') return words.manage.rest
  if (dimension === 'channel') return channelName(key) ?? label
  if (dimension === 'handler') return words.handlers[key] ?? label
  if (dimension === 'locale') return written.languageName(key) ?? label
  if (dimension === 'person') return Number.isFinite(Number(key)) ? number(Number(key), 2) : label
  return words.said.values[dimension]?.[key] ?? label
}
