import type { Declared } from '../attributes/declared'
import type { MappingInput } from '../contract/imports'
import { metrics } from '../contract/terms'
import { attributesNamed } from './attributes'
import {
  ambiguousRatings,
  handlerColumns,
  partSynonyms,
  ratingSynonyms,
  topicLists,
  topicSynonyms
} from './column-words'
import { columnSlug, findColumn } from './columns'
import { handlerInCell } from './handlers'
import type { Mapping } from './mapping'
import type { Target } from './rating'
import { isBlank, numberIn } from './rating'
import type { Part, Source } from './sources/source'

const texts = [
  'comment',
  'answeredAt',
  'sentAt',
  'channel',
  'agent',
  'team',
  'handledBy',
  'bot',
  'customer',
  'locale',
  'externalId'
] as const
const interactionTexts = ['openedAt', 'firstResponseAt', 'resolvedAt', 'handleSeconds'] as const

/**
 * What a mapping is proposed from: the names of the columns, whose file it is, and the cells of its first
 * rows.
 */
export type Layout = {
  header: readonly string[]
  source: Source | undefined
  first: readonly { cells: readonly string[] }[]
}

/** The mapping that the layout suggests; without a rating where no column looks like one. */
function proposeMapping({ header, source, first }: Layout, target: Target): MappingInput {
  const parts = source?.parts ?? { ...partSynonyms, ...handlerParts(header, first) }
  // Of two columns with the same meaning the one that the tool did not fill in is not meant.
  const hasCells = (index: number) =>
    first.length === 0 || first.some(({ cells }) => !isBlank(cells[index] ?? ''))
  const find = (part: Part) => {
    return findColumn(header, parts[part] ?? [], hasCells)
  }
  const found = (names: readonly Part[]) =>
    Object.fromEntries(names.flatMap((part) => (find(part) === undefined ? [] : [[part, find(part)]])))
  const rating =
    (source ? findColumn(header, parts.rating ?? []) : ratingColumn(header, first, target)) ??
    ratingBeside(header)
  const topics = source
    ? (source.topics ?? []).flatMap((name) => findColumn(header, [name]) ?? [])
    : [findColumn(header, topicSynonyms) ?? []].flat()
  const conversationId = find('conversationId')
  const conversation = {
    ...(conversationId === undefined ? {} : { id: conversationId }),
    ...found(interactionTexts)
  }
  return {
    ...(rating === undefined ? {} : { rating }),
    ...found(texts),
    ...(topics.length === 0
      ? {}
      : {
          topics: topics.map((topic) =>
            topicLists.has(columnSlug(topic)) ? { column: topic, split: true } : topic
          )
        }),
    ...(Object.keys(conversation).length === 0 ? {} : { conversation })
  }
}

/**
 * “Handled by” names an agent in some files and says in others whether it was a person or a bot: the words in
 * it tell.
 */
function handlerParts(header: readonly string[], first: Layout['first']): Source['parts'] {
  const isHandler = (index: number) => {
    const cells = first.map(({ cells }) => cells[index] ?? '').filter((cell) => !isBlank(cell))
    return cells.length > 0 && cells.every((cell) => handlerInCell(cell.trim()))
  }
  const slugs = header.map(columnSlug)
  const handledBy = handlerColumns.filter((name) => isHandler(slugs.indexOf(name)))
  const agent = partSynonyms.agent
  return {
    handledBy,
    ...(typeof agent === 'object' && { agent: agent.filter((name) => !handledBy.includes(name)) })
  }
}

/**
 * The column that looks like the rating of such a survey: never one of another metric, and rather one whose
 * numbers are on the scale.
 */
function ratingColumn(
  header: readonly string[],
  first: Layout['first'],
  { metric, min, max }: Target
): string | undefined {
  const others = metrics.filter((other) => other !== metric)
  const names = [`${metric}_score`, metric, ...ratingSynonyms].filter(
    (name) => !others.some((other) => name.split('_').includes(other))
  )
  const isOnScale = (index: number) => {
    const numbers = first.flatMap(({ cells }) => numberIn(cells[index] ?? '') ?? [])
    return numbers.length > 0 && numbers.every(({ value }) => value >= min && value <= max)
  }
  const slugs = header.map(columnSlug)
  const clear = names.filter((name) => !ambiguousRatings.has(name) || isOnScale(slugs.indexOf(name)))
  return findColumn(header, clear, isOnScale)
}

/** The column that Qualtrics puts a group of promoters and detractors beside is the rating. */
function ratingBeside(header: readonly string[]): string | undefined {
  return header.find((name) => name !== '' && header.includes(`${name}_NPS_GROUP`))
}

/**
 * The mapping to use: the one that was given as it is, with the rating found for it where it says none, or
 * else what the layout suggests. `suggested` is what it suggests for parts that the given mapping leaves
 * out.
 */
export function completeMapping(
  layout: Layout,
  { target, declared }: { target: Target; declared: Declared },
  given: MappingInput | undefined
): { mapping: MappingInput; suggested: MappingInput } {
  const { rating, ...others } = proposeMapping(layout, target)
  const attributes = attributesNamed(layout.header, declared, columnsIn({ rating, ...others, ...given }))
  const proposed = { ...others, ...(Object.keys(attributes).length > 0 && { attributes }) }
  const complete = rating === undefined ? {} : { rating }
  if (!given) return { mapping: { ...complete, ...proposed }, suggested: {} }
  const suggested = Object.fromEntries(Object.entries(proposed).filter(([part]) => !(part in given)))
  return { mapping: { ...complete, ...given }, suggested }
}

/** The columns that a mapping takes something from. */
function columnsIn(mapping: MappingInput): Set<string> {
  const found = new Set<string>()
  const look = (part: unknown) => {
    if (typeof part === 'string') found.add(part)
    else if (typeof part === 'object' && part !== null && !('value' in part))
      Object.values(part).forEach(look)
  }
  const { encoding: _encoding, ratings: _ratings, scale: _scale, channels: _channels, ...parts } = mapping
  look(parts)
  return found
}

export function hasRating(mapping: MappingInput): mapping is Mapping {
  return mapping.rating !== undefined
}
