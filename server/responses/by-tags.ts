import type { AnyColumn, SQL } from 'drizzle-orm'
import { and, between, count, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'

/**
 * So many answers are looked at one by one; where there are more, some are soon found among the latest of
 * all.
 */
const fewMax = 5_000

/**
 * The answers with some sets of tags, which `tagSets` selects the ids of, of some time; `from` and `to` are
 * instants.
 */
export type Tagged = { surveyId: string; tagSets: SQL; time: { from: number; to: number } | undefined }

/**
 * How answers with some tags are to be found: by their tags where they are few, and by time, passing over the
 * others, where they are many. A database that guesses goes through all answers for those of one agent.
 */
export async function taggedAs(database: Database, handle: Handle, tagged: Tagged): Promise<SQL | undefined> {
  const { response } = database.tables
  const { surveyId, tagSets } = tagged
  return (await areFew(database, handle, tagged))
    ? and(eq(passingOver(response.surveyId), surveyId), inArray(response.tagSetId, tagSets))
    : and(eq(response.surveyId, surveyId), inArray(passingOver(response.tagSetId), tagSets))
}

/** Whether answers with some tags are so few that each may be looked at. */
export async function areFew(
  { tables: { response } }: Database,
  handle: Handle,
  { tagSets, time }: Omit<Tagged, 'surveyId'>
): Promise<boolean> {
  const isThen = time && between(response.answeredAt, time.from, time.to)
  const some = handle
    .select({ one: sql<number>`1`.as('one') })
    .from(response)
    .where(and(inArray(response.tagSetId, tagSets), isThen))
    .limit(fewMax)
    .as('some')
  const [row] = await handle.select({ count: count() }).from(some)
  return Number(row?.count ?? 0) < fewMax
}

/**
 * A text column by which no index is to be searched: SQLite, which counts nothing beforehand, would choose
 * the wrong one.
 */
export function passingOver(column: AnyColumn): SQL<string> {
  return sql<string>`${column} || ''`
}
