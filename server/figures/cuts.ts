import type { Dimension } from '../contract/terms'
import type { TagSet } from '../tags'

/** What answers are put side by side by: a dimension, or the whole set of their topics, in which each answer is once. */
export type CutDimension = Dimension | 'topics'

/**
 * The combinations of dimensions whose tallies are kept ready, by day and by month. A figure over one of them reads a
 * few rows however many answers there are; any other combination is answered from the tallies by tag set.
 * Each line costs some writes for every answer, so it stands here because a page of the dashboard reads it.
 */
export const cuts: readonly (readonly CutDimension[])[] = [
  [],
  ['channel'],
  ['topic'],
  ['agent'],
  ['team'],
  ['locale'],
  ['surface'],
  ['channel', 'topic'],
  ['channel', 'agent'],
  ['channel', 'team'],
  ['topic', 'agent'],
  ['topic', 'team'],
  ['channel', 'topics']
]

/**
 * Cuts of which it is enough to know how many answers there were: what agents were asked about. They are kept under one rating, since
 * ratings would make them several times as many.
 */
export const countedCuts: typeof cuts = [['agent', 'channel', 'topics']]
/** Stands for whatever was answered in a cut that is only counted. */
export const anyRating = 0

const countedNames = new Set(countedCuts.map(cutName))
const separator = '\u001f'
const topicSeparator = '\u001e'

export function cutName(cut: readonly CutDimension[]): string {
  return cut.join(' ')
}

/** The kept cut that has exactly `needed`, or nothing; where ratings are not needed, also one that is only counted. */
export function cutFor(needed: ReadonlySet<CutDimension>, ratings: boolean): readonly CutDimension[] | undefined {
  return [...cuts, ...(ratings ? [] : countedCuts)].find((cut) => cut.length === needed.size && cut.every((dimension) => needed.has(dimension)))
}

/** The rating under which an answer is counted in a cut. */
export function ratingIn(cut: string, rating: number): number {
  return countedNames.has(cut) ? anyRating : rating
}

/** The keys under which an answer with these tags is counted in `cut`: one, or one for each of its topics. */
export function keysOf(cut: readonly CutDimension[], tagSet: TagSet): string[] {
  if (!cut.includes('topic')) return [keyOf(cut, (dimension) => valueOf(tagSet, dimension))]
  const topics = tagSet.topics.length > 0 ? tagSet.topics : ['']
  return topics.map((topic) => keyOf(cut, (dimension) => (dimension === 'topic' ? topic : valueOf(tagSet, dimension))))
}

/** The values of a key, by dimension. */
export function partsOf(cut: readonly CutDimension[], key: string): Partial<Record<CutDimension, string>> {
  const values = key.split(separator)
  return Object.fromEntries(cut.map((dimension, index) => [dimension, values[index] ?? '']))
}

/** A set of topics as one name, and back. */
export function topicsName(topics: readonly string[]): string {
  return topics.join(topicSeparator)
}

export function topicsIn(name: string): string[] {
  return name === '' ? [] : name.split(topicSeparator)
}

function keyOf(cut: readonly CutDimension[], value: (dimension: CutDimension) => string) {
  return cut.map(value).join(separator)
}

function valueOf(tagSet: TagSet, dimension: CutDimension): string {
  if (dimension === 'topics') return topicsName(tagSet.topics)
  return dimension === 'topic' ? '' : tagSet[dimension]
}
