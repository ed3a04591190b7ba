import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Database } from '../db/database'
import { stepsOf } from './steps'

/** Which answers have one of some ratings: in a query, and of counts by version. */
export type Rated = { condition: SQL | undefined; has(count: { version: number; rating: number }): boolean }

/** Finds out how many steps the ratings are in each version of a survey: 4 is 8 halves in one and 4 points in another. */
export async function ratedAs({ tables: { response, surveyVersion }, handle }: Database, surveyId: string, ratings: readonly number[]): Promise<Rated> {
  const { version, stepsPerPoint } = surveyVersion
  const versions = await handle.select({ version, stepsPerPoint }).from(surveyVersion).where(eq(surveyVersion.surveyId, surveyId))
  const kept = new Map<number, { versions: number[]; steps: number[] }>()
  for (const { version, stepsPerPoint } of versions) {
    const alike = kept.get(stepsPerPoint) ?? { versions: [], steps: ratings.flatMap((rating) => stepsOf(rating, { stepsPerPoint }) ?? []) }
    alike.versions.push(version)
    kept.set(stepsPerPoint, alike)
  }
  const all = [...kept.values()]
  const conditions = all.map(({ versions, steps }) => and(kept.size > 1 ? inArray(response.version, versions) : undefined, steps.length === 0 ? sql`1 = 0` : inArray(response.rating, steps)))
  return {
    condition: or(...conditions),
    has: ({ version, rating }) => all.some(({ versions, steps }) => versions.includes(version) && steps.includes(rating))
  }
}
