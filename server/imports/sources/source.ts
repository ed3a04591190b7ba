import type { ImportSource } from '../../contract/imports'
import type { Get } from '../columns'
import type { RatingCell, Target } from '../rating'
import { isBlank, ratingInCell } from '../rating'

export type Part =
  | 'rating'
  | 'comment'
  | 'answeredAt'
  | 'sentAt'
  | 'channel'
  | 'agent'
  | 'team'
  | 'handledBy'
  | 'bot'
  | 'customer'
  | 'locale'
  | 'externalId'
  | 'conversationId'
  | 'openedAt'
  | 'firstResponseAt'
  | 'resolvedAt'
  | 'handleSeconds'
export type Json = { readonly [key: string]: unknown }
type ReadRating = (cell: string, target: Target, get: Get) => RatingCell

/** What is known of the files of one tool. Columns are named by their slugs. */
export type Source = {
  id: Exclude<ImportSource, 'csv'>
  /** Columns that together only this tool writes; one of the lists is enough. */
  layouts: readonly (readonly string[])[]
  /** For files whose header says nothing, because it is translated: what tells the first rows apart. */
  recognises?: (rows: readonly (readonly string[])[]) => boolean
  /** Where each part stands: names, most telling first, or the position of the column. */
  parts: Readonly<Partial<Record<Part, readonly string[] | number>>>
  /** Columns that say what it was about, each of them one or several topics. */
  topics?: readonly string[]
  /** Names of channels that mean something else here than elsewhere, by their slugs. */
  channels?: Readonly<Record<string, string>>
  /** The zone of times that name none, where it is not that of the site. */
  timeZone?: (rows: readonly (readonly string[])[]) => string | undefined
  rating: ReadRating
  /** Names the columns anew from the header and the row below it. */
  header?: (header: readonly string[], second: readonly string[]) => string[]
  /** Whether a row is one: not a second header, not a footer. */
  isRow?: (get: Get, cells: readonly string[]) => boolean
  /** Why a row is left out, where it is no answer of a customer. */
  skips?: (get: Get) => string | undefined
  /** Puts the cells of a row as a mapping expects them. */
  tidy?: (cells: string[]) => string[]
  /** How a record of JSON becomes columns, where its own keys would not do. */
  record?: { fits: (record: Json) => boolean; columns: (record: Json) => Json }
}

/**
 * Reads numbers from `min` to `max`. A survey on another scale must not get them: they mean something else
 * there.
 */
export function numbers(min: number, max: number): ReadRating {
  return (cell, target) => {
    const read = ratingInCell(cell, { min, max, step: target.step })
    if (read.is === 'unanswered' && read.offScale)
      return { is: 'unreadable', code: 'off-scale', reason: `is off the scale ${min} to ${max}` }
    const isNumber = read.is === 'rating' || (read.is === 'unreadable' && read.code === 'between-points')
    if (!isNumber || (target.min === min && target.max === max)) return read
    return {
      is: 'unreadable',
      code: 'other-scale',
      reason:
        `is a rating from ${min} to ${max}, and the survey asks for ${target.min} to ` +
        `${target.max}; choose a survey with the same scale`
    }
  }
}

/** Reads numbers on the scale of the survey, for tools whose files do not say on which scale they asked. */
export const asAsked: ReadRating = (cell, target) => {
  const read = ratingInCell(cell, target)
  return read.is === 'unanswered' && read.offScale
    ? { is: 'unreadable', code: 'off-scale', reason: `is off the scale ${target.min} to ${target.max}` }
    : read
}

/** Reads the words of the steps of a scale, worst first, onto a survey with as many points. */
export function readSteps(...words: readonly (readonly string[])[]): ReadRating {
  const stepOf = new Map(words.flatMap((names, step) => names.map((name) => [name, step] as const)))
  return (cell, target) => {
    if (isBlank(cell)) return { is: 'unanswered', offScale: false }
    const step = stepOf.get(wordOf(cell))
    if (step === undefined)
      return {
        is: 'unreadable',
        code: 'unknown-word',
        reason: `is none of ${words.map(([name]) => `“${name}”`).join(', ')}`
      }
    return stepTo(step, words.length, target)
  }
}

/** The point of the survey that is step `step` (from 0, worst first) of `count`. */
export function stepTo(step: number, count: number, { min, max, direction }: Target): RatingCell {
  const points = max - min + 1
  if (points !== count)
    return {
      is: 'unreadable',
      code: 'other-scale',
      reason:
        `is one of ${count} steps, and the survey has ${points} points; choose a survey with ` +
        `${count}, or say in the mapping which point it is`
    }
  return { is: 'rating', rating: direction === 'higher-is-better' ? min + step : max - step }
}

/** Reads what has digits by one way, and words and faces by the other. */
export function either(digits: ReadRating, words: ReadRating): ReadRating {
  return (cell, target, get) => (/\p{N}/u.test(cell) ? digits : words)(cell, target, get)
}

/** Small letters, without the marks that make a picture of a sign. */
export function wordOf(cell: string): string {
  return cell
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Variation_Selector}\p{Emoji_Modifier}]/gu, '')
    .replaceAll('_', ' ')
    .trim()
    .toLowerCase()
}
