import type { RejectionCode } from '../contract/imports'
import { inSteps } from '../contract/rating-steps'
import type { Metric, Step } from '../contract/terms'
import { stepsPerPointOf } from '../statistics/steps'
import { withWesternDigits } from '../text/digits'

/**
 * What a cell of the rating column says. `offScale`: a number that is no point of the scale, which is no
 * answer.
 */
export type RatingCell =
  | { is: 'rating'; rating: number }
  | { is: 'unanswered'; offScale: boolean }
  | { is: 'unreadable'; code: RejectionCode; reason: string }

export type Scale = { min: number; max: number; step?: Step | undefined }
/** The survey that ratings are for. */
export type Target = Scale & { metric: Metric; direction: 'higher-is-better' | 'lower-is-better' }

const blanks = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', 'none', '-', '–', '—'])

/** What spreadsheets and statistics programs write where there is nothing. */
export function isBlank(cell: string): boolean {
  return cell.length <= 6 && blanks.has(cell.trim().toLowerCase())
}

/** Whether a number is a rating of the scale, and not between two. */
export function isRatingOn(value: number, { min, max, step }: Scale): boolean {
  return (
    value >= min && value <= max && inSteps(value, { stepsPerPoint: stepsPerPointOf({ step }) }) !== undefined
  )
}

/** The number that a cell is, and of how many where it says so; nothing for everything else. */
export function numberIn(cell: string): { value: number; outOf?: number } | undefined {
  const digits = withWesternDigits(
    cell
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .trim()
  )
  // “4,0” is a decimal comma; “1,000” is not touched and therefore not read.
  const text = digits.replace(/[,٫](\d{1,2})(?!\d)/, '.$1')
  const [, whole, fraction = '', outOf] = /^(-?\d{1,9})(?:\.(\d+))?(?:\s*\/\s*(\d{1,9}))?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  const value = Number(fraction === '' ? whole : `${whole}.${fraction}`) + 0 // “-0” is 0
  return { value, ...(outOf === undefined ? {} : { outOf: Number(outOf) }) }
}

/**
 * Reads a rating: a number in the digits of any script, also as “4/5”, “4.0” or “4,0”. Numbers off the
 * scale are no answer. Everything else, a word or what lies between two ratings, is told with its reason
 * and never guessed.
 */
export function ratingInCell(cell: string, scale: Scale): RatingCell {
  const { min, max, step = 1 } = scale
  if (isBlank(cell)) return { is: 'unanswered', offScale: false }
  const number = numberIn(cell)
  if (number === undefined)
    return {
      is: 'unreadable',
      code: 'no-point',
      reason:
        step === 1 ? `is not a whole number from ${min} to ${max}` : `is not a number from ${min} to ${max}`
    }
  const isOn = number.value >= min && number.value <= max
  if (isOn && !isRatingOn(number.value, scale)) {
    return {
      is: 'unreadable',
      code: 'between-points',
      reason: `lies between two ${step === 1 ? 'points' : `steps of ${step}`} of the scale ${min} to ${max}`
    }
  }
  if (number.outOf !== undefined && number.outOf !== max)
    return {
      is: 'unreadable',
      code: 'out-of',
      reason: `is out of a number that the scale does not end at, ${max}`
    }
  return isOn ? { is: 'rating', rating: number.value } : { is: 'unanswered', offScale: true }
}
