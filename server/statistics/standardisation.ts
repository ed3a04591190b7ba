import type { Estimate } from './interval'
import { around, clampTo } from './interval'
import type { Sample } from './sample'
import { addSamples, cautiousUncertaintyOf, centreOf, rangeOf } from './sample'
import type { Meaning } from './tally'

/** A group's answers by stratum. */
export type Strata = ReadonlyMap<string, Sample>

export type Adjusted = Estimate & {
  /**
   * The part of everybody's mix that the group's strata make up, 0 to 1; the rest of the mix could not be
   * looked at.
   */
  coverage: number
}

/**
 * The score that a group would have with everybody's mix of strata, and its 95 % interval (direct
 * standardisation). Strata in which it has fewer answers than `atLeast` are left out, and the others weigh
 * the more. Null where none is left.
 */
export function adjusted(
  meaning: Meaning,
  group: Strata,
  everybody: Strata,
  atLeast: number
): Adjusted | null {
  const everyone = addSamples(everybody.values())
  const present = [...group].filter(([, { count }]) => count > 0 && count >= atLeast)
  const weighed = present.map(([stratum, sample]) => ({
    sample,
    weight: (everybody.get(stratum)?.count ?? 0) / everyone.count
  }))
  const coverage = weighed.reduce((sum, { weight }) => sum + weight, 0)
  if (coverage === 0) return null
  let value = 0
  let variance = 0
  for (const { sample, weight } of weighed) {
    value += (weight / coverage) * centreOf(sample)
    variance += (weight / coverage) ** 2 * cautiousUncertaintyOf(meaning, sample, everyone)
  }
  const range = rangeOf(meaning)
  return { value, ...clampTo(around(value, Math.sqrt(variance)), range.lower, range.upper), coverage }
}

/**
 * Splits the gap between two groups, b - a, into what is due to other scores in the same stratum (service)
 * and what is due to another mix of strata (mix). They add up to the gap. Kitagawa 1955, JASA 50:1168. In a
 * stratum that one side never met, all is mix.
 */
export function splitGap(a: Strata, b: Strata): { service: number; mix: number } {
  const ofA = addSamples(a.values()).count
  const ofB = addSamples(b.values()).count
  let service = 0
  let mix = 0
  for (const stratum of new Set([...a.keys(), ...b.keys()])) {
    const [inA, inB] = [a.get(stratum), b.get(stratum)]
    const [countA, countB] = [inA?.count ?? 0, inB?.count ?? 0]
    const known = countA > 0 && inA ? inA : inB
    if (!known || known.count === 0) continue
    const scoreA = centreOf(known)
    const scoreB = countB > 0 && inB ? centreOf(inB) : scoreA
    service += ((scoreB - scoreA) * (countA / ofA + countB / ofB)) / 2
    mix += ((countB / ofB - countA / ofA) * (scoreA + scoreB)) / 2
  }
  return { service, mix }
}
