import type { Dimension } from '../contract/terms'

/** What answers are put side by side by: a dimension, or the whole set of their topics, in which each answer is once. */
export type ColumnDimension = Dimension | 'topics' | 'claimed'

/** What a set of tags counts as; `code` is its number among the sets of its site. */
export type SetOfTags = {
  code: number
  channel: string
  agent: string
  team: string
  locale: string
  surface: string
  topics: readonly string[]
  claimed: string
}

/** Answers to a survey as they are now: for each id five cells, namely day, set of tags, version, rating, place. */
export type Rows = { site: string; survey: string; ids: string[]; cells: Int32Array }

/**
 * Which place an answer has among those to the same conversation; 0 is counted nowhere. The numbers are bits of
 * `Question.places`.
 */
export const placeNumbers = { alone: 1, latest: 2, first: 3, between: 4 } as const

/**
 * Days are numbers, of days since 1970, both inclusive. `byDay`: the day comes first among the keys. `ratings`: whether
 * counts tell the ratings apart; `latest`: whether the last day of each group is wanted.
 */
export type Question = {
  survey: string
  from: number
  to: number
  places: number
  filters: Readonly<Record<string, readonly string[]>>
  by: readonly ColumnDimension[]
  byDay: boolean
  ratings: boolean
  latest: boolean
}

/**
 * `cells`: three for each count, namely the number of its keys, the number of its meaning, and the count; several may have
 * the same keys and meaning. `latest`: a day for each of the keys.
 */
export type Told = { keys: string[][]; meanings: { version: number; rating: number }[]; cells: Uint32Array; latest?: Int32Array }
