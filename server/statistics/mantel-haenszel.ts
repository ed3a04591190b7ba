import type { Estimate } from './interval'
import { around, pOfZ } from './interval'
import type { Sample } from './sample'
import { addSamples, centreOf, spreadOf, uncertaintyOf } from './sample'
import type { Unit } from './score'
import type { Strata } from './standardisation'

export type Stratified = Estimate & {
  /** With one degree of freedom, without continuity correction. */
  chiSquare: number
  p: number
  /** How many answers the side with fewer of them has in the common strata. */
  fewer: number
}

/**
 * The difference b - a within the strata that both have, which thin cells do not upset: Mantel & Haenszel's
 * weights (JNCI 22:719, 1959), and for scores that are no shares Mantel's extension to means (JASA 58:690,
 * 1963). The interval is normal, from the variances of the cells. Null where they have no stratum in
 * common, or where all within the common strata answered alike.
 */
export function mantelHaenszel(unit: Unit, a: Strata, b: Strata): Stratified | null {
  const everybody = addSamples([...a.values(), ...b.values()])
  let weights = 0
  let differences = 0
  let errors = 0
  let surplus = 0
  let variance = 0
  let [countA, countB] = [0, 0]
  for (const [stratum, inA] of a) {
    const inB = b.get(stratum)
    if (!inB || inA.count === 0 || inB.count === 0) continue
    const both: Sample = addSamples([inA, inB])
    const weight = (inA.count * inB.count) / both.count
    weights += weight
    countA += inA.count
    countB += inB.count
    differences += weight * (centreOf(inB) - centreOf(inA))
    errors += weight ** 2 * (uncertaintyOf(unit, inA, everybody) + uncertaintyOf(unit, inB, everybody))
    surplus += inB.sum - inB.count * centreOf(both)
    variance += (inA.count * inB.count * spreadOf(both)) / (both.count - 1)
  }
  if (weights === 0 || variance === 0) return null
  const value = differences / weights
  const chiSquare = surplus ** 2 / variance
  return {
    value,
    ...around(value, Math.sqrt(errors) / weights),
    chiSquare,
    p: pOfZ(Math.sqrt(chiSquare)),
    fewer: Math.min(countA, countB)
  }
}
