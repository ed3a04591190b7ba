import type { RejectionCode } from '../contract/imports'
import type { Metric } from '../contract/terms'

/** What a cell of the rating column says. `offScale`: a number that is no point of the scale, which is no answer. */
export type RatingCell = { is: 'rating'; rating: number } | { is: 'unanswered'; offScale: boolean } | { is: 'unreadable'; code: RejectionCode; reason: string }

export type Scale = { min: number; max: number }
/** The survey that ratings are for. */
export type Target = Scale & { metric: Metric; direction: 'higher-is-better' | 'lower-is-better' }

const blanks = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', 'none', '-', '–', '—'])

/** What spreadsheets and statistics programs write where there is nothing. */
export function isBlank(cell: string): boolean {
  return cell.length <= 6 && blanks.has(cell.trim().toLowerCase())
}

/** The number that a cell is, and of how many where it says so; nothing for everything else. */
export function numberIn(cell: string): { value: number; isWhole: boolean; outOf?: number } | undefined {
  const digits = withWesternDigits(cell.normalize('NFKC').replace(/\p{Cf}/gu, '').trim())
  // “4,0” is a decimal comma; “1,000” is not touched and therefore not read.
  const text = digits.replace(/[,٫](\d{1,2})(?!\d)/, '.$1')
  const [, whole, fraction = '', outOf] = /^(-?\d{1,9})(?:\.(\d+))?(?:\s*\/\s*(\d{1,9}))?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  const value = Number(fraction === '' ? whole : `${whole}.${fraction}`) + 0 // “-0” is 0
  return { value, isWhole: !/[1-9]/.test(fraction), ...(outOf === undefined ? {} : { outOf: Number(outOf) }) }
}

/**
 * Reads a rating: a whole number in the digits of any script, also as “4/5” or “4.0”. Numbers off the scale are no answer.
 * Everything else, a word or half a point, is told with its reason and never guessed.
 */
export function readRating(cell: string, { min, max }: Scale): RatingCell {
  if (isBlank(cell)) return { is: 'unanswered', offScale: false }
  const number = numberIn(cell)
  if (number === undefined) return { is: 'unreadable', code: 'no-point', reason: `is not a whole number from ${min} to ${max}` }
  const isOn = number.value >= min && number.value <= max
  if (!number.isWhole && isOn) return { is: 'unreadable', code: 'between-points', reason: `lies between two points of the scale ${min} to ${max}` }
  if (number.outOf !== undefined && number.outOf !== max) return { is: 'unreadable', code: 'out-of', reason: `is out of a number that the scale does not end at, ${max}` }
  return isOn ? { is: 'rating', rating: number.value } : { is: 'unanswered', offScale: true }
}

/** Decimal digits of every script stand in Unicode in unbroken runs of ten, beginning with zero. */
export function withWesternDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String((code - zero) % 10)
  })
}
