import type { Proportion } from './proportion'
import { wilson } from './proportions'

/** So many of so many in percent, with the 95 % Wilson interval. Nulls of nothing: missing is never zero. */
export type Percentage = Proportion & { value: number | null; lower: number | null; upper: number | null }

export function percentageOf({ part, count }: Proportion): Percentage {
  const shares = wilson({ part, count })
  return {
    part,
    count,
    value: shares && (100 * part) / count,
    lower: shares && 100 * shares.lower,
    upper: shares && 100 * shares.upper
  }
}
