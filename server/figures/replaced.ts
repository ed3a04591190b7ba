import type { SQL } from 'drizzle-orm'
import { and, between, count, eq, inArray, isNotNull, isNull, lte, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from '../db/database'
import type { Breakdown } from '../tallies/counts'
import { facetConditions } from '../tallies/facet-conditions'
import { tagConditions } from '../tallies/tag-conditions'
import type { Period } from '../time/periods'

/**
 * How many answers counted when the period ended and count no more, because a later one to the same
 * conversation came after its end: so many moved a figure that was there to be read. A repeat that was
 * replaced within the period moved none.
 */
export async function countReplaced(
  database: Database,
  breakdown: Breakdown,
  { from, to }: Period
): Promise<number> {
  const {
    tables: { response, tagSet },
    handle
  } = database
  const { surveyId, siteId, filters } = breakdown
  const fitting = handle
    .select({ id: tagSet.id })
    .from(tagSet)
    .where(and(eq(tagSet.siteId, siteId), ...tagConditions(database, filters)))
  const later = alias(response, 'later')
  const isLater = sql`(${later.answeredAt}, ${later.id}) > (${response.answeredAt}, ${response.id})`
  const followedInPeriod = (isSame: SQL | undefined) => {
    const isRival = and(
      eq(later.surveyId, surveyId),
      eq(later.state, 'counted'),
      eq(later.standing, response.standing)
    )
    return handle
      .select({ id: later.id })
      .from(later)
      .where(and(isSame, isRival, isNotNull(later.repeated), lte(later.answeredOn, to), isLater))
  }
  const bySignature = eq(later.signedAs, response.signedAs)
  const byConversation = and(
    eq(later.siteId, siteId),
    eq(later.conversation, response.conversation),
    isNull(later.signedAs),
    isNull(response.signedAs)
  )
  const said = await facetConditions(database, surveyId, filters)
  const [found] = await handle
    .select({ count: count() })
    .from(response)
    .where(
      and(
        eq(response.surveyId, surveyId),
        eq(response.state, 'counted'),
        inArray(response.repeated, ['first', 'between']),
        between(response.answeredOn, from, to),
        inArray(response.tagSetId, fitting),
        ...said,
        notExists(followedInPeriod(bySignature)),
        notExists(followedInPeriod(byConversation))
      )
    )
  return found?.count ?? 0
}
