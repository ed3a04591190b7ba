import type { Score } from '../../server/contract/figures'
import { difference, figure, range } from '../app/format'
import { sizeOf } from '../ui/change'
import { words } from '../words'

export type Unit = Score['unit']
export type Estimate = { value: number; lower: number; upper: number }

/** A score that may be shown, as it is written; a word where there are too few answers. */
export function scoreText({ value, unit, state }: Score): string {
  return state === 'hidden' || value === null ? words.figures.few : figure(value, unit)
}

/** The ends of its interval, said below it. */
export function intervalText({ lower, upper, unit, state }: Score): string | undefined {
  // Where all chose the same, the interval of a mean has no width and says nothing.
  return state === 'hidden' || lower === null || upper === null || lower === upper
    ? undefined
    : range(lower, upper, unit)
}

/** A difference with its sign and, where it has them, its ends. */
export function signedText({ value, lower, upper }: Estimate): { value: string; interval: string } {
  return {
    value: difference(value, 'signed'),
    interval: words.figures.interval(difference(lower, 'signed'), difference(upper, 'signed'))
  }
}

/** Whether a size is none at all as it is shown. */
export function isNothing(value: number, unit: Unit): boolean {
  return Math.abs(value) < (unit === 'mean' ? 0.005 : 0.05)
}

export function pointsText(value: number, unit: Unit): string {
  return sizeOf(value, unit)
}
