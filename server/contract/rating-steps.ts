import { problem } from './problem'
import type { SurveyView } from './surveys'
import type { Step } from './terms'

/** What tells which ratings there are. */
export type Steps = { scaleMin: number; scaleMax: number; stepsPerPoint: number }

/**
 * How far a rating may be from a step and still be meant as it: programs add up 0.1 and 0.2 to
 * 0.30000000000000004.
 */
const rounding = 1e-9

/** The rating as customers and managers read it, of the number of steps that is kept: 4.5 of 9 halves. */
export function ratingOf(steps: number, { stepsPerPoint }: Pick<Steps, 'stepsPerPoint'>): number {
  return steps / stepsPerPoint
}

/** The number of steps that a rating is, also one off the scale; nothing where it lies between two steps. */
export function inSteps(rating: number, { stepsPerPoint }: Pick<Steps, 'stepsPerPoint'>): number | undefined {
  const steps = nearestSteps(rating, { stepsPerPoint })
  return Math.abs(steps / stepsPerPoint - rating) <= rounding ? steps : undefined
}

/** The number of steps that a rating is, or is nearest to. */
export function nearestSteps(rating: number, { stepsPerPoint }: Pick<Steps, 'stepsPerPoint'>): number {
  return Math.round(rating * stepsPerPoint)
}

/** The steps from one rating to another; more from than to where none lies between them. */
export function stepsWithin(
  { from, to }: { from: number; to: number },
  { stepsPerPoint }: Pick<Steps, 'stepsPerPoint'>
): { from: number; to: number } {
  return {
    from: Math.ceil((from - rounding) * stepsPerPoint),
    to: Math.floor((to + rounding) * stepsPerPoint)
  }
}

/**
 * The number of steps that is kept of a rating. Throws `invalid` for what is off the scale, or no step of
 * it.
 */
export function checkedSteps(rating: number, meaning: Steps): number {
  const steps = inSteps(rating, meaning)
  const { min, max, step = 1 } = scaleOf(meaning)
  if (rating >= min && rating <= max && steps !== undefined) return steps
  const apart = step === 1 && Number.isInteger(rating) ? '' : ` in steps of ${step}`
  throw problem(
    'invalid',
    `“rating” is ${rating}; this survey's scale runs from ${min} to ${max}${apart}.`,
    'rating'
  )
}

/** The scale as it is shown, without a step where ratings are whole points. */
export function scaleOf({ scaleMin: min, scaleMax: max, stepsPerPoint }: Steps): SurveyView['scale'] {
  // Written from that union; 1 / 10 is 0.1 to the last digit.
  const step = (1 / stepsPerPoint) as Step
  return { min, max, ...(step !== 1 && { step }) }
}
