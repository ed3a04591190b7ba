import { asc, eq } from 'drizzle-orm'
import type { Change, Score } from '../contract/figures'
import { ratingOf, scaleOf } from '../contract/rating-steps'
import type { Database } from '../db/database'
import type { VersionRow } from '../db/rows'
import { change, noChange } from '../statistics/change'
import { stancesOf } from '../statistics/nps'
import type { Part } from '../statistics/pool'
import { poolOn } from '../statistics/pool'
import { scoreOf } from '../statistics/score'
import { stepsPerPointOf } from '../statistics/steps'
import type { Meaning, Tally } from '../statistics/tally'
import { satisfiedOf } from '../statistics/tally'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Count } from './counts'
import { isFew, withheldAmong } from './withheld'

/**
 * Tallies by version of the survey: a rating, as the number of steps that is kept, means what its version
 * meant.
 */
export type Tallies = Map<number, Map<number, number>>

export type Scorer = ReturnType<typeof scorerOf>

export async function readVersions(
  { tables: { surveyVersion }, handle }: Database,
  surveyId: string
): Promise<VersionRow[]> {
  return handle
    .select()
    .from(surveyVersion)
    .where(eq(surveyVersion.surveyId, surveyId))
    .orderBy(asc(surveyVersion.version))
}

/**
 * Makes scores that can stand side by side: all of them speak of the scale of the latest version that has
 * answers in `total`, or of the current one if there are none. A version that nobody answered yet changes
 * no figure. Whoever may not read answers is told how many there are where they are few, and nothing else
 * of them.
 */
export function scorerOf(versions: readonly VersionRow[], { survey, access }: OpenSurvey, total: Tallies) {
  const meanings = new Map(versions.map((version) => [version.version, meaningOf(version)]))
  const latest = total.size > 0 ? Math.max(...total.keys()) : survey.version
  const parts = (tallies: Tallies): Part[] => [
    ...[...tallies]
      .sort(([a], [b]) => a - b)
      .map(([version, tally]) => ({
        meaning: meaningIn(version),
        tally: inRatings(tally, meaningIn(version))
      })),
    { meaning: meaningIn(latest), tally: new Map() }
  ]

  function meaningIn(version: number): Meaning {
    const meaning = meanings.get(version)
    if (!meaning)
      throw new Error(`survey ${survey.id} has answers to version ${version}, which it does not have`)
    return meaning
  }

  const oneOf = (version: number, steps: number) => inRatings(new Map([[steps, 1]]), meaningIn(version))

  const withheld = new WeakSet<Tallies>()
  const isKept = ({ count }: { count: number }) => !access.seesFew && isFew(count)
  const isWithheld = (tallies: Tallies) =>
    !access.seesFew && (withheld.has(tallies) || isFew(scoreOf(parts(tallies)).count))
  function scoreFor(tallies: Tallies): Score {
    const { satisfied, ...score } = scoreOf(parts(tallies))
    return isWithheld(tallies)
      ? { ...score, value: null, lower: null, upper: null, mean: null, tally: {} }
      : { ...score, ...(satisfied && { satisfied }) }
  }

  return {
    /** Whether a figure of so many answers is kept from the caller. */
    isKept,
    /**
     * Whether the figures of these answers are kept from the caller: they are few, or `withhold` found that
     * few could be told from them.
     */
    isWithheld,
    /**
     * To be told of figures that stand side by side in one answer, and of the sums that each is a part of:
     * one of all, unless `sums` says more.
     */
    withhold(groups: Iterable<Tallies>, sums: readonly (readonly string[])[] = []) {
      if (access.seesFew) return
      const summed = [...groups].map((tallies, place) => ({
        tallies,
        count: scoreOf(parts(tallies)).count,
        sums: sums[place] ?? ['all']
      }))
      for (const { tallies } of withheldAmong(summed)) withheld.add(tallies)
    },
    /** Keeps the figures of these answers from whoever may not see figures of few. */
    keepBack(tallies: Tallies) {
      if (!access.seesFew) withheld.add(tallies)
    },
    meaning: meaningIn(latest),
    /**
     * What the ratings meant, for figures that are made from several tallies; the last part names the
     * scale.
     */
    parts,
    /** Whether a rating satisfied by what its version meant; as for NPS, by its promoters. */
    isSatisfied: (version: number, steps: number) =>
      satisfiedOf(oneOf(version, steps), meaningIn(version)) > 0,
    /** Whether it did not; passives of NPS are neither. */
    isUnsatisfied(version: number, steps: number) {
      const tally = oneOf(version, steps)
      return meaningIn(version).metric === 'nps'
        ? stancesOf(tally).detractors > 0
        : satisfiedOf(tally, meaningIn(version)) === 0
    },
    /** Whether the answers to a version are on the scale that the figures speak of. */
    isOnScale: (version: number) =>
      poolOn(meaningIn(latest), [
        { meaning: meaningIn(version), tally: new Map([[meaningIn(version).min, 1]]) }
      ]).count > 0,
    score: scoreFor,
    change: (before: Tallies, after: Tallies): Change =>
      isWithheld(before) || isWithheld(after) ? noChange : change(parts(before), parts(after))
  }
}

/** By ratings, of a tally by the steps that are kept. */
function inRatings(tally: Tally, meaning: Meaning): Tally {
  const stepsPerPoint = stepsPerPointOf(meaning)
  return stepsPerPoint === 1
    ? tally
    : new Map([...tally].map(([steps, count]) => [ratingOf(steps, { stepsPerPoint }), count]))
}

/**
 * In the order of versions and ratings, so that sums of fractions over a tally round alike on both
 * databases.
 */
export function talliesOf(counts: Iterable<Count>): Tallies {
  const tallies: Tallies = new Map()
  for (const { version, rating, count } of [...counts].sort(
    (a, b) => a.version - b.version || a.rating - b.rating
  )) {
    const tally = tallies.get(version) ?? new Map<number, number>()
    tallies.set(version, tally.set(rating, (tally.get(rating) ?? 0) + count))
  }
  return tallies
}

function meaningOf(version: VersionRow): Meaning {
  return {
    metric: version.metric,
    ...scaleOf(version),
    satisfiedFrom: ratingOf(version.satisfiedFrom, version),
    direction: version.direction
  }
}
