import type { Sample } from './sample'
import { addSamples, centreOf, spreadOf } from './sample'

/**
 * What is known of a group before its first answer: the score of all, and how many answers of its own that
 * knowledge weighs.
 */
export type Prior = {
  centre: number
  strength: number /** The spread of single answers within a group. */
  spread: number
}

export const priorDefaults = {
  /**
   * The strength stays in here: a few groups can neither vouch for being all alike nor for having nothing
   * in common.
   */
  weakest: 5,
  strongest: 200,
  /** With fewer groups their differences tell nothing; this strength stands in. */
  groupsAtLeast: 3,
  usual: 20
}

/**
 * The prior that the groups themselves suggest: how much more they differ than chance would make them (the
 * moments of the beta-binomial; for other scores the same with the spread of single answers). Null without
 * answers.
 */
export function priorOf(groups: readonly Sample[], settings = priorDefaults): Prior | null {
  const answered = groups.filter(({ count }) => count > 0)
  const all = addSamples(answered)
  if (all.count === 0) return null
  const centre = centreOf(all)
  const strength = strengthOf(answered, all, settings)
  return { centre, strength, spread: (spreadOf(all) * strength) / (strength + 1) }
}

/**
 * The same without each of the groups in turn, by which it is seen how much hangs on any one of them. Empty
 * where there are too few to learn a strength from.
 */
export function priorsWithoutOne(groups: readonly Sample[], settings = priorDefaults): Prior[] {
  const answered = groups.filter(({ count }) => count > 0)
  if (answered.length < settings.groupsAtLeast) return []
  return answered.flatMap(
    (_one, place) =>
      priorOf(
        answered.filter((_other, at) => at !== place),
        settings
      ) ?? []
  )
}

function strengthOf(
  groups: readonly Sample[],
  all: Sample,
  { weakest, strongest, groupsAtLeast, usual }: typeof priorDefaults
) {
  if (groups.length < groupsAtLeast) return usual
  const spread = spreadOf(all)
  let between = 0
  let squaredCounts = 0
  for (const group of groups) {
    between += group.count * (centreOf(group) - centreOf(all)) ** 2
    squaredCounts += group.count ** 2
  }
  const freedom = groups.length - 1
  const alike = (between / spread - freedom) / (all.count - squaredCounts / all.count - freedom)
  // Also where nobody differs from anybody (a spread of 0), or everybody answered once: nothing speaks for
  // differences between groups.
  if (!(alike > 0) || !Number.isFinite(alike)) return strongest
  return Math.min(strongest, Math.max(weakest, (1 - alike) / alike))
}
