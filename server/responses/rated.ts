import type { AnyColumn, SQL } from 'drizzle-orm'
import { and, between, eq, inArray, or } from 'drizzle-orm'
import { stepsWithin } from '../contract/rating-steps'
import type { Database } from '../db/database'

export type RatingRange = { from: number; to: number }
/** Which answers have some ratings: in a query, and of counts by version. */
type RatedColumns = Record<'version' | 'rating', AnyColumn>
export type Rated = {
  condition(of: RatedColumns): SQL | undefined
  has(count: { version: number; rating: number }): boolean
}

/**
 * Finds out how many steps the ratings are in each version of a survey: 4 is 8 halves in one and 4 points
 * in another.
 */
export async function ratedAs(
  { tables: { surveyVersion }, handle }: Database,
  surveyId: string,
  ratings: readonly RatingRange[]
): Promise<Rated> {
  const { version, stepsPerPoint } = surveyVersion
  const versions = await handle
    .select({ version, stepsPerPoint })
    .from(surveyVersion)
    .where(eq(surveyVersion.surveyId, surveyId))
  const perPoint = [...new Set(versions.map((one) => one.stepsPerPoint))]
  const alike = perPoint.map((stepsPerPoint) => ({
    versions: versions.filter((one) => one.stepsPerPoint === stepsPerPoint).map((one) => one.version),
    ranges: ratings.map((range) => stepsWithin(range, { stepsPerPoint }))
  }))
  const conditionOf = (of: RatedColumns, { versions, ranges }: (typeof alike)[number]) =>
    and(
      alike.length > 1 ? inArray(of.version, versions) : undefined,
      or(...ranges.map(({ from, to }) => between(of.rating, from, to)))
    )
  return {
    condition: (of) => or(...alike.map((one) => conditionOf(of, one))),
    has: ({ version, rating }) =>
      alike.some(
        ({ versions, ranges }) =>
          versions.includes(version) && ranges.some(({ from, to }) => rating >= from && rating <= to)
      )
  }
}
