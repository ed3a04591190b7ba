import { and, eq } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { ResponseRow, VersionRow } from '../db/rows'

/** Whether a customer was not satisfied, by what the rating meant when it was given. */
export function* isUnsatisfied(
  handle: Handle,
  { tables: { surveyVersion } }: Database,
  { surveyId, version, rating }: ResponseRow
): Generator<PromiseLike<unknown>, boolean, unknown> {
  const [meaning] = yield* run(
    handle
      .select()
      .from(surveyVersion)
      .where(and(eq(surveyVersion.surveyId, surveyId), eq(surveyVersion.version, version)))
  )
  return meaning !== undefined && isBelow(rating, meaning)
}

export function isBelow(
  rating: number,
  { direction, satisfiedFrom }: Pick<VersionRow, 'direction' | 'satisfiedFrom'>
): boolean {
  return direction === 'higher-is-better' ? rating < satisfiedFrom : rating > satisfiedFrom
}
