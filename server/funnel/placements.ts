import { and, count, desc, eq, inArray, sql } from 'drizzle-orm'
import { bandOf } from '../attributes/bands'
import { attributesIn, declaredOf } from '../attributes/declared'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { isAttribute } from '../tags/filters'
import { rulesOf } from '../tags/rules'
import { sentTagsBy } from '../tags/sent-tags'
import type { FunnelFilters } from './reader'

/**
 * Links for many and how often they were opened and answered since they were made, the most answered first.
 */
export async function readPlacements(
  { tables: { invitation, response }, handle }: Database,
  surveyId: string,
  site: SiteRow,
  filters: FunnelFilters
) {
  const { id, name, place, openings, channel, topics, agent, team, locale, delivery, attributes } = invitation
  const rows = await handle
    .select({ id, name, place, openings, channel, topic: topics, agent, team, locale, delivery, attributes })
    .from(invitation)
    // The flag by itself, as it stands in the index.
    .where(and(eq(invitation.surveyId, surveyId), sql`${invitation.reusable}`, eq(invitation.test, false)))
    .orderBy(desc(invitation.createdAt))
    .limit(limits.pageRows)
  const asked = Object.keys(filters) as (keyof FunnelFilters)[] // the keys of this type
  const rules = rulesOf(site)
  const declared = declaredOf(site)
  const keysOf = (row: (typeof rows)[number], dimension: keyof FunnelFilters) => {
    if (!isAttribute(dimension))
      return sentTagsBy[dimension](row[dimension] ?? '', rules).map(({ key }) => key)
    const its = declared.filter(({ key }) => dimension === `attribute.${key}`)
    return its.map((one) => bandOf(one, attributesIn(row.attributes)[one.key]))
  }
  const wanted = rows.filter((row) =>
    asked.every((dimension) => keysOf(row, dimension).some((key) => filters[dimension]?.includes(key)))
  )
  const answers = await handle
    .select({ invitationId: response.invitationId, completed: count() })
    .from(response)
    .where(
      and(
        inArray(
          response.invitationId,
          wanted.map((row) => row.id)
        ),
        eq(response.state, 'counted')
      )
    )
    .groupBy(response.invitationId)
  const completedOf = new Map(answers.map(({ invitationId, completed }) => [invitationId, Number(completed)]))
  return wanted
    .map(({ id, name, place, openings }) => ({
      id,
      name,
      place,
      opened: Math.max(openings, completedOf.get(id) ?? 0),
      completed: completedOf.get(id) ?? 0
    }))
    .sort((a, b) => b.completed - a.completed || b.opened - a.opened)
}
