import type { Score } from '../contract/figures'

/**
 * Where a score lies against a target in its unit: not clear as long as its interval holds the target, or
 * too few have answered.
 */
export function againstTarget(
  { lower, upper, state }: Score,
  target: number
): 'above' | 'below' | 'not-clear' {
  if (lower === null || upper === null || state === 'hidden') return 'not-clear'
  return lower > target ? 'above' : upper < target ? 'below' : 'not-clear'
}
